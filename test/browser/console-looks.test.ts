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

const looks = [
  { name: "on a wide screen, light, in English", width: 1440, colorScheme: "light", locale: "en-US" },
  { name: "on a wide screen, dark, in Chinese", width: 1440, colorScheme: "dark", locale: "zh-CN" },
  { name: "on a phone, light, in Chinese", width: 390, colorScheme: "light", locale: "zh-CN" },
  { name: "on a phone, dark, in English", width: 390, colorScheme: "dark", locale: "en-US" },
] as const;

describe("every page", () => {
  test.each(looks)("fits and has no barrier $name", async ({ width, colorScheme, locale }) => {
    const opened = await openConsole(browser, server, { viewport: { width, height: 844 }, colorScheme, locale });
    const { page, url, hosts, complaints } = opened;
    await page.goto(`${url}/sign-in`);
    await page.locator("h1").waitFor();
    const faults = await findBarriers(page);
    await signIn(opened);
    for (const path of paths) {
      await page.goto(`${url}${path}`);
      await page.locator("h1").waitFor();
      const overflow = await overflowOf(page);
      faults.push(...(overflow > 0 ? [`${path} is ${overflow} px too wide`] : []));
      faults.push(...(await findBarriers(page)).map((barrier) => `${path} ${barrier}`));
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
