import { expect, test } from "vitest";
import { commonConditionKeys } from "../policy/condition-keys.ts";
import { callConditions } from "./call-conditions.ts";

test("a common key that policies are not warned of is one that every call has", () => {
  const client = { address: "192.0.2.7", protocol: "https" } as const;
  const given = ["acs:PrincipalARN", ...Object.keys(callConditions(client, 0))];
  const unwarned = commonConditionKeys.filter(({ isAbsent }) => !isAbsent).map(({ name }) => name);
  expect(unwarned.sort()).toEqual(given.sort());
});
