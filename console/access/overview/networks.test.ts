import { describe, expect, test } from "vitest";
import { everywhere, findWrongNetwork, isEverywhere } from "./networks.ts";

describe("blocks of addresses", () => {
  test.each(["10.0.0.0/8", "192.0.2.7", "2001:db8::/32", "::1", "10.0.0.0/8;2001:db8::/32;192.0.2.0/24", everywhere])(
    "%s are such",
    (masks) => expect(findWrongNetwork(masks)).toBeUndefined(),
  );

  test.each([
    ["10.0.0.0/33", "10.0.0.0/33"],
    ["10.0.0/8", "10.0.0/8"],
    ["256.0.0.1", "256.0.0.1"],
    ["10.0.0.0/8,192.0.2.0/24", "10.0.0.0/8,192.0.2.0/24"],
    ["10.0.0.0/8; 192.0.2.0/24", " 192.0.2.0/24"],
    ["2001:db8::/129", "2001:db8::/129"],
    ["2001:zz::/32", "2001:zz::/32"],
    ["office", "office"],
    ["10.0.0.0/8;", ""],
  ])("%s are not, because of “%s”", (masks, wrong) => expect(findWrongNetwork(masks)).toBe(wrong));

  test("let everybody in when there are none, or when one holds every address", () => {
    expect([isEverywhere(""), isEverywhere(everywhere), isEverywhere("10.0.0.0/8")]).toEqual([true, true, false]);
  });
});
