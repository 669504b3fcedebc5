import { z } from "zod";
import { pageFields, pageOutput } from "../../contract/identity-fields.ts";
import { listGroups } from "../../identity/groups.ts";
import { cutPage, parseNamePage } from "../../identity/pages.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { demoGroup, groupOutput, toGroupOutput, updateDate } from "./group-fields.ts";

const editors = { ...demoGroup(demo.group), UpdateDate: demo.createTime };
const guests = { ...demoGroup(demo.otherGroup), UpdateDate: demo.createTime };

/** The account's groups by name. */
export const ListGroups = defineOperation({
  name: "ListGroups",
  products: ["RAM"],
  summary: "Lists groups.",
  input: pageFields,
  output: {
    Groups: z.object({ Group: z.array(z.object({ ...groupOutput, UpdateDate: updateDate })) }),
    ...pageOutput,
  },
  permissions: [{ action: "ram:ListGroups", access: "list", resource: "group/*" }],
  errors: ["InvalidParameter.Range", "InvalidParameter.WrongFormat"],
  behaviours: [{ statement: "MaxItems is 100 when absent and 1,000 at most.", evidence: "documented" }],
  examples: [
    { title: "All", input: {}, output: { Groups: { Group: [editors, guests] }, IsTruncated: false } },
    {
      title: "The first page of one",
      input: { MaxItems: "1" },
      output: { Groups: { Group: [editors] }, IsTruncated: true, Marker: "ZWRpdG9ycw" },
    },
  ],
  async run(input, { caller, read }) {
    const wanted = parseNamePage(input);
    const { items, page } = cutPage(await listGroups(read, caller.accountId, wanted), wanted.size);
    const groups = items.map((group) => ({ ...toGroupOutput(group), UpdateDate: formatUtc(group.updated_at) }));
    return { Groups: { Group: groups }, ...page };
  },
});
