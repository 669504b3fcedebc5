import { changeIdentity } from "../../identity/change-identity.ts";
import { setDefaultPolicyVersion } from "../../identity/policy-versions.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { policyName, toVersionNumber, versionId } from "./policy-fields.ts";

/** From the next call on this version counts for everybody to whom the policy is attached. */
export const SetDefaultPolicyVersion = defineOperation({
  name: "SetDefaultPolicyVersion",
  products: ["RAM"],
  summary: "Puts another version of a policy in force.",
  input: { PolicyName: policyName(), VersionId: versionId },
  output: {},
  permissions: [{ action: "ram:SetDefaultPolicyVersion", access: "update", resource: "policy/{PolicyName}" }],
  errors: ["EntityNotExist.Policy", "EntityNotExist.Policy.Version", "InvalidParameter.WrongFormat"],
  behaviours: [{ statement: "Counts from the next call on.", evidence: "guess" }],
  examples: [{ title: "Back to the first one", input: { PolicyName: demo.policy.name, VersionId: "v1" }, output: {} }],
  async run({ PolicyName, VersionId }, context) {
    const { caller, now } = context;
    const name = { accountId: caller.accountId, policyName: PolicyName, version: toVersionNumber(VersionId) };
    await changeIdentity(context, (tx) => setDefaultPolicyVersion(tx, name, now));
    return {};
  },
});
