import { ApiError } from "../../contract/errors.ts";
import { text } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import { findAsset } from "../../library/assets.ts";
import { formatAsset, tellStatus } from "../asset-record.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { binnedRecord, videoRecord } from "../demo-records.ts";
import { mediaInfoShape } from "../media-info-shape.ts";

/** The asset with its file and streams; all numbers are text, seconds with six decimals. FileUrl reads the file for 3600 s. */
export const GetYikeAssetMediaInfo = defineOperation({
  name: "GetYikeAssetMediaInfo",
  products: ["ICE", "yike"],
  summary: "Reads what is known of an asset.",
  input: { MediaId: text({ description: "Id of the asset.", example: demo.video.mediaId, maxBytes: 64 }) },
  output: { MediaInfo: mediaInfoShape.meta({ description: "The asset." }) },
  permissions: [{ action: "ice:GetYikeAssetMediaInfo", access: "get", resource: allResources }],
  errors: ["ResourceNotFound"],
  behaviours: [
    { statement: "Numbers are text, flags are 0 and 1 as text.", evidence: "documented" },
    { statement: "FileUrl is signed and ends after 3600 s, as the sibling GetMediaInfo documents.", evidence: "guess" },
    { statement: "An unknown id is answered with ResourceNotFound.", evidence: "guess" },
    {
      statement: "An asset in the recycle bin is still answered, with IsLogicalDeleted 1 and DeletedTime.",
      evidence: "guess",
    },
    {
      statement: "Fields that are not known are left out; ids and flags are always there. Seconds have six decimals.",
      evidence: "guess",
    },
    { statement: "Title is the file's name, cut to 128 bytes.", evidence: "guess" },
    {
      statement:
        "MediaAssetType is HistoricalUpload, MediaAssetSubType the media type with a capital, AuditStatus pass, SourceType empty.",
      evidence: "guess",
    },
  ],
  examples: [
    {
      title: "A prepared video",
      input: { MediaId: demo.video.mediaId },
      output: { MediaInfo: videoRecord },
    },
    {
      title: "Subtitles in the recycle bin",
      input: { MediaId: demo.binned.mediaId },
      output: { MediaInfo: binnedRecord },
    },
  ],
  async run({ MediaId }, { caller, client, now, read, parts }) {
    const asset = await findAsset(read, caller.accountId, MediaId.trim());
    if (!asset) throw new ApiError("ResourceNotFound", { diagnosis: "This account has no asset of this MediaId." });
    return { MediaInfo: tellStatus(formatAsset(asset, parts, now), client.language) };
  },
});
