import { z } from "zod";
import { pageFields, pageOutput } from "../../contract/identity-fields.ts";
import { cutPage, parseNamePage } from "../../identity/pages.ts";
import { listUsers } from "../../identity/users.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { demoUser, toUserOutput, updateDate, userOutput } from "./user-fields.ts";

const alice = { ...demoUser(demo.user), UpdateDate: demo.createTime };
const bob = { ...demoUser(demo.otherUser), UpdateDate: demo.createTime };

/** The account's users by name. */
export const ListUsers = defineOperation({
  name: "ListUsers",
  products: ["RAM"],
  summary: "Lists users.",
  input: pageFields,
  output: {
    Users: z.object({ User: z.array(z.object({ ...userOutput, UpdateDate: updateDate })) }),
    ...pageOutput,
  },
  permissions: [{ action: "ram:ListUsers", access: "list", resource: "user/*" }],
  errors: ["InvalidParameter.Range", "InvalidParameter.WrongFormat"],
  behaviours: [
    { statement: "MaxItems is 100 when absent and 1,000 at most.", evidence: "documented" },
    {
      statement: "Users are listed by name; who is added or deleted meanwhile moves no other from its page.",
      evidence: "guess",
    },
    { statement: "Marker is answered only when IsTruncated is true.", evidence: "documented" },
  ],
  examples: [
    { title: "All", input: {}, output: { Users: { User: [alice, bob] }, IsTruncated: false } },
    {
      title: "The first page of one",
      input: { MaxItems: "1" },
      output: { Users: { User: [alice] }, IsTruncated: true, Marker: "YWxpY2U" },
    },
    {
      title: "The page after it",
      input: { MaxItems: "1", Marker: "YWxpY2U" },
      output: { Users: { User: [bob] }, IsTruncated: false },
    },
  ],
  async run(input, { caller, read }) {
    const wanted = parseNamePage(input);
    const { items, page } = cutPage(await listUsers(read, caller.accountId, wanted), wanted.size);
    const users = items.map((user) => ({ ...toUserOutput(user), UpdateDate: formatUtc(user.updated_at) }));
    return { Users: { User: users }, ...page };
  },
});
