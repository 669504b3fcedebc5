import { describe, expect, test } from "vitest";
import { checkPassword, makeUpPassword, type PasswordPolicy } from "./password-rules.ts";

const strict: PasswordPolicy = {
  MinimumPasswordLength: 8,
  RequireLowercaseCharacters: true,
  RequireUppercaseCharacters: true,
  RequireNumbers: true,
  RequireSymbols: true,
  HardExpiry: false,
  MaxLoginAttemps: 0,
  PasswordReusePrevention: 0,
  MaxPasswordAge: 0,
};

const brokenBy = (password: string, policy = strict) =>
  checkPassword(password, policy).flatMap(([rule, isKept]) => (isKept ? [] : [rule]));

describe("a password", () => {
  test.each([
    ["Correct-horse-9", []],
    ["correct-horse-9", ["uppercase"]],
    ["CORRECT-HORSE-9", ["lowercase"]],
    ["Correct-horse-x", ["digit"]],
    ["Correcthorse9", ["symbol"]],
    ["Ab-1", ["length"]],
    ["", ["length", "lowercase", "uppercase", "digit", "symbol"]],
  ])("%s breaks %j", (password, broken) => expect(brokenBy(password)).toEqual(broken));

  test("is measured by its length only where the account asks for no more", () => {
    const lax = { ...strict, RequireLowercaseCharacters: false, RequireUppercaseCharacters: false };
    expect(brokenBy("12345678", { ...lax, RequireNumbers: false, RequireSymbols: false })).toEqual([]);
  });
});

describe("a made-up password", () => {
  test("keeps every rule, is as long as it must be, and is another one each time", () => {
    const made = Array.from({ length: 50 }, () => makeUpPassword(8));
    expect(made.flatMap((one) => brokenBy(one))).toEqual([]);
    expect(new Set(made).size).toBe(50);
    expect(makeUpPassword(32)).toHaveLength(32);
  });
});
