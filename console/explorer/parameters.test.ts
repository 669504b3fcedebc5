import { describe, expect, test } from "vitest";
import type { FieldDescription } from "../../src/reference/describe-field.ts";
import {
  addItem,
  findMissing,
  fromExample,
  fromFragment,
  isSecret,
  itemNumbers,
  removeItem,
  toFragment,
  toSend,
} from "./parameters.ts";

const field = (name: string, more: Partial<FieldDescription> = {}): FieldDescription => ({
  name,
  type: "string",
  required: false,
  description: "",
  ...more,
});
const tag = field("Tag", {
  type: "array",
  style: "repeated",
  items: field("", { type: "object", fields: [field("Key"), field("Value")] }),
});

describe("the items of a list", () => {
  test("are added with all their parts", () => {
    expect(addItem({ "Tag.1.Key": "a" }, tag)).toEqual({ "Tag.1.Key": "a", "Tag.2.Key": "", "Tag.2.Value": "" });
  });

  test("move up when one before them is removed", () => {
    const parameters = { "Tag.1.Key": "a", "Tag.2.Key": "b", "Tag.3.Key": "c", Other: "x", "Tags.1": "y" };
    expect(removeItem(parameters, "Tag", 2)).toEqual({ "Tag.1.Key": "a", "Tag.2.Key": "c", Other: "x", "Tags.1": "y" });
  });

  test("are counted by their numbers and not by their text", () => {
    expect(itemNumbers({ "Tag.10.Key": "", "Tag.2.Key": "", "Tag.2.Value": "" }, "Tag")).toEqual([2, 10]);
  });

  test("come out of an example that is one JSON text", () => {
    const example = { Tag: '[{"Key":"a","Value":"b"}]', Name: "n" };
    expect(fromExample(example, [tag, field("Name")])).toEqual({ "Tag.1.Key": "a", "Tag.1.Value": "b", Name: "n" });
  });
});

describe("a link", () => {
  const fields = [field("FileExt"), field("Password"), tag];

  test("brings the parameters back", () => {
    const parameters = { FileExt: "mp4 & more", "Tag.1.Key": "ü" };
    expect(fromFragment(toFragment(parameters), fields)).toEqual(parameters);
  });

  test("holds no secret and takes none", () => {
    expect(toFragment({ FileExt: "mp4", Password: "hunter2" })).toBe("#FileExt=mp4");
    expect(fromFragment("#Password=hunter2", fields)).toEqual({});
  });

  test("takes nothing that the operation does not have", () => {
    expect(fromFragment("#FileExt=a&Host=evil&__proto__=x", fields)).toEqual({ FileExt: "a" });
  });
});

test("page tokens are no secrets, passwords and tokens are", () => {
  expect(["NextToken", "UserName"].filter(isSecret)).toEqual([]);
  expect(["NewPassword", "SecurityToken", "AccessKeySecret"].filter(isSecret)).toHaveLength(3);
});

test("what is empty is not sent, and missed when it is required", () => {
  const fields = [field("A", { required: true }), { ...tag, required: true }];
  expect(toSend({ A: "", B: "x" })).toEqual({ B: "x" });
  expect(findMissing(fields, { A: "", "Tag.1.Key": "k" })).toEqual(["A"]);
});
