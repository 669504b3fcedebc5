import { z } from "zod";
import { date } from "../../contract/identity-fields.ts";
import type { GroupRow } from "../../database/schema.ts";
import { formatUtc } from "../../library/uploads.ts";
import { demo } from "../demo.ts";

/** A group as each answer tells it. */
export const groupOutput = {
  GroupId: z.string().meta({ description: "g- and 16 letters and digits." }),
  GroupName: z.string().meta({ description: "The name, unique in the account." }),
  Comments: z.string().meta({ description: "Free text." }),
  CreateDate: date("When it was made."),
};

export const updateDate = date("When it was last changed.");

export const toGroupOutput = (group: GroupRow) => ({
  GroupId: group.group_id,
  GroupName: group.group_name,
  Comments: group.comments,
  CreateDate: formatUtc(group.created_at),
});

/** A group of the demo, as it is answered. */
export const demoGroup = (group: typeof demo.group | typeof demo.otherGroup) => ({
  GroupId: group.groupId,
  GroupName: group.groupName,
  Comments: group.comments,
  CreateDate: demo.createTime,
});
