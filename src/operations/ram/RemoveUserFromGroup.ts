import { groupName, userName } from "../../contract/identity-fields.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { getGroup, removeMember } from "../../identity/groups.ts";
import { getUser } from "../../identity/users.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";

/** From the next request on the group's policies count for the user no more. */
export const RemoveUserFromGroup = defineOperation({
  name: "RemoveUserFromGroup",
  products: ["RAM"],
  summary: "Takes a user out of a group.",
  input: { UserName: userName(), GroupName: groupName() },
  output: {},
  permissions: [
    { action: "ram:RemoveUserFromGroup", access: "update", resource: "user/{UserName}" },
    { action: "ram:RemoveUserFromGroup", access: "update", resource: "group/{GroupName}" },
  ],
  errors: [
    "EntityNotExist.User",
    "EntityNotExist.Group",
    "EntityNotExist.User.Group",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Length",
  ],
  behaviours: [
    { statement: "The caller needs the permission for the user and for the group.", evidence: "documented" },
  ],
  examples: [
    {
      title: "From among the editors",
      input: { UserName: demo.user.userName, GroupName: demo.group.groupName },
      output: {},
    },
  ],
  async run({ UserName, GroupName }, context) {
    const { accountId } = context.caller;
    await changeIdentity(context, async (tx) => {
      const user = await getUser(tx, accountId, UserName);
      await removeMember(tx, await getGroup(tx, accountId, GroupName), user);
    });
    return {};
  },
});
