import { expect, test } from "vitest";
import { z } from "zod";
import { isListField, listField, optionalListField } from "./list-fields.ts";
import { gatherLists } from "./numbered-lists.ts";

const texts = listField(z.string(), { description: "", max: 3 });

test("numbered names become one list in the order of their numbers", () => {
  const parameters = { "Tag.10.Key": "c", "Tag.2.Value": "b1", "Tag.2.Key": "b", "Tag.1.Key": "a", Other: "x" };
  expect(gatherLists(parameters, ["Tag"])).toEqual({
    ...parameters,
    Tag: '[{"Key":"a"},{"Value":"b1","Key":"b"},{"Key":"c"}]',
  });
  expect(gatherLists({ "Names.2": "b", "Names.1": "a" }, ["Names"])).toMatchObject({ Names: '["a","b"]' });
});

test("a list that is sent as one text, and names that are no list's, stay as they are", () => {
  const parameters = { Tag: "[]", "Tag.1.Key": "a", "Else.1": "b", "Tag.0": "c", "Tag.1.Key.x": "d" };
  expect(gatherLists(parameters, ["Tag"])).toBe(parameters);
});

test.each(['["a","b"]', '["a","b","c"]'])("%s is a list of at most three texts", (text) => {
  expect(texts.parse(text)).toEqual(JSON.parse(text));
});

test.each(["", "a", "[]", '["a","b","c","d"]', '{"a":1}', "[1]", "null"])("%j is not", (text) => {
  expect(texts.safeParse(text).success).toBe(false);
});

test("list fields are known as such, also when they need not be sent", () => {
  expect(isListField(texts)).toBe(true);
  expect(isListField(optionalListField(z.string(), { description: "", max: 1 }))).toBe(true);
  expect(isListField(z.string())).toBe(false);
});
