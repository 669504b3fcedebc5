import { groupName } from "../../contract/identity-fields.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { deleteGroup, getGroup } from "../../identity/groups.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";

/** Deletes a group that has no members and no policies any more. */
export const DeleteGroup = defineOperation({
  name: "DeleteGroup",
  products: ["RAM"],
  summary: "Deletes a group.",
  input: { GroupName: groupName() },
  output: {},
  permissions: [{ action: "ram:DeleteGroup", access: "delete", resource: "group/{GroupName}" }],
  errors: [
    "EntityNotExist.Group",
    "DeleteConflict.Group.User",
    "DeleteConflict.Group.Policy",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Length",
  ],
  behaviours: [{ statement: "A group with members or policies is not deleted.", evidence: "documented" }],
  examples: [{ title: "An empty one", input: { GroupName: demo.otherGroup.groupName }, output: {} }],
  async run({ GroupName }, context) {
    await changeIdentity(context, async (tx) =>
      deleteGroup(tx, await getGroup(tx, context.caller.accountId, GroupName)),
    );
    return {};
  },
});
