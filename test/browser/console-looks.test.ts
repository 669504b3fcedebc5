import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OperationContract } from "../../src/contract/operation.ts";
import { CreatePolicy } from "../../src/operations/ram/CreatePolicy.ts";
import { describeOperation } from "../../src/reference/describe-operation.ts";
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

/** What a person reads in a page, without code and what is English on the wire. */
function readProse(): string {
  const main = document.querySelector("main")?.cloneNode(true);
  if (!(main instanceof HTMLElement)) return "";
  for (const element of main.querySelectorAll("pre, code, [lang=en]")) element.remove();
  return main.textContent;
}

/** What is between a contract and its reader. */
function englishOf(contract: OperationContract): readonly string[] {
  const texts: string[] = [];
  JSON.stringify(describeOperation(contract), (key, value) => {
    if (readKeys.has(key) && / .*\.$/.test(value)) texts.push(value);
    return value;
  });
  return texts;
}

const readKeys = new Set(["summary", "description", "statement", "cause", "remedy"]);

/** The picture of each; those that no font has look all the same. */
function drawCharacters(text: string): string[] {
  return [...text].map((character) => {
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d");
    if (pen) pen.font = `40px ${getComputedStyle(document.body).fontFamily}`;
    pen?.fillText(character, 10, 60);
    return canvas.toDataURL();
  });
}

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
    const hasTranslations = () =>
      page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("translate-")));
    expect(await hasTranslations()).toBe(false);
    await page.getByRole("button", { name: "Language" }).click();
    await page.getByRole("menuitemradio", { name: "中文" }).click();
    await page.getByRole("heading", { name: "文档" }).waitFor();
    expect(await hasTranslations()).toBe(true);
    await page.getByRole("button", { name: "外观" }).click();
    await page.getByRole("menuitemradio", { name: "深色" }).click();
    await expect.poll(ground, { timeout: 30_000 }).not.toBe(light);
    const dark = await ground();
    await page.reload();
    await page.getByRole("heading", { name: "文档" }).waitFor();
    expect(await ground()).toBe(dark);
    await page.context().close();
  });

  test("says in Chinese what an operation does and takes, and draws the characters", async () => {
    const { page, url } = await openConsole(browser, server, { locale: "zh-CN" });
    for (const path of ["/reference/RAM/CreatePolicy", "/explorer/RAM/CreatePolicy"]) {
      await page.goto(`${url}${path}`);
      await page.getByText("创建自定义策略。").waitFor();
      const text = await page.evaluate(readProse);
      expect(text, path).toContain("权限策略内容，JSON 格式，最长 6,144 个字符。");
      expect(
        englishOf(CreatePolicy).filter((sentence) => text.includes(sentence)),
        path,
      ).toEqual([]);
    }
    await page.goto(`${url}/troubleshoot?q=${encodeURIComponent("会话策略过长")}`);
    await page.getByText("请缩短 Policy。").waitFor();
    await page.getByRole("searchbox").fill("InvalidParameter.PolicySize");
    await page.getByText("会话策略过长。").waitFor();
    expect(new Set(await page.evaluate(drawCharacters, "策略角色")).size).toBe(4);
    await page.context().close();
  });
});
