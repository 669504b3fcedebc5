import { describe, expect, test } from "vitest";
import { operations } from "../../src/operations/index.gen.ts";
import type { FieldDescription } from "../../src/reference/describe-field.ts";
import { describeOperation } from "../../src/reference/describe-operation.ts";
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
  withoutSecrets,
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

describe("secrets", () => {
  test("are the texts of the contract that are named so, and no numbers or switches", () => {
    const fields = operations.map(describeOperation).flatMap(({ parameters }) => parameters);
    const secrets = fields.filter(({ name }) => isSecret(name));
    expect([...new Set(secrets.map(({ name }) => name))].sort()).toEqual(["NewPassword", "OldPassword", "Password"]);
    expect(new Set(secrets.map(({ type }) => type))).toEqual(new Set(["string"]));
    expect(["AccessKeySecret", "SecurityToken", "UploadAuth", "Credentials"].filter(isSecret)).toHaveLength(4);
  });

  test("stand in no link, and what is shown has a stand-in for them", () => {
    const signed = "http://127.0.0.1:8481/b/k?OSSAccessKeyId=a&Expires=1&Signature=abc";
    const parameters = {
      UserName: "a",
      Password: "hunter2",
      InputURL: signed,
      ImageURL: "https://me:word@example.com/",
    };
    expect(toFragment(parameters)).toBe("#UserName=a");
    expect(withoutSecrets(parameters)).toEqual({
      shown: { UserName: "a", Password: "YOUR_Password", InputURL: "YOUR_InputURL", ImageURL: "YOUR_ImageURL" },
      secrets: ["Password", "InputURL", "ImageURL"],
    });
    expect(toFragment({ InputURL: "http://127.0.0.1:8481/b/k.mp4" })).toContain("k.mp4");
  });

  test.each([
    "https://cdn.example.com/a.mp4?auth_key=1764000000-0-0-0123456789abcdef",
    "https://store.example.com/a.mp4?X-Amz-Date=1&X-Amz-Signature=0123",
    "https://store.example.com/a.mp4?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-signature=0123",
    "https://store.example.com/a.mp4?access_token=0123",
    "https://0123@example.com/a.mp4",
  ])("are in %s", (InputURL) => {
    expect(toFragment({ InputURL })).toBe("");
    expect(withoutSecrets({ InputURL }).shown).toEqual({ InputURL: "YOUR_InputURL" });
  });

  test.each(["https://example.com/a.mp4?at=me@example.com", "https://example.com/@me/a.mp4?design=1"])(
    "are not in %s",
    (InputURL) => {
      expect(withoutSecrets({ InputURL }).secrets).toEqual([]);
    },
  );
});
