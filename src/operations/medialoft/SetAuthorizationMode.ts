import { oneOf } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import { writeAuthorizationMode } from "../../identity/account-settings.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { defineOperation } from "../define.ts";
import { modeOutput } from "./authorization-mode-fields.ts";

/**
 * In soft mode what policies do not allow goes through and is recorded as SoftDeny. Only the policies of users and roles are
 * meant: unsigned calls, other accounts, trust policies and upload credentials are as strict as ever.
 */
export const SetAuthorizationMode = defineOperation({
  name: "SetAuthorizationMode",
  products: ["Medialoft"],
  summary: "Sets whether policies are enforced or only written down.",
  input: {
    Mode: oneOf(["enforce", "soft"], {
      description: "enforce: what policies do not allow is refused. soft: it goes through and is recorded.",
      example: "soft",
    }),
  },
  output: modeOutput,
  permissions: [{ action: "medialoft:SetAuthorizationMode", access: "update", resource: allResources }],
  errors: [],
  behaviours: [
    { statement: "It holds from the next request on.", evidence: "documented" },
    { statement: "In soft mode every user and role of the account can do everything in it.", evidence: "documented" },
  ],
  examples: [{ title: "For one run of the tests", input: { Mode: "soft" }, output: { Mode: "soft" } }],
  async run({ Mode }, context) {
    const { caller, now } = context;
    const change = { accountId: caller.accountId, value: Mode, now };
    await changeIdentity(context, (tx) => writeAuthorizationMode(tx, change));
    return { Mode };
  },
});
