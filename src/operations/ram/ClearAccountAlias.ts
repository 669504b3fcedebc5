import { allResources } from "../../contract/operation.ts";
import { clearAccountAlias } from "../../identity/account-settings.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { defineOperation } from "../define.ts";

/** Afterwards the account goes by its number only, and any account may take the alias. */
export const ClearAccountAlias = defineOperation({
  name: "ClearAccountAlias",
  products: ["RAM"],
  summary: "Takes the account's alias away.",
  input: {},
  output: {},
  permissions: [{ action: "ram:ClearAccountAlias", access: "delete", resource: allResources }],
  errors: [],
  behaviours: [{ statement: "An account without an alias is left as it is.", evidence: "guess" }],
  examples: [{ title: "Whatever it was", input: {}, output: {} }],
  async run(_input, context) {
    await changeIdentity(context, (tx) => clearAccountAlias(tx, context.caller.accountId));
    return {};
  },
});
