import { z } from "zod";
import { idList } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import { findAssets } from "../../library/assets.ts";
import { formatAssetBriefly, tellStatus } from "../asset-record.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { briefVideoRecord } from "../demo-records.ts";
import { briefMediaInfoShape } from "../media-info-shape.ts";

/** Up to 20 assets, in the order of the request, without streams. Unknown ids come back in IgnoredList. */
export const BatchGetYikeAssetMediaInfos = defineOperation({
  name: "BatchGetYikeAssetMediaInfos",
  products: ["ICE", "yike"],
  summary: "Reads several assets at once.",
  input: {
    MediaIds: idList({ description: "Ids separated by commas, at most 20.", example: demo.video.mediaId, max: 20 }),
  },
  output: {
    MediaInfos: z.array(briefMediaInfoShape).meta({ description: "The assets that were found." }),
    IgnoredList: z.array(z.string()).meta({ description: "Ids of which this account has no asset." }),
  },
  permissions: [{ action: "ice:BatchGetYikeAssetMediaInfos", access: "get", resource: allResources }],
  errors: [],
  behaviours: [
    { statement: "Unknown ids go to IgnoredList and the call succeeds.", evidence: "documented" },
    { statement: "The record is narrower than that of GetYikeAssetMediaInfo.", evidence: "documented" },
    {
      statement: "At most 20 ids; repeated ones count once; answers come in the order of the request.",
      evidence: "guess",
    },
    { statement: "MediaIds absent is answered with MissingParameter.", evidence: "guess" },
  ],
  examples: [
    {
      title: "One that exists and one that does not",
      input: { MediaIds: `${demo.video.mediaId},${demo.unknownMediaId}` },
      output: { MediaInfos: [briefVideoRecord], IgnoredList: [demo.unknownMediaId] },
    },
  ],
  async run({ MediaIds }, { caller, client, now, read, parts }) {
    const assets = new Map(
      (await findAssets(read, caller.accountId, MediaIds)).map((asset) => [asset.media_id, asset]),
    );
    const found = MediaIds.flatMap((id) => assets.get(id) ?? []);
    return {
      MediaInfos: found.map((asset) => tellStatus(formatAssetBriefly(asset, parts, now), client.language)),
      IgnoredList: MediaIds.filter((id) => !assets.has(id)),
    };
  },
});
