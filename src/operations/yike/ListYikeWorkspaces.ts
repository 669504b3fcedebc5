import { z } from "zod";
import { integer } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import { formatUtc } from "../../library/uploads.ts";
import { listWorkspaces } from "../../library/workspaces.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";

/** The account's workspaces, oldest first. UserCount is a number in text. */
export const ListYikeWorkspaces = defineOperation({
  name: "ListYikeWorkspaces",
  products: ["yike"],
  summary: "Lists workspaces.",
  input: {
    PageNo: integer({ description: "Page, from 1.", min: 1, max: 1_000_000 }).optional(),
    PageSize: integer({ description: "Rows of a page; 10 when absent.", default: 10, min: 1, max: 50 }).optional(),
  },
  output: {
    WorkspaceList: z.array(
      z.object({
        WorkspaceId: z.string().meta({ description: "Id of the workspace." }),
        Code: z.string().meta({ description: "6 capital letters and digits." }),
        Title: z.string().meta({ description: "Its title." }),
        Status: z.string().meta({ description: "Online." }),
        UserCount: z.string().meta({ description: "Its users, a number in text." }),
        DefaultProductionId: z.string().meta({ description: "Its default production." }),
        CreateTime: z.string().meta({ description: "UTC." }),
      }),
    ),
    TotalCount: z.int().meta({ description: "Workspaces of the account." }),
  },
  permissions: [{ action: "ice:ListYikeWorkspaces", access: "list", resource: allResources }],
  errors: [],
  behaviours: [{ statement: "PageSize is 10 when absent and 50 at most.", evidence: "guess" }],
  examples: [
    {
      title: "All",
      input: {},
      output: {
        WorkspaceList: [
          {
            WorkspaceId: demo.workspaceId,
            Code: demo.workspaceCode,
            Title: "default",
            Status: "Online",
            UserCount: "0",
            DefaultProductionId: demo.productionId,
            CreateTime: demo.createTime,
          },
        ],
        TotalCount: 1,
      },
    },
  ],
  async run({ PageNo, PageSize }, { caller, read }) {
    const size = PageSize ?? 10;
    const { items, total } = await listWorkspaces(read, caller.accountId, { offset: ((PageNo ?? 1) - 1) * size, size });
    return {
      WorkspaceList: items.map((workspace) => ({
        WorkspaceId: workspace.workspace_id,
        Code: workspace.code,
        Title: workspace.title,
        Status: workspace.status,
        UserCount: "0",
        DefaultProductionId: workspace.default_production_id,
        CreateTime: formatUtc(workspace.created_at),
      })),
      TotalCount: total,
    };
  },
});
