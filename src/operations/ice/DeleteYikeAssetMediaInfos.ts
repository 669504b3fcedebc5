import { z } from "zod";
import { flag, idList } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import { binAssets, purgeAssets } from "../../library/deleting.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";

/**
 * Moves assets to the recycle bin (LogicDelete true, the default) or deletes them for ever with their files.
 * A file that another asset refers to stays.
 */
export const DeleteYikeAssetMediaInfos = defineOperation({
  name: "DeleteYikeAssetMediaInfos",
  products: ["ICE", "yike"],
  summary: "Deletes assets, into the recycle bin or for ever.",
  input: {
    MediaIds: idList({ description: "Ids separated by commas, at most 20.", example: demo.video.mediaId, max: 20 }),
    LogicDelete: flag({
      description: "true: into the recycle bin; false: for ever. true when absent.",
      default: true,
    }).optional(),
  },
  output: { IgnoredList: z.array(z.string()).meta({ description: "Ids that were passed over." }) },
  permissions: [{ action: "ice:DeleteYikeAssetMediaInfos", access: "delete", resource: allResources }],
  errors: [],
  behaviours: [
    {
      statement: "LogicDelete is true by default: the asset goes to the recycle bin and the file stays.",
      evidence: "documented",
    },
    { statement: "LogicDelete false removes the record and the file.", evidence: "documented" },
    {
      statement:
        "What could not be deleted comes back in IgnoredList: unknown ids, and with LogicDelete true those in the bin already.",
      evidence: "guess",
    },
    { statement: "At most 20 ids, as the sibling DeleteMediaInfos documents.", evidence: "guess" },
    { statement: "A file that another asset refers to stays; foreign files are never touched.", evidence: "guess" },
  ],
  examples: [
    { title: "Into the recycle bin", input: { MediaIds: demo.video.mediaId }, output: { IgnoredList: [] } },
    {
      title: "For ever, one of them unknown",
      input: { MediaIds: `${demo.binned.mediaId},${demo.unknownMediaId}`, LogicDelete: "false" },
      output: { IgnoredList: [demo.unknownMediaId] },
    },
  ],
  async run({ MediaIds, LogicDelete }, { caller, now, transact, parts }) {
    const deletion = { accountId: caller.accountId, mediaIds: MediaIds, now };
    if (LogicDelete ?? true) return { IgnoredList: await transact((tx) => binAssets(tx, deletion)) };
    const { ignored, removed } = await transact((tx) => purgeAssets(tx, deletion));
    parts.removeBlobs(removed.flatMap((object) => object.blobIds));
    return { IgnoredList: ignored };
  },
});
