import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../browser/browser.ts";
import { rootKey, startTestServer, type TestServer } from "../server.ts";
import { ConsoleClient } from "./console-client.ts";

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let own: Page;
/** Of another port: browsers count it as the same site and send the cookie there, and from there. */
const site = createServer((_, response) => response.setHeader("Content-Type", "text/html").end("<h1>Win a prize</h1>"));
let port: number;

beforeAll(async () => {
  server = await startTestServer();
  browser = await openBrowser();
  context = await browser.newContext();
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  port = (site.address() as AddressInfo).port;
  own = await context.newPage();
  await own.goto(server.apiUrl);
});
afterAll(async () => {
  await browser.close();
  site.closeAllConnections();
  site.close();
  await server[Symbol.asyncDispose]();
});

interface Sent {
  readonly path: string;
  readonly token: string;
  readonly body: object;
}

/** As the console does it. */
const post = (page: Page, sent: Sent) =>
  page.evaluate(async ({ path, token, body }) => {
    const headers = { "Content-Type": "application/json", "X-Medialoft-CSRF": token };
    const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
    return { status: answer.status, body: await answer.json() };
  }, sent);

async function titles(): Promise<string> {
  const root = new ConsoleClient(server);
  await root.signIn({ ...rootKey });
  return JSON.stringify((await root.call("ICE/ListYikeProductions")).fields.ProductionList);
}

const create = "/session/call/ICE/CreateYikeProduction";
let token: string;

test("the console's own page signs in and calls, and nothing of it is within reach of scripts", async () => {
  const signedIn = await post(own, { path: "/session/sign-in", token: "before-sign-in", body: { ...rootKey } });
  expect(signedIn.status).toBe(200);
  token = signedIn.body.csrfToken;
  const made = await post(own, { path: create, token, body: { parameters: { Title: "by the console" } } });
  expect(made.body).toMatchObject({ status: 200 });
  const [cookie] = await context.cookies(server.apiUrl);
  expect(cookie).toMatchObject({ name: "medialoft", httpOnly: true, sameSite: "Strict", expires: -1 });
  const seen = await own.evaluate(() => JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }]));
  expect(seen).toBe('["",{},{}]');
});

test.each(["127.0.0.1", "localhost"])("a page of another origin (%s) makes no call and reads nothing", async (host) => {
  const page = await context.newPage();
  await page.goto(`http://${host}:${port}/`);
  const address = server.apiUrl;
  const tried = await page.evaluate(
    async ({ address, create, token }) => {
      const body = JSON.stringify({ parameters: { Title: "by another site" } });
      const attempt = (path: string, init: RequestInit) =>
        fetch(`${address}${path}`, { credentials: "include", ...init }).then(
          async (answer) => `${answer.type} ${answer.status} ${await answer.text()}`,
          () => "blocked",
        );
      const json = { "Content-Type": "application/json", "X-Medialoft-CSRF": token };
      return {
        read: await attempt("/session", {}),
        blindRead: await attempt("/session", { mode: "no-cors" }),
        call: await attempt(create, { method: "POST", headers: json, body }),
        blindCall: await attempt(create, { method: "POST", mode: "no-cors", body }),
      };
    },
    { address, create, token },
  );
  expect(tried).toMatchObject({ read: "blocked", blindRead: "blocked", call: "blocked", blindCall: "blocked" });

  const answered = page.waitForResponse((response) => response.url().startsWith(address));
  await page.evaluate(
    ({ address, create }) => {
      const form = document.createElement("form");
      Object.assign(form, { method: "post", action: `${address}${create}`, enctype: "text/plain" });
      const field = document.createElement("input");
      Object.assign(field, { name: '{"parameters":{"Title":"by another site","x":"', value: '"}}' });
      form.append(field);
      document.body.append(form);
      form.submit();
    },
    { address, create },
  );
  expect((await answered).status()).toBe(403);
  expect(await titles()).toContain("by the console");
  expect(await titles()).not.toContain("by another site");
  await page.close();
});

test("a page of another origin cannot show the console in a frame", async () => {
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${port}/`);
  const failed = page.waitForEvent("requestfailed");
  await page.evaluate((address) => {
    const frame = document.createElement("iframe");
    frame.src = address;
    document.body.append(frame);
  }, server.apiUrl);
  expect((await failed).failure()?.errorText).toMatch(/BLOCKED_BY_RESPONSE|ERR_BLOCKED/);
  await page.close();
});

test("a page that the console's origin served cannot be reached by who opened it", async () => {
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${port}/`);
  const opened = context.waitForEvent("page");
  await page.evaluate((address) => {
    Reflect.set(window, "opened", window.open(address));
  }, server.apiUrl);
  const popup = await opened;
  await popup.waitForLoadState();
  expect(await popup.evaluate(() => window.opener)).toBeNull();
  await expect.poll(() => page.evaluate(() => (Reflect.get(window, "opened") as Window).closed)).toBe(true);
  await page.close();
});
