import { z } from "zod";
import { pageFields, pageOutput } from "../../contract/identity-fields.ts";
import { cutPage, parseNamePage } from "../../identity/pages.ts";
import { listRoles } from "../../identity/roles.ts";
import { findTagged, listTags } from "../../identity/tags.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { listedRoleOutput, roleUpdateDate, toListedRole } from "./role-fields.ts";
import { tagFilter, tagsOutput, toFilter, toTagsOutput } from "./tag-fields.ts";

/** By name. */
export const ListRoles = defineOperation({
  name: "ListRoles",
  products: ["RAM"],
  summary: "Lists the account's roles.",
  input: { Tag: tagFilter, ...pageFields },
  output: {
    Roles: z.object({ Role: z.array(z.object({ ...listedRoleOutput, UpdateDate: roleUpdateDate, Tags: tagsOutput })) }),
    ...pageOutput,
  },
  permissions: [{ action: "ram:ListRoles", access: "list", resource: "role/*" }],
  errors: ["InvalidParameter.Range", "InvalidParameter.WrongFormat"],
  behaviours: [
    { statement: "MaxItems is 100 when absent and 1,000 at most.", evidence: "documented" },
    { statement: "Leaves out who may assume them: GetRole tells.", evidence: "client" },
  ],
  examples: [
    {
      title: "The first one",
      input: { MaxItems: "1" },
      output: {
        Roles: {
          Role: [
            {
              RoleId: demo.otherRole.id,
              RoleName: demo.otherRole.name,
              Arn: demo.otherRole.arn,
              Description: demo.otherRole.description,
              MaxSessionDuration: 3600,
              CreateDate: demo.createTime,
              UpdateDate: demo.createTime,
              Tags: { Tag: [{ TagKey: "team", TagValue: "players" }] },
            },
          ],
        },
        IsTruncated: true,
        Marker: "<Marker>",
      },
    },
  ],
  async run({ Tag, ...input }, { caller: { accountId }, read }) {
    const page = parseNamePage(input);
    const among = await findTagged(read, accountId, toFilter(Tag));
    const cut = cutPage(await listRoles(read, { accountId, page, among }), page.size);
    const tags = await listTags(
      read,
      accountId,
      cut.items.map((role) => role.role_id),
    );
    const Role = cut.items.map((role) => ({
      ...toListedRole(role),
      UpdateDate: formatUtc(role.updated_at),
      Tags: toTagsOutput(tags.get(role.role_id)),
    }));
    return { Roles: { Role }, ...cut.page };
  },
});
