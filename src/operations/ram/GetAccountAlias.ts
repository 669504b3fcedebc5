import { z } from "zod";
import { allResources } from "../../contract/operation.ts";
import { findAccountAlias } from "../../identity/account-settings.ts";
import { defineOperation } from "../define.ts";

/** The account's other name, which no other account of this server has. */
export const GetAccountAlias = defineOperation({
  name: "GetAccountAlias",
  products: ["RAM"],
  summary: "Reads the account's alias.",
  input: {},
  output: { AccountAlias: z.string().meta({ description: "The alias; empty when there is none." }) },
  permissions: [{ action: "ram:GetAccountAlias", access: "get", resource: allResources }],
  errors: [],
  behaviours: [{ statement: "Without an alias it answers an empty text.", evidence: "guess" }],
  examples: [{ title: "None yet", input: {}, output: { AccountAlias: "" } }],
  async run(_input, { caller, read }) {
    return { AccountAlias: (await findAccountAlias(read, caller.accountId)) ?? "" };
  },
});
