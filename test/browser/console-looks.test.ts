import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../server.ts";
import { openBrowser } from "./browser.ts";
import { ensureConsole, findBarriers, openConsole, overflowOf, signIn } from "./console-page.ts";

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  await ensureConsole();
  [server, browser] = await Promise.all([startTestServer(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
});

const paths = [
  "/",
  "/explorer/ICE/CreateYikeAssetUpload",
  "/explorer/RAM/TagResources#Tag.1.Key=a",
  "/reference",
  "/reference/RAM/CreatePolicy",
  "/troubleshoot?q=Forbidden",
  "/library",
  "/system",
  "/no-such-page",
];

/** What stands in the way of people is looked for once by day and once by night, since it takes long. */
const looks = [
  {
    name: "fits and has no barrier on a wide screen, light, in English",
    width: 1440,
    scheme: "light",
    locale: "en-US",
  },
  { name: "fits and has no barrier on a phone, dark, in Chinese", width: 390, scheme: "dark", locale: "zh-CN" },
  { name: "fits a wide screen, dark, in Chinese", width: 1440, scheme: "dark", locale: "zh-CN" },
  { name: "fits a phone, light, in English", width: 390, scheme: "light", locale: "en-US" },
] as const;

describe("every page", () => {
  test.each(looks)("$name", async ({ name, width, scheme, locale }) => {
    const findFaults = async (): Promise<string[]> => (name.includes("barrier") ? findBarriers(page) : []);
    const opened = await openConsole(browser, server, {
      viewport: { width, height: 844 },
      colorScheme: scheme,
      locale,
    });
    const { page, url, hosts, complaints } = opened;
    await page.goto(`${url}/sign-in`);
    await page.locator("h1").waitFor();
    const faults = await findFaults();
    await signIn(opened);
    for (const path of paths) {
      await page.goto(`${url}${path}`);
      await page.locator("h1").waitFor();
      const overflow = await overflowOf(page);
      faults.push(...(overflow > 0 ? [`${path} is ${overflow} px too wide`] : []));
      faults.push(...(await findFaults()).map((barrier) => `${path} ${barrier}`));
    }
    expect(faults).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale === "zh-CN" ? "zh-CN" : "en");
    expect([...hosts]).toEqual([new URL(server.apiUrl).host]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("speaks the language and wears the colours that were chosen, also after a reload", async () => {
    const { page, url } = await openConsole(browser, server, { colorScheme: "light" });
    await page.goto(`${url}/reference`);
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.getByRole("button", { name: "Language" }).click();
    await page.getByRole("menuitemradio", { name: "中文" }).click();
    await page.getByRole("heading", { name: "文档" }).waitFor();
    await page.getByRole("button", { name: "外观" }).click();
    await page.getByRole("menuitemradio", { name: "深色" }).click();
    await expect.poll(ground, { timeout: 30_000 }).not.toBe(light);
    const dark = await ground();
    await page.reload();
    await page.getByRole("heading", { name: "文档" }).waitFor();
    expect(await ground()).toBe(dark);
    await page.context().close();
  });
});
