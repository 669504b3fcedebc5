import { z } from "zod";
import { integer, text } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import { createWorkspace } from "../../library/workspaces.ts";
import { creatorName } from "../creator.ts";
import { defineOperation } from "../define.ts";

/** Makes a workspace with its first production, which is its default one. */
export const CreateYikeWorkspace = defineOperation({
  name: "CreateYikeWorkspace",
  products: ["ICE", "yike"],
  summary: "Makes a workspace.",
  input: {
    Title: text({ description: "Its title, at most 128 bytes.", example: "Studio east", maxBytes: 128 }),
    UserCountLimit: integer({ description: "How many users it may have.", example: 10, min: 1, max: 1_000_000 }),
  },
  output: {
    WorkspaceId: z.string().meta({ description: "Id of the workspace." }),
    ProductionId: z.string().meta({ description: "Id of its default production." }),
  },
  permissions: [{ action: "ice:CreateYikeWorkspace", access: "create", resource: allResources }],
  errors: [],
  behaviours: [
    { statement: "Makes the default production too and answers both ids.", evidence: "documented" },
    { statement: "A title has at most 128 bytes.", evidence: "guess" },
  ],
  examples: [
    {
      title: "For ten users",
      input: { Title: "Studio east", UserCountLimit: "10" },
      output: { WorkspaceId: "<WorkspaceId>", ProductionId: "<ProductionId>" },
    },
  ],
  async run({ Title, UserCountLimit }, { caller, now, transact }) {
    const { accountId } = caller;
    const request = { accountId, title: Title, userCountLimit: UserCountLimit, createdBy: creatorName(caller), now };
    const { workspaceId, productionId } = await transact((tx) => createWorkspace(tx, request));
    return { WorkspaceId: workspaceId, ProductionId: productionId };
  },
});
