import { z } from "zod";
import { ApiError } from "../../contract/errors.ts";
import { text } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import { findProduction, renameProduction } from "../../library/productions.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";

/** Renames a production. */
export const UpdateYikeProduction = defineOperation({
  name: "UpdateYikeProduction",
  products: ["yike"],
  summary: "Changes a production's title.",
  input: {
    ProductionId: text({ description: "The production.", example: demo.productionId, maxBytes: 64 }),
    Title: text({ description: "Its new title, at most 128 bytes; unchanged when absent.", maxBytes: 128 }).optional(),
  },
  output: { ProductionId: z.string().meta({ description: "The production." }) },
  permissions: [{ action: "ice:UpdateYikeProduction", access: "update", resource: allResources }],
  errors: ["ResourceNotFound"],
  behaviours: [
    { statement: "Title absent changes nothing and is no error.", evidence: "documented" },
    { statement: "An unknown production is answered with ResourceNotFound.", evidence: "guess" },
  ],
  examples: [
    {
      title: "A new title",
      input: { ProductionId: demo.productionId, Title: "Spring campaign" },
      output: { ProductionId: demo.productionId },
    },
  ],
  async run({ ProductionId, Title }, { caller, transact }) {
    const { accountId } = caller;
    const found = await transact(async (tx) =>
      Title === undefined
        ? (await findProduction(tx, accountId, ProductionId)) !== undefined
        : renameProduction(tx, { accountId, productionId: ProductionId, title: Title }),
    );
    if (!found)
      throw new ApiError("ResourceNotFound", {
        diagnosis: "This account has no such production. ListYikeProductions lists them.",
      });
    return { ProductionId };
  },
});
