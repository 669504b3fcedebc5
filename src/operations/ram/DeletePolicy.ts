import { identityFlag } from "../../contract/identity-fields.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { deletePolicy } from "../../identity/policies.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { policyName } from "./policy-fields.ts";

/** Deletes a policy of the account's own that is attached to nobody. */
export const DeletePolicy = defineOperation({
  name: "DeletePolicy",
  products: ["RAM"],
  summary: "Deletes a policy of the account's own.",
  input: {
    PolicyName: policyName(),
    CascadingDelete: identityFlag({
      description: "Whether to delete it also when it has versions beside the one in force; false when absent.",
      default: false,
    }).optional(),
  },
  output: {},
  permissions: [{ action: "ram:DeletePolicy", access: "delete", resource: "policy/{PolicyName}" }],
  errors: [
    "EntityNotExist.Policy",
    "DeleteConflict.Policy.User",
    "DeleteConflict.Policy.Group",
    "DeleteConflict.Policy.Role",
    "DeleteConflict.Policy.Version",
  ],
  behaviours: [
    { statement: "Refused while it is attached to anybody.", evidence: "documented" },
    {
      statement: "Refused while it has versions beside the one in force, unless CascadingDelete is true.",
      evidence: "documented",
    },
    { statement: "Of a system policy it says that there is none of this name in the account.", evidence: "guess" },
  ],
  examples: [
    {
      title: "With all its versions",
      input: { PolicyName: demo.otherPolicy.name, CascadingDelete: "true" },
      output: {},
    },
  ],
  async run({ PolicyName, CascadingDelete }, context) {
    const request = { accountId: context.caller.accountId, name: PolicyName, cascading: CascadingDelete ?? false };
    await changeIdentity(context, (tx) => deletePolicy(tx, request));
    return {};
  },
});
