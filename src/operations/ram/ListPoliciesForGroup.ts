import { groupName } from "../../contract/identity-fields.ts";
import { getEntity, listAttachedPolicies } from "../../identity/attachments.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { attachedPoliciesExample, attachedPoliciesOutput, toAttachedPolicies } from "./attachment.ts";

/** Those of the account's own by name, then the system's. */
export const ListPoliciesForGroup = defineOperation({
  name: "ListPoliciesForGroup",
  products: ["RAM"],
  summary: "Lists the policies that are attached to a group.",
  input: { GroupName: groupName() },
  output: attachedPoliciesOutput,
  permissions: [{ action: "ram:ListPoliciesForGroup", access: "list", resource: "group/{GroupName}" }],
  errors: ["EntityNotExist.Group", "InvalidParameter.InvalidChars"],
  behaviours: [{ statement: "Answers all of them at once.", evidence: "client" }],
  examples: [
    {
      title: "All of them",
      input: { GroupName: demo.group.groupName },
      output: attachedPoliciesExample,
    },
  ],
  async run({ GroupName }, { caller, read }) {
    const entity = await getEntity(read, caller.accountId, "group", GroupName);
    return toAttachedPolicies(await listAttachedPolicies(read, entity));
  },
});
