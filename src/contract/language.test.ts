import { expect, test } from "vitest";
import { chooseLanguage } from "./language.ts";

test.each([
  [undefined, "en"],
  ["", "en"],
  ["*", "en"],
  ["de", "en"],
  ["zh", "zh"],
  ["zh-CN", "zh"],
  ["ZH-hans-cn", "zh"],
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
  ["en-US,en;q=0.9,zh-CN;q=0.8", "en"],
  ["en;q=0.5, zh;q=0.7", "zh"],
  ["de, zh;q=0.1", "zh"],
  ["zh;q=0", "en"],
  ["zhuang", "en"],
])("Accept-Language: %s is told %s", (header, language) => expect(chooseLanguage(header)).toBe(language));

test("a header of any length is read at once: with a step for each pair of its blanks this one would take hours", () => {
  const blanks = " ".repeat(2_000_000);
  expect(chooseLanguage(`zh${blanks}x`)).toBe("en");
  expect(chooseLanguage(`de${blanks}, zh${blanks};${blanks}q=0.1${blanks}`)).toBe("zh");
});
