import { z } from "zod";
import { pageFields, pageOutput } from "../../contract/identity-fields.ts";
import { cutPage, parseNamePage } from "../../identity/pages.ts";
import { listPolicies } from "../../identity/policies.ts";
import { findTagged, listTags } from "../../identity/tags.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { attachmentCount, policyOutput, policyType, toPolicyOutput, updateDate } from "./policy-fields.ts";
import { tagFilter, tagsOutput, toFilter, toTagsOutput } from "./tag-fields.ts";

const listed = { ...policyOutput, UpdateDate: updateDate, AttachmentCount: attachmentCount, Tags: tagsOutput };

/** The account's own policies by name, then the system's. */
export const ListPolicies = defineOperation({
  name: "ListPolicies",
  products: ["RAM"],
  summary: "Lists policies.",
  input: { PolicyType: policyType.optional(), Tag: tagFilter, ...pageFields },
  output: { Policies: z.object({ Policy: z.array(z.object(listed)) }), ...pageOutput },
  permissions: [{ action: "ram:ListPolicies", access: "list", resource: "policy/*" }],
  errors: ["InvalidParameter.PolicyType", "InvalidParameter.Range", "InvalidParameter.WrongFormat"],
  behaviours: [
    { statement: "Without PolicyType it lists both types.", evidence: "documented" },
    { statement: "MaxItems is 100 when absent and 1,000 at most.", evidence: "documented" },
    { statement: "With Tag it lists the account's own only: system policies have no tags.", evidence: "guess" },
    { statement: "The account's own policies stand before the system's.", evidence: "guess" },
  ],
  examples: [
    {
      title: "The first of the account's own",
      input: { PolicyType: "Custom", MaxItems: "1" },
      output: {
        Policies: {
          Policy: [
            {
              PolicyName: demo.otherPolicy.name,
              PolicyType: "Custom",
              Description: demo.otherPolicy.description,
              DefaultVersion: "v1",
              CreateDate: demo.createTime,
              UpdateDate: demo.createTime,
              AttachmentCount: 0,
              Tags: { Tag: [] },
            },
          ],
        },
        IsTruncated: true,
        Marker: "<Marker>",
      },
    },
  ],
  async run({ PolicyType, Tag, ...input }, { caller: { accountId }, read }) {
    const page = parseNamePage(input);
    const among = await findTagged(read, accountId, toFilter(Tag));
    const cut = cutPage(await listPolicies(read, { accountId, type: PolicyType, page, among }), page.size);
    const tags = await listTags(
      read,
      accountId,
      cut.items.map(({ policyKey }) => policyKey),
    );
    const Policy = cut.items.map((policy) => ({
      ...toPolicyOutput(policy),
      UpdateDate: formatUtc(policy.updatedAt),
      AttachmentCount: policy.attachmentCount,
      Tags: toTagsOutput(tags.get(policy.policyKey)),
    }));
    return { Policies: { Policy }, ...cut.page };
  },
});
