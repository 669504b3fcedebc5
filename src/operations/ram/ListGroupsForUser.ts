import { z } from "zod";
import { date, userName } from "../../contract/identity-fields.ts";
import { listGroupsOfUser } from "../../identity/groups.ts";
import { getUser } from "../../identity/users.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";

/** All groups that the user is in, by name. */
export const ListGroupsForUser = defineOperation({
  name: "ListGroupsForUser",
  products: ["RAM"],
  summary: "Lists a user's groups.",
  input: { UserName: userName() },
  output: {
    Groups: z.object({
      Group: z.array(
        z.object({
          GroupId: z.string().meta({ description: "Id of the group." }),
          GroupName: z.string().meta({ description: "Its name." }),
          Comments: z.string().meta({ description: "Free text." }),
          JoinDate: date("When the user joined it."),
        }),
      ),
    }),
  },
  permissions: [{ action: "ram:ListGroupsForUser", access: "list", resource: "user/{UserName}" }],
  errors: ["EntityNotExist.User", "InvalidParameter.InvalidChars", "InvalidParameter.Length"],
  behaviours: [{ statement: "The groups are listed by name.", evidence: "guess" }],
  examples: [
    {
      title: "Of a user in one group",
      input: { UserName: demo.user.userName },
      output: {
        Groups: {
          Group: [
            {
              GroupId: demo.group.groupId,
              GroupName: demo.group.groupName,
              Comments: demo.group.comments,
              JoinDate: demo.createTime,
            },
          ],
        },
      },
    },
  ],
  async run({ UserName }, { caller, read }) {
    const user = await getUser(read, caller.accountId, UserName);
    const groups = await listGroupsOfUser(read, user.user_id);
    return {
      Groups: {
        Group: groups.map((group) => ({
          GroupId: group.group_id,
          GroupName: group.group_name,
          Comments: group.comments,
          JoinDate: formatUtc(group.joined_at),
        })),
      },
    };
  },
});
