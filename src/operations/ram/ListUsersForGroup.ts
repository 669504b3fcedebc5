import { z } from "zod";
import { date, groupName, pageFields, pageOutput } from "../../contract/identity-fields.ts";
import { getGroup, listMembers } from "../../identity/groups.ts";
import { cutPage, parseNamePage } from "../../identity/pages.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";

/** The group's members by name. */
export const ListUsersForGroup = defineOperation({
  name: "ListUsersForGroup",
  products: ["RAM"],
  summary: "Lists a group's users.",
  input: { GroupName: groupName(), ...pageFields },
  output: {
    Users: z.object({
      User: z.array(
        z.object({
          UserName: z.string().meta({ description: "The user's name." }),
          DisplayName: z.string().meta({ description: "The name to show." }),
          JoinDate: date("When the user joined the group."),
        }),
      ),
    }),
    ...pageOutput,
  },
  permissions: [{ action: "ram:ListUsersForGroup", access: "list", resource: "group/{GroupName}" }],
  errors: [
    "EntityNotExist.Group",
    "InvalidParameter.InvalidChars",
    "InvalidParameter.Length",
    "InvalidParameter.Range",
    "InvalidParameter.WrongFormat",
  ],
  behaviours: [{ statement: "MaxItems is 100 when absent and 1,000 at most.", evidence: "documented" }],
  examples: [
    {
      title: "Of a group of one",
      input: { GroupName: demo.group.groupName },
      output: {
        Users: {
          User: [{ UserName: demo.user.userName, DisplayName: demo.user.displayName, JoinDate: demo.createTime }],
        },
        IsTruncated: false,
      },
    },
  ],
  async run({ GroupName, ...input }, { caller, read }) {
    const wanted = parseNamePage(input);
    const group = await getGroup(read, caller.accountId, GroupName);
    const { items, page } = cutPage(await listMembers(read, group.group_id, wanted), wanted.size);
    return {
      Users: {
        User: items.map((user) => ({
          UserName: user.user_name,
          DisplayName: user.display_name,
          JoinDate: formatUtc(user.joined_at),
        })),
      },
      ...page,
    };
  },
});
