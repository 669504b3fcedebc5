import { z } from "zod";
import { ApiError } from "../../contract/errors.ts";
import { text } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import { makeFolderId, makeProductionId } from "../../library/ids.ts";
import { insertProduction } from "../../library/productions.ts";
import { findWorkspace } from "../../library/workspaces.ts";
import { creatorName } from "../creator.ts";
import { defineOperation } from "../define.ts";

/** Makes a production with its default folder. */
export const CreateYikeProduction = defineOperation({
  name: "CreateYikeProduction",
  products: ["ICE", "yike"],
  summary: "Makes a production.",
  input: {
    Title: text({ description: "Its title, at most 128 bytes.", example: "Winter campaign", maxBytes: 128 }),
    WorkspaceId: text({
      description: "Its workspace; the account's default one when absent.",
      maxBytes: 64,
    }).optional(),
  },
  output: { ProductionId: z.string().meta({ description: "Id of the production." }) },
  permissions: [{ action: "ice:CreateYikeProduction", access: "create", resource: allResources }],
  errors: ["ResourceNotFound"],
  behaviours: [
    { statement: "WorkspaceId absent means the account's default workspace.", evidence: "guess" },
    { statement: "An unknown workspace is answered with ResourceNotFound.", evidence: "guess" },
    { statement: "A title has at most 128 bytes.", evidence: "guess" },
  ],
  examples: [
    {
      title: "In the default workspace",
      input: { Title: "Winter campaign" },
      output: { ProductionId: "<ProductionId>" },
    },
  ],
  async run({ Title, WorkspaceId }, { caller, now, transact }) {
    const { accountId } = caller;
    const workspaceId = WorkspaceId ?? caller.defaultWorkspaceId;
    const productionId = makeProductionId();
    await transact(async (tx) => {
      if (!(await findWorkspace(tx, accountId, workspaceId))) {
        throw new ApiError("ResourceNotFound", {
          diagnosis: "This account has no such workspace. ListYikeWorkspaces lists them.",
        });
      }
      await insertProduction(tx, {
        productionId,
        accountId,
        workspaceId,
        title: Title,
        createdBy: creatorName(caller),
        defaultFolderId: makeFolderId(),
        now,
      });
    });
    return { ProductionId: productionId };
  },
});
