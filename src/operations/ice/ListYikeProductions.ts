import { z } from "zod";
import { ApiError } from "../../contract/errors.ts";
import { integer, text } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import { formatToken, parsePage } from "../../contract/page.ts";
import { listProductions } from "../../library/productions.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";

const defaultProduction = {
  ProductionId: demo.productionId,
  Title: "default",
  Description: "",
  CoverUrl: "",
  WorkspaceId: demo.workspaceId,
  CreateUserName: `aliyun_${demo.accountId}`,
  Auth: "Manage",
  CreateTime: demo.createTime,
};
const autumnCampaign = {
  ...defaultProduction,
  ProductionId: demo.otherProductionId,
  Title: "Autumn campaign",
  CreateTime: demo.deletedTime,
};

/** The productions that the caller may see, oldest first. */
export const ListYikeProductions = defineOperation({
  name: "ListYikeProductions",
  products: ["ICE", "yike"],
  summary: "Lists productions.",
  input: {
    WorkspaceId: text({ description: "Only those of this workspace.", maxBytes: 64 }).optional(),
    PageNo: integer({ description: "Page, from 1.", min: 1, max: 1_000_000 }).optional(),
    PageSize: integer({ description: "Rows of a page; 10 when absent.", default: 10, min: 1, max: 50 }).optional(),
    MaxResults: integer({ description: "Rows of a page; wins over PageSize.", min: 1, max: 50 }).optional(),
    NextToken: text({ description: "Where the next page begins; wins over PageNo.", maxBytes: 64 }).optional(),
  },
  output: {
    ProductionList: z.array(
      z.object({
        ProductionId: z.string().meta({ description: "Id of the production." }),
        Title: z.string().meta({ description: "Its title." }),
        Description: z.string().meta({ description: "Free text." }),
        CoverUrl: z.string().meta({ description: "Its cover." }),
        WorkspaceId: z.string().meta({ description: "Its workspace." }),
        CreateUserName: z.string().meta({ description: "Who made it." }),
        Auth: z.string().meta({ description: "What the caller may do: Manage, Edit or common." }),
        CreateTime: z.string().meta({ description: "UTC." }),
      }),
    ),
    MaxResults: z.int().meta({ description: "Rows of a page." }),
    NextToken: z.string().optional().meta({ description: "Absent on the last page." }),
  },
  permissions: [{ action: "ice:ListYikeProductions", access: "list", resource: allResources }],
  errors: [],
  behaviours: [
    { statement: "PageSize is 10 when absent and 50 at most.", evidence: "documented" },
    {
      statement: "Both paging styles are taken; a token wins over a page number, MaxResults over PageSize.",
      evidence: "guess",
    },
    { statement: "An unknown workspace has no productions: the list is empty.", evidence: "guess" },
    { statement: "CreateUserName of the account's root is aliyun_<account id>.", evidence: "documented" },
    { statement: "NextToken is absent on the last page.", evidence: "guess" },
  ],
  examples: [
    { title: "All", input: {}, output: { ProductionList: [defaultProduction, autumnCampaign], MaxResults: 10 } },
    {
      title: "The first page of one",
      input: { PageSize: "1" },
      output: { ProductionList: [defaultProduction], MaxResults: 1, NextToken: "p1" },
    },
  ],
  async run(input, { caller, read }) {
    const page = parsePage(input);
    if (!page)
      throw new ApiError("InvalidParameter", {
        name: "NextToken",
        diagnosis: "NextToken was not made by this operation.",
      });
    const { items, total } = await listProductions(
      read,
      { accountId: caller.accountId, workspaceId: input.WorkspaceId },
      page,
    );
    const nextToken = formatToken(page, total);
    return {
      ProductionList: items.map((production) => ({
        ProductionId: production.production_id,
        Title: production.title,
        Description: production.description,
        CoverUrl: production.cover_url,
        WorkspaceId: production.workspace_id,
        CreateUserName: production.created_by,
        Auth: "Manage",
        CreateTime: formatUtc(production.created_at),
      })),
      MaxResults: page.size,
      ...(nextToken === undefined ? {} : { NextToken: nextToken }),
    };
  },
});
