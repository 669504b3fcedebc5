import { z } from "zod";
import { ApiError } from "../../contract/errors.ts";
import { integer, text } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import { formatToken, parsePage } from "../../contract/page.ts";
import { listFolders } from "../../library/folders.ts";
import { findProduction } from "../../library/productions.ts";
import { formatUtc } from "../../library/uploads.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";

/** The folders of one production, oldest first. */
export const ListYikeAssetFolders = defineOperation({
  name: "ListYikeAssetFolders",
  products: ["ICE", "yike"],
  summary: "Lists the folders of a production.",
  input: {
    ProductionId: text({
      description: "The production; the account's default one when absent.",
      maxBytes: 64,
    }).optional(),
    PageNo: integer({ description: "Page, from 1.", min: 1, max: 1_000_000 }).optional(),
    PageSize: integer({ description: "Rows of a page; 10 when absent.", default: 10, min: 1, max: 50 }).optional(),
    MaxResults: integer({ description: "Rows of a page; wins over PageSize.", min: 1, max: 50 }).optional(),
    NextToken: text({ description: "Where the next page begins; wins over PageNo.", maxBytes: 64 }).optional(),
  },
  output: {
    FolderList: z.array(
      z.object({
        FolderId: z.string().meta({ description: "Id of the folder." }),
        FolderName: z.string().meta({ description: "Its name." }),
        IsDefault: z.boolean().meta({ description: "Whether assets go there when no folder is named." }),
        ProductionId: z.string().meta({ description: "Its production." }),
        WorkspaceId: z.string().meta({ description: "Its workspace." }),
        CreateTime: z.string().meta({ description: "UTC." }),
      }),
    ),
    Total: z.int().meta({ description: "Folders of the production." }),
    MaxResults: z.int().meta({ description: "Rows of a page." }),
    NextToken: z.string().optional().meta({ description: "Absent on the last page." }),
  },
  permissions: [{ action: "ice:ListYikeAssetFolders", access: "list", resource: allResources }],
  errors: ["ResourceNotFound"],
  behaviours: [
    { statement: "ProductionId absent means the caller's default production.", evidence: "documented" },
    { statement: "IsDefault is a boolean.", evidence: "documented" },
    { statement: "PageSize is 10 when absent and 50 at most.", evidence: "documented" },
    {
      statement:
        "NextToken and MaxResults are taken as well, and win over PageNo and PageSize; a size out of range is refused.",
      evidence: "guess",
    },
    { statement: "NextToken is absent on the last page; MaxResults answers the size of the page.", evidence: "guess" },
    { statement: "An unknown production is answered with ResourceNotFound.", evidence: "guess" },
  ],
  examples: [
    {
      title: "Of the default production",
      input: {},
      output: {
        FolderList: [
          {
            FolderId: demo.folderId,
            FolderName: "default",
            IsDefault: true,
            ProductionId: demo.productionId,
            WorkspaceId: demo.workspaceId,
            CreateTime: demo.createTime,
          },
        ],
        Total: 1,
        MaxResults: 10,
      },
    },
  ],
  async run(input, { caller, read }) {
    const page = parsePage(input);
    if (!page)
      throw new ApiError("InvalidParameter", {
        name: "NextToken",
        diagnosis: "NextToken was not made by this operation.",
      });
    const productionId = input.ProductionId ?? caller.defaultProductionId;
    if (!(await findProduction(read, caller.accountId, productionId))) {
      throw new ApiError("ResourceNotFound", {
        diagnosis: "This account has no such production. ListYikeProductions lists them.",
      });
    }
    const { items, total } = await listFolders(read, { accountId: caller.accountId, productionId }, page);
    const nextToken = formatToken(page, total);
    return {
      FolderList: items.map((folder) => ({
        FolderId: folder.folder_id,
        FolderName: folder.title,
        IsDefault: folder.is_default === 1,
        ProductionId: folder.production_id,
        WorkspaceId: folder.workspace_id,
        CreateTime: formatUtc(folder.created_at),
      })),
      Total: total,
      MaxResults: page.size,
      ...(nextToken === undefined ? {} : { NextToken: nextToken }),
    };
  },
});
