import { expect, test } from "vitest";
import { isAsked, resourceOf } from "./resource-name.ts";

const ram = { ramCode: "ram", region: "", accountId: "1000000000000001" };

test.each([
  ["*", {}, "acs:ram::1000000000000001:*"],
  ["user/{UserName}", { UserName: "alice" }, "acs:ram::1000000000000001:user/alice"],
  ["user/{UserName}", {}, "acs:ram::1000000000000001:user/*"],
  ["user/{UserName}", { UserName: "{Other}", Other: "bob" }, "acs:ram::1000000000000001:user/{Other}"],
  ["{RoleArn}", { RoleArn: "acs:ram::2000000000000002:role/Reader" }, "acs:ram::2000000000000002:role/Reader"],
  ["{RoleArn}", {}, "*"],
  ["user/{UserName}", { UserName: "*" }, "acs:ram::1000000000000001:user/%2A"],
  ["{RoleArn}", { RoleArn: "acs:ram::*:role/Reade?" }, "acs:ram::%2A:role/Reade%3F"],
  [
    "acs:ram::system:policy/{PolicyName}",
    { PolicyName: "AdministratorAccess" },
    "acs:ram::system:policy/AdministratorAccess",
  ],
])("a permission on %s with %j is needed on %s", (resource, parameters, name) => {
  expect(resourceOf({ resource }, parameters, ram)).toBe(name);
});

test.each([
  [undefined, {}, true],
  ["FolderId", {}, false],
  ["FolderId", { FolderId: "x" }, true],
  ["PolicyType=System", { PolicyType: "System" }, true],
  ["PolicyType=System", { PolicyType: "Custom" }, false],
  ["PolicyType=System", {}, false],
  ["PolicyType!=System", { PolicyType: "System" }, false],
  ["PolicyType!=System", { PolicyType: "Custom" }, true],
  ["PolicyType!=System", {}, true],
])("a permission when %s is asked of a call with %j: %s", (when, parameters, asked) => {
  expect(isAsked(when === undefined ? {} : { when }, parameters)).toBe(asked);
});
