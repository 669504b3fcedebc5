import { allResources } from "../../contract/operation.ts";
import { readAuthorizationMode } from "../../identity/account-settings.ts";
import { defineOperation } from "../define.ts";
import { modeOutput } from "./authorization-mode-fields.ts";

/** Whether the account enforces policies. */
export const GetAuthorizationMode = defineOperation({
  name: "GetAuthorizationMode",
  products: ["Medialoft"],
  summary: "Tells whether policies are enforced.",
  input: {},
  output: modeOutput,
  permissions: [{ action: "medialoft:GetAuthorizationMode", access: "get", resource: allResources }],
  errors: [],
  behaviours: [],
  examples: [{ title: "At first", input: {}, output: { Mode: "enforce" } }],
  async run(_, { caller, read }) {
    return { Mode: await readAuthorizationMode(read, caller.accountId) };
  },
});
