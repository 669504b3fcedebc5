import { groupName, userName } from "../../contract/identity-fields.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { addMember, getGroup } from "../../identity/groups.ts";
import { getUser } from "../../identity/users.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";

/** From the next request on the group's policies count for the user, too. */
export const AddUserToGroup = defineOperation({
  name: "AddUserToGroup",
  products: ["RAM"],
  summary: "Puts a user into a group.",
  input: { UserName: userName(), GroupName: groupName() },
  output: {},
  permissions: [
    { action: "ram:AddUserToGroup", access: "update", resource: "user/{UserName}" },
    { action: "ram:AddUserToGroup", access: "update", resource: "group/{GroupName}" },
  ],
  errors: [
    "EntityNotExist.User",
    "EntityNotExist.Group",
    "EntityAlreadyExists.User.Group",
    "LimitExceeded.User.Group",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Length",
  ],
  behaviours: [
    { statement: "A user is in at most five groups.", evidence: "documented" },
    { statement: "The caller needs the permission for the user and for the group.", evidence: "documented" },
  ],
  examples: [
    {
      title: "Among the editors",
      input: { UserName: demo.otherUser.userName, GroupName: demo.group.groupName },
      output: {},
    },
  ],
  async run({ UserName, GroupName }, context) {
    const { caller, now } = context;
    await changeIdentity(context, async (tx) => {
      const user = await getUser(tx, caller.accountId, UserName);
      await addMember(tx, await getGroup(tx, caller.accountId, GroupName), user, now);
    });
    return {};
  },
});
