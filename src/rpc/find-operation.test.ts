import { describe, expect, test } from "vitest";
import { findOperation } from "./find-operation.ts";

const ice = "2020-11-09";
const yike = "2026-03-19";

/** Code and advice of the refusal. */
function refusal(action: string | undefined, version: string | undefined) {
  try {
    findOperation({ action, version });
  } catch (error) {
    return error as { code: string; status: number; diagnosis: string };
  }
  throw new Error("It was found.");
}

test("the version chooses the product of an operation that several have", () => {
  const found = [ice, yike].map((version) => findOperation({ action: "GetYikeAssetMediaInfo", version }));
  expect(found.map(({ product, operation }) => [product, operation.name])).toEqual([
    ["ICE", "GetYikeAssetMediaInfo"],
    ["yike", "GetYikeAssetMediaInfo"],
  ]);
});

test("an operation of one product is none of the other, and where it is served is said", () => {
  const { code, status, diagnosis } = refusal("UpdateYikeProduction", "2026-11-01");
  expect([code, status]).toEqual(["InvalidAction.NotFound", 404]);
  expect(diagnosis).toContain(`is served under version ${yike}`);
});

describe("what is missing is named, Action first", () => {
  test.each([
    [undefined, undefined, "MissingAction"],
    [undefined, ice, "MissingAction"],
    ["", ice, "MissingAction"],
    ["GetYikeAssetMediaInfo", "", "MissingVersion"],
    ["GetYikeAssetMediaInfo", undefined, "MissingVersion"],
  ])("%s of %s is %s", (action, version, code) => {
    expect(refusal(action, version).code).toBe(code);
  });
});

test("a version of nobody is refused as such, also the words of the language's own objects", () => {
  for (const version of ["2020-11-9", "2020-11-09 ", "latest", "__proto__", "constructor"]) {
    expect([version, refusal("GetYikeAssetMediaInfo", version).code]).toEqual([version, "InvalidVersion"]);
  }
});

test("an operation of the vendor's that is not served is refused by its name", () => {
  const { code, status, diagnosis } = refusal("SubmitYikeAIAppJob", ice);
  expect([code, status]).toEqual(["UnsupportedOperation", 400]);
  expect(diagnosis).toMatch(/^SubmitYikeAIAppJob \(2020-11-09\).*Served are: .*GetYikeAssetMediaInfo/);
});

describe("an unknown name", () => {
  test.each([
    ["GetYikeAssetMediaInfos", "GetYikeAssetMediaInfo"],
    ["registeryikeassetmediainfo", "RegisterYikeAssetMediaInfo"],
    ["CreateYikeAssetUplod", "CreateYikeAssetUpload"],
  ])("%s is refused, and %s is offered", (action, nearest) => {
    const { code, diagnosis } = refusal(action, ice);
    expect(code).toBe("InvalidAction.NotFound");
    expect(diagnosis).toContain(`The nearest one is ${nearest}.`);
  });

  test("of any length or bytes is refused", () => {
    for (const action of [" ", "__proto__", "toString", "\0", "\ud800", "x".repeat(30_000)]) {
      expect(refusal(action, ice).code).toBe("InvalidAction.NotFound");
    }
  });
});
