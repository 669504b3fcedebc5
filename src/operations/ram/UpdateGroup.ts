import { z } from "zod";
import { comments, groupName } from "../../contract/identity-fields.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { getGroup, updateGroup } from "../../identity/groups.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { demoGroup, groupOutput, toGroupOutput, updateDate } from "./group-fields.ts";

/** Changes what is sent and leaves the rest. With another name the group keeps members and policies. */
export const UpdateGroup = defineOperation({
  name: "UpdateGroup",
  products: ["RAM"],
  summary: "Changes a group's name and comment.",
  input: {
    GroupName: groupName(),
    NewGroupName: groupName("The new name.").optional(),
    NewComments: comments().optional(),
  },
  output: { Group: z.object({ ...groupOutput, UpdateDate: updateDate }) },
  permissions: [
    { action: "ram:UpdateGroup", access: "update", resource: "group/{GroupName}" },
    { action: "ram:UpdateGroup", access: "update", resource: "group/{NewGroupName}", when: "NewGroupName" },
  ],
  errors: [
    "EntityNotExist.Group",
    "EntityAlreadyExists.Group",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Length",
  ],
  behaviours: [
    { statement: "What is not sent stays as it is.", evidence: "documented" },
    { statement: "Who renames a group needs the permission for both names.", evidence: "guess" },
  ],
  examples: [
    {
      title: "Another name",
      input: { GroupName: demo.group.groupName, NewGroupName: "cutters" },
      output: { Group: { ...demoGroup(demo.group), GroupName: "cutters", UpdateDate: demo.callTime } },
    },
  ],
  async run({ GroupName, NewGroupName, NewComments }, context) {
    const { caller, now } = context;
    const group = await changeIdentity(context, async (tx) => {
      const found = await getGroup(tx, caller.accountId, GroupName);
      const details = { groupName: NewGroupName ?? found.group_name, comments: NewComments ?? found.comments };
      return updateGroup(tx, found, { details, now });
    });
    return { Group: { ...toGroupOutput(group), UpdateDate: formatUtc(group.updated_at) } };
  },
});
