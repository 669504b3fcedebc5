import { z } from "zod";
import { comments, groupName } from "../../contract/identity-fields.ts";
import { changeIdentity } from "../../identity/change-identity.ts";
import { insertGroup } from "../../identity/groups.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { groupOutput, toGroupOutput } from "./group-fields.ts";

/** Makes a group without members and policies. */
export const CreateGroup = defineOperation({
  name: "CreateGroup",
  products: ["RAM"],
  summary: "Makes a group of users.",
  input: {
    GroupName: groupName("The name: letters, digits and hyphens, at most 64."),
    Comments: comments().optional(),
  },
  output: { Group: z.object(groupOutput) },
  permissions: [{ action: "ram:CreateGroup", access: "create", resource: "group/{GroupName}" }],
  errors: [
    "EntityAlreadyExists.Group",
    "LimitExceeded.Group",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Length",
  ],
  behaviours: [
    { statement: "An account has at most 50 groups.", evidence: "documented" },
    { statement: "Names that differ in upper and lower case only are the same name.", evidence: "guess" },
    { statement: "GroupId is g- and 16 letters and digits.", evidence: "guess" },
  ],
  examples: [
    {
      title: "With a comment",
      input: { GroupName: "colorists", Comments: "Who grade" },
      output: {
        Group: { GroupId: "<GroupId>", GroupName: "colorists", Comments: "Who grade", CreateDate: demo.callTime },
      },
    },
  ],
  async run({ GroupName, Comments }, context) {
    const { caller, now } = context;
    const group = { accountId: caller.accountId, groupName: GroupName, comments: Comments ?? "", now };
    return { Group: toGroupOutput(await changeIdentity(context, (tx) => insertGroup(tx, group))) };
  },
});
