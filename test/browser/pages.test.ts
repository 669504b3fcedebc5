import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, startTestServer, type TestServer } from "../server.ts";
import { openBrowser } from "./browser.ts";
import {
  type ConsolePage,
  ensureConsole,
  findBarriers,
  openConsole,
  overflowOf,
  readSentences,
  signIn,
} from "./console-page.ts";
import { readEnglishOnly } from "./console-words.ts";

let server: TestServer;
let browser: Browser;
let englishOnly: ReadonlySet<string>;

beforeAll(async () => {
  await ensureConsole();
  [server, browser, englishOnly] = await Promise.all([startTestServer(), openBrowser(), readEnglishOnly()]);
  await makePeople();
});
afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
});

const policy = JSON.stringify({
  Version: "1",
  Statement: [{ Effect: "Allow", Action: "ice:*", Resource: "*" }],
});

/** One of each, so that every page has something to show. */
async function makePeople(): Promise<void> {
  const ram = (action: string, fields: Record<string, string>) =>
    call(server, action, fields, { version: "2015-05-01" });
  const { AccountId } = await call(server, "GetCallerIdentity", {}, { version: "2015-04-01" });
  const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: [`acs:ram::${AccountId}:root`] } };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "1", Statement: [trust] });
  await ram("CreateUser", { UserName: "casey" });
  await ram("CreateAccessKey", { UserName: "casey" });
  await ram("CreateGroup", { GroupName: "editors" });
  await ram("AddUserToGroup", { UserName: "casey", GroupName: "editors" });
  await ram("CreateRole", { RoleName: "Player", AssumeRolePolicyDocument });
  await ram("CreatePolicy", { PolicyName: "edit", PolicyDocument: policy });
  await ram("AttachPolicyToUser", { PolicyType: "Custom", PolicyName: "edit", UserName: "casey" });
}

/** At least one address for each route of the console. */
const pages: Readonly<Record<string, readonly string[]>> = {
  "/": ["/"],
  "/sign-in": ["/sign-in"],
  "/explorer/:product?/:action?": [
    "/explorer",
    "/explorer/ICE/CreateYikeAssetUpload",
    "/explorer/RAM/TagResources#Tag.1.Key=a",
  ],
  "/reference/:product?/:action?": ["/reference", "/reference/RAM/CreatePolicy"],
  "/troubleshoot": ["/troubleshoot?q=Forbidden"],
  "/library/*?": ["/library"],
  "/access/*?": ["/access/no-such-part"],
  "/system": ["/system"],
  "": ["/no-such-page"],
  overview: ["/access"],
  users: ["/access/users", "/access/users/casey"],
  groups: ["/access/groups", "/access/groups/editors"],
  roles: ["/access/roles", "/access/roles/Player"],
  policies: ["/access/policies", "/access/policies/Custom/edit"],
  simulator: ["/access/simulator"],
  sessions: ["/access/sessions"],
  audit: ["/access/audit"],
  mode: ["/access/mode"],
};

const readSource = (path: string) => readFile(new URL(`../../console/${path}`, import.meta.url), "utf8");

test("every route of the console is among the pages that are looked at", async () => {
  const routes = [...(await readSource("pages/Pages.tsx")).matchAll(/<Route(?: path="([^"]+)")?/g)];
  const parts = [...(await readSource("access/AccessPage.tsx")).matchAll(/\{ id: "(\w+)", Page/g)];
  expect([...routes, ...parts].map(([, name = ""]) => name).sort()).toEqual(Object.keys(pages).sort());
});

interface Look {
  readonly locale: string;
  readonly scheme: "light" | "dark";
  /** At the first one barriers are looked for, at the other one only whether the page fits. */
  readonly widths: readonly [number, number];
}

/** Each page is loaded once a language; between them the looks have every width, scheme and language. */
const looks: readonly Look[] = [
  { locale: "en-US", scheme: "light", widths: [1440, 390] },
  { locale: "zh-CN", scheme: "dark", widths: [390, 1440] },
];

describe("every page", () => {
  test.each(looks)("has no fault in $locale, $scheme, at $widths px", async ({ locale, scheme, widths }) => {
    const opened = await openConsole(browser, server, { locale, colorScheme: scheme, reducedMotion: "reduce" });
    const faults = await lookAt(opened, "/sign-in", widths);
    await signIn(opened);
    const paths = Object.values(pages)
      .flat()
      .filter((path) => path !== "/sign-in");
    for (const path of paths) faults.push(...(await lookAt(opened, path, widths)));
    expect(faults).toEqual([]);
    expect([...opened.hosts]).toEqual([new URL(server.apiUrl).host]);
    expect(opened.complaints).toEqual([]);
    await opened.page.context().close();
  });
});

/** What is wrong with one page, each a line. */
async function lookAt({ page, url }: ConsolePage, path: string, [width, other]: Look["widths"]): Promise<string[]> {
  await page.setViewportSize({ width, height: 844 });
  const response = await page.goto(`${url}${path}`);
  await page.locator("h1").first().waitFor();
  await page.locator("[role=status] .mantine-Loader-root, [aria-busy=true]").first().waitFor({ state: "detached" });
  const faults = findHeaderFaults(response?.headers() ?? {});
  faults.push(...(await findOverflow(page, width)), ...(await findBarriers(page)));
  if ((await page.evaluate(() => document.documentElement.lang)) === "zh-CN") {
    faults.push(...(await readSentences(page)).filter(isEnglish).map((text) => `in English: ${text}`));
  }
  await page.setViewportSize({ width: other, height: 844 });
  faults.push(...(await findOverflow(page, other)));
  return faults.map((fault) => `${path} ${fault}`);
}

async function findOverflow(page: Page, width: number): Promise<string[]> {
  const overflow = await overflowOf(page);
  return overflow > 0 ? [`${overflow} px too wide at ${width} px`] : [];
}

/** A sentence of the console's own that has another in Chinese, or four words in a row that nobody has put into Chinese. */
const isEnglish = (text: string): boolean =>
  (englishOnly.has(text) && text.includes(" ")) ||
  (/(?:[a-z']{2,}[ ,]+){4}/i.test(text) && !/\p{Script=Han}/u.test(text));

const wantedHeaders: Readonly<Record<string, RegExp>> = {
  "content-security-policy":
    /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w+/=-]{16,}'; .*frame-ancestors 'none'; base-uri 'none'; form-action 'none'$/,
  "cross-origin-opener-policy": /^same-origin$/,
  "cross-origin-resource-policy": /^same-origin$/,
  "x-content-type-options": /^nosniff$/,
  "x-frame-options": /^DENY$/,
  "referrer-policy": /^no-referrer$/,
  "cache-control": /^no-store$/,
};

const findHeaderFaults = (headers: Readonly<Record<string, string>>): string[] =>
  Object.entries(wantedHeaders)
    .filter(([name, wanted]) => !wanted.test(headers[name] ?? ""))
    .map(([name]) => `${name} is ${headers[name]}`);
