import { describe, expect, test } from "vitest";
import { compileCondition } from "./condition.ts";
import { parseDate, parseNumeric } from "./condition-values.ts";
import { isInRange, parseIpAddress, parseIpRange } from "./ip-range.ts";

function isInside(address: string, range: string): boolean | undefined {
  const [left, right] = [parseIpAddress(address), parseIpRange(range)];
  return left && right && isInRange(left, right);
}

describe("an address", () => {
  test.each([
    ["203.0.113.7", "203.0.113.0/24"],
    ["203.0.113.7", "203.0.113.7"],
    ["203.0.113.7", "0.0.0.0/0"],
    ["255.255.255.255", "128.0.0.0/1"],
    ["203.0.113.7", "203.0.113.99/24"],
    ["::ffff:203.0.113.7", "203.0.113.0/24"],
    ["::FFFF:cb00:7107", "203.0.113.0/24"],
    ["203.0.113.7", "::ffff:203.0.113.0/120"],
    ["2001:db8::1", "2001:db8::/32"],
    ["2001:db8:0:0:8000::", "2001:db8:0:0:8000::/65"],
    ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"],
    ["::1", "::/0"],
  ])("%s is in %s", (address, range) => expect(isInside(address, range)).toBe(true));

  test.each([
    ["203.0.114.7", "203.0.113.0/24"],
    ["203.0.113.8", "203.0.113.7/32"],
    ["203.0.113.7", "::/0"],
    ["::1", "0.0.0.0/0"],
    ["2001:db9::1", "2001:db8::/32"],
    ["2001:db8::1", "2001:db8:0:0:8000::/65"],
  ])("%s is not in %s", (address, range) => expect(isInside(address, range)).toBe(false));

  test.each([
    ...["", "203.0.113", "203.0.113.256", "203.0.113.07", "0x7f.0.0.1", "203.0.113.7.", " 203.0.113.7"],
    ...[
      "1::2::3",
      "1:2:3:4:5:6:7",
      "1:2:3:4:5:6:7:8:9",
      "1:2:3:4:5:6:7:8::",
      "::12345",
      "fe80::1%eth0",
      "1.2.3.4::",
      ":",
    ],
  ])("%j is none", (text) => expect(parseIpAddress(text)).toBeUndefined());

  test.each(["203.0.113.0/33", "203.0.113.0/-1", "203.0.113.0/", "203.0.113.0/024", "2001:db8::/129", "/8"])(
    "%j is no range",
    (text) => expect(parseIpRange(text)).toBeUndefined(),
  );
});

describe("a time", () => {
  test.each([
    ["2026-11-24T08:00:00+08:00", "2026-11-24T00:00:00.000Z"],
    ["2026-11-24T00:00Z", "2026-11-24T00:00:00.000Z"],
    ["2026-11-24", "2026-11-24T00:00:00.000Z"],
    ["2028-02-29T23:59:59.1234-0330", "2028-03-01T03:29:59.123Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
  ])("%s is %s", (text, iso) => expect(new Date(parseDate(text) ?? Number.NaN).toISOString()).toBe(iso));

  test.each([
    ...[
      "2026-11-24T00:00:00",
      "2026-02-29",
      "1900-02-29",
      "2026-13-01",
      "2026-11-31",
      "2026-11-24T24:00:00Z",
      "soon",
      "",
    ],
    ...[
      "2026-11-24T00:60:00Z",
      "2026-11-24T00:00:60Z",
      "2026-11-24T00:00:00+24:00",
      "1795478400",
      "2026-11-24 00:00:00Z",
    ],
  ])("%j is none", (text) => expect(parseDate(text)).toBeUndefined());
});

test("a number is read only if it is kept exactly", () => {
  expect(["0", "-1.5", "+007", "999999999999999"].map(parseNumeric)).toEqual([0, -1.5, 7, 999999999999999]);
  for (const text of ["", "1e3", ".5", "5.", "0x10", "1234567890123456", "1 ", "NaN"])
    expect(parseNumeric(text)).toBeUndefined();
});

test("what the policy itself has unreadable holds in a Deny and in no Allow", () => {
  const condition = { operator: "NumericLessThan", key: "ice:Count", values: ["many"] };
  expect(compileCondition(condition, "Allow").holds(["1"])).toBe(false);
  expect(compileCondition(condition, "Deny").holds(["1"])).toBe(true);
});

test("a condition without values never holds", () => {
  for (const operator of ["StringEquals", "StringNotEquals", "ForAllValues:StringEquals", "Null"]) {
    const condition = compileCondition({ operator, key: "ice:Colour", values: [] }, "Allow");
    expect([condition.holds(["x"]), condition.holdsWhenMissing]).toEqual([false, false]);
  }
});
