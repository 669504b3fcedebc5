import { describe, expect, test } from "vitest";
import type { OperationContract } from "../../src/contract/operation.ts";
import { CreatePolicy } from "../../src/operations/ram/CreatePolicy.ts";
import { describeOperation } from "../../src/reference/describe-operation.ts";
import { openConsole } from "./console-page.ts";
import { prepareConsole } from "./console-world.ts";

const world = prepareConsole();

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
  test("speaks the language and wears the colours that were chosen, also after a reload", async () => {
    const { page, url } = await openConsole(world, { colorScheme: "light" });
    await page.goto(`${url}/reference`);
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    const hasTranslations = () =>
      page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/zh.json")));
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
    const { page, url } = await openConsole(world, { locale: "zh-CN" });
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
    await page.getByRole("searchbox").fill("InvalidParameter.UserName.Length");
    await page.getByText("UserName 过短或过长。").waitFor();
    expect(new Set(await page.evaluate(drawCharacters, "策略角色")).size).toBe(4);
    await page.context().close();
  });
});
