import { described } from "../../contract/fields.ts";
import type { Caller } from "../../contract/principal.ts";
import { principalName } from "../../contract/resource-name.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";

/** Tells a caller whose key this is. */
export const GetCallerIdentity = defineOperation({
  name: "GetCallerIdentity",
  products: ["STS"],
  summary: "Shows who is calling.",
  input: {},
  output: {
    IdentityType: described("Account, RAMUser or AssumedRoleUser."),
    AccountId: described("The account's id."),
    PrincipalId: described("The account's or the user's id; of a session the role's id and the session's name."),
    Arn: described("The caller's resource name."),
    UserId: described("The user's id, the account's for its root; absent in a role.").optional(),
    RoleId: described("The role's id; present in a role only.").optional(),
  },
  permissions: [{ action: "sts:GetCallerIdentity", access: "get", resource: "*", everyone: true }],
  errors: [],
  behaviours: [
    { statement: "Needs no permission.", evidence: "client" },
    { statement: "IdentityType is RAMUser for users.", evidence: "documented" },
    { statement: "IdentityType is Account for the root and AssumedRoleUser for sessions.", evidence: "guess" },
  ],
  examples: [
    {
      title: "The account's root",
      input: {},
      output: {
        IdentityType: "Account",
        AccountId: demo.accountId,
        PrincipalId: demo.accountId,
        Arn: `acs:ram::${demo.accountId}:root`,
        UserId: demo.accountId,
      },
    },
    {
      title: "A user",
      as: "user",
      input: {},
      output: {
        IdentityType: "RAMUser",
        AccountId: demo.accountId,
        PrincipalId: demo.user.userId,
        Arn: `acs:ram::${demo.accountId}:user/${demo.user.userName}`,
        UserId: demo.user.userId,
      },
    },
  ],
  async run(_, { caller }) {
    return { AccountId: caller.accountId, Arn: principalName(caller), ...identityOf(caller) };
  },
});

function identityOf(caller: Caller) {
  if (caller.kind === "root") {
    return { IdentityType: "Account", PrincipalId: caller.accountId, UserId: caller.accountId };
  }
  if (caller.kind === "user") return { IdentityType: "RAMUser", PrincipalId: caller.userId, UserId: caller.userId };
  const { roleId, sessionName } = caller;
  return { IdentityType: "AssumedRoleUser", PrincipalId: `${roleId}:${sessionName}`, RoleId: roleId };
}
