import { changeIdentity } from "../../identity/change-identity.ts";
import { deletePolicyVersion } from "../../identity/policy-versions.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { policyName, toVersionNumber, versionId } from "./policy-fields.ts";

export const DeletePolicyVersion = defineOperation({
  name: "DeletePolicyVersion",
  products: ["RAM"],
  summary: "Deletes a version that is not in force.",
  input: { PolicyName: policyName(), VersionId: versionId },
  output: {},
  permissions: [{ action: "ram:DeletePolicyVersion", access: "delete", resource: "policy/{PolicyName}" }],
  errors: [
    "EntityNotExist.Policy",
    "EntityNotExist.Policy.Version",
    "DeleteConflict.Policy.Version.Default",
    "InvalidParameter.WrongFormat",
  ],
  behaviours: [{ statement: "The version in force cannot be deleted.", evidence: "documented" }],
  examples: [{ title: "The first one", input: { PolicyName: demo.policy.name, VersionId: "v1" }, output: {} }],
  async run({ PolicyName, VersionId }, context) {
    const { accountId } = context.caller;
    const name = { accountId, policyName: PolicyName, version: toVersionNumber(VersionId) };
    await changeIdentity(context, (tx) => deletePolicyVersion(tx, name));
    return {};
  },
});
