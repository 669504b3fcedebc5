import { describe, expect, test } from "vitest";
import { operations } from "../../operations/index.gen.ts";
import { describeErrors, type ErrorDescription } from "../describe-error.ts";
import type { FieldDescription } from "../describe-field.ts";
import { describeOperation, type OperationDescription } from "../describe-operation.ts";
import { chineseTexts, translateError, translateOperation } from "./translate.ts";

const described = operations.map(describeOperation);
const entries = chineseTexts.flatMap((texts) => Object.entries(texts));
const chinese = /[\u4e00-\u9fff]/;

const textsOf = (operation: OperationDescription): string[] =>
  [
    operation.summary,
    ...[...operation.parameters, ...operation.answer].flatMap(fieldTexts),
    ...operation.permissions.filter(({ narrow }) => !narrow).map(({ resourceType }) => resourceType),
    ...operation.errors.flatMap(errorTexts),
    ...operation.behaviours.map(({ statement }) => statement),
    ...operation.examples.map(({ title }) => title),
  ].filter((text) => text !== "");

const fieldTexts = ({ description, items, fields = [] }: FieldDescription): string[] => [
  description,
  ...(items ? fieldTexts(items) : []),
  ...fields.flatMap(fieldTexts),
];

const errorTexts = ({ cause, remedy }: ErrorDescription): string[] => [cause, remedy];

describe("in Chinese", () => {
  test.each(described)("$name says everything that it says in English", (operation) => {
    const [english, translated] = [textsOf(operation), textsOf(translateOperation(operation))];
    expect(english.filter((text, i) => !chinese.test(translated[i] ?? "") || translated[i] === text)).toEqual([]);
  });

  test("each error has its cause and remedy, and the message that it has on the wire", () => {
    const translated = describeErrors().map(translateError);
    expect(translated.filter((error) => !errorTexts(error).every((text) => chinese.test(text)))).toEqual([]);
    expect(translated.map(({ message }) => message)).toEqual(describeErrors().map(({ message }) => message));
  });

  test("what is on the wire stays as it is", () => {
    const wire = (operation: OperationDescription) =>
      JSON.stringify(operation, (key, value) =>
        ["summary", "description", "resourceType", "cause", "remedy", "statement", "title"].includes(key) ? 0 : value,
      );
    expect(described.map((operation) => wire(translateOperation(operation)))).toEqual(described.map(wire));
  });
});

/** Names, numbers, abbreviations and placeholders, which are the same in every language. */
function wireWords(text: string): string[] {
  const found = text.match(/\{\w+\}|\w*[a-z][A-Z]\w*|[A-Z]{2,}\d*|0x\w+|\d[\d,.]*\d|\d|[\w.*-]*[_=/][\w./*-]*/g) ?? [];
  return found.map((word) => (/^(URL|SDK|AccessKey)s$/.test(word) ? word.slice(0, -1) : word.replace(/[.,]$/, "")));
}

describe("the translations", () => {
  test("are all needed, and each is there once", () => {
    const needed = new Set([...described.flatMap(textsOf), ...describeErrors().flatMap(errorTexts)]);
    const sentences = entries.map(([english]) => english);
    expect(sentences.filter((english) => !needed.has(english))).toEqual([]);
    expect(sentences.filter((english, i) => sentences.indexOf(english) !== i)).toEqual([]);
  });

  test("keep names, numbers and placeholders", () => {
    const lost = entries.flatMap(([english, text]) =>
      wireWords(english).flatMap((word) => (text.includes(word) ? [] : [`${word} of: ${english}`])),
    );
    expect(lost).toEqual([]);
  });

  test("name no parameter, operation or value that the English does not", () => {
    const added = entries.flatMap(([english, text]) =>
      (text.match(/\w*[a-z][A-Z]\w*/g) ?? []).flatMap((word) =>
        word === "AccessKey" || english.includes(word) ? [] : [`${word} in: ${text}`],
      ),
    );
    expect(added).toEqual([]);
  });

  test("are Chinese, not English, and sentences where the English is one", () => {
    const odd = entries.filter(
      ([english, text]) =>
        !chinese.test(text) || /[a-z]{2,} [a-z]{2,}/.test(text) || english.endsWith(".") !== text.endsWith("。"),
    );
    expect(odd).toEqual([]);
  });

  test("are written alike: Chinese marks, and a blank between Chinese and Latin letters", () => {
    const odd = entries
      .map(([, text]) => text)
      .filter((text) => /[\u4e00-\u9fff][\w,;:?!(]|[\w,;?!)][\u4e00-\u9fff]/.test(text.replaceAll("宽:高", "")));
    expect(odd).toEqual([]);
  });
});
