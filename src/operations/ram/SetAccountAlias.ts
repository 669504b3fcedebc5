import { identityFormat } from "../../contract/identity-fields.ts";
import { allResources } from "../../contract/operation.ts";
import { setAccountAlias } from "../../identity/account-settings.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { defineOperation } from "../define.ts";

/** Replaces the alias that the account has. */
export const SetAccountAlias = defineOperation({
  name: "SetAccountAlias",
  products: ["RAM"],
  summary: "Gives the account an alias.",
  input: {
    AccountAlias: identityFormat({
      description: "3 to 32 small letters, digits and single hyphens, with none at either end.",
      example: "studio",
      pattern: /^(?=.{3,32}$)[a-z0-9]+(-[a-z0-9]+)*$/,
      wants: "It must have 3 to 32 small letters, digits and single hyphens, with none at either end.",
    }),
  },
  output: {},
  permissions: [{ action: "ram:SetAccountAlias", access: "update", resource: allResources }],
  errors: ["EntityAlreadyExists.AccountAlias", "InvalidParameter.WrongFormat"],
  behaviours: [
    { statement: "An alias has 3 to 32 small letters, digits and single hyphens.", evidence: "documented" },
    { statement: "No two accounts have the same alias.", evidence: "documented" },
    { statement: "A new alias replaces the present one.", evidence: "guess" },
  ],
  examples: [{ title: "A studio's", input: { AccountAlias: "studio" }, output: {} }],
  async run({ AccountAlias }, context) {
    await changeIdentity(context, (tx) => setAccountAlias(tx, context.caller.accountId, AccountAlias));
    return {};
  },
});
