import { z } from "zod";
import { groupName } from "../../contract/identity-fields.ts";
import { getGroup } from "../../identity/groups.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { demoGroup, groupOutput, toGroupOutput, updateDate } from "./group-fields.ts";

/** One group of the account. */
export const GetGroup = defineOperation({
  name: "GetGroup",
  products: ["RAM"],
  summary: "Reads a group.",
  input: { GroupName: groupName() },
  output: { Group: z.object({ ...groupOutput, UpdateDate: updateDate }) },
  permissions: [{ action: "ram:GetGroup", access: "get", resource: "group/{GroupName}" }],
  errors: ["EntityNotExist.Group", "InvalidParameter.InvalidChars", "InvalidParameter.Length"],
  behaviours: [{ statement: "A group is found by the name exactly as it is spelled.", evidence: "guess" }],
  examples: [
    {
      title: "By name",
      input: { GroupName: demo.group.groupName },
      output: { Group: { ...demoGroup(demo.group), UpdateDate: demo.createTime } },
    },
  ],
  async run({ GroupName }, { caller, read }) {
    const group = await getGroup(read, caller.accountId, GroupName);
    return { Group: { ...toGroupOutput(group), UpdateDate: formatUtc(group.updated_at) } };
  },
});
