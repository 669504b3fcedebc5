import { z } from "zod";
import { ApiError } from "../../contract/errors.ts";
import { oneOf, text } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import { type AssetSource, registerAsset } from "../../library/assets.ts";
import { findPlace } from "../../library/folders.ts";
import { resolveUrl, type UrlRules } from "../../library/input-url.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";

/**
 * Makes an asset of a file that lies at an address, and answers at once: Status is Preparing, then Normal or PrepareFail.
 * MediaId is 32 lower-case hexadecimal digits. The object is sealed: from here on nobody can replace it.
 */
export const RegisterYikeAssetMediaInfo = defineOperation({
  name: "RegisterYikeAssetMediaInfo",
  products: ["ICE", "yike"],
  summary: "Registers an uploaded file as an asset of a production.",
  input: {
    InputURL: text({
      description:
        "The FileURL of an upload, an oss://bucket/key of the account's bucket, or a foreign http(s) URL. At most 2048 bytes.",
      example: demo.picture.fileUrl,
      maxBytes: 2048,
    }),
    MediaType: oneOf(["image", "video", "audio", "text"], { description: "What the file is.", example: "image" }),
    ProductionId: text({
      description: "Its production; the account's default one when absent.",
      maxBytes: 64,
    }).optional(),
    FolderId: text({
      description:
        "Its folder; the production's default one when absent, the production's root when it is the production's id.",
      maxBytes: 64,
    }).optional(),
  },
  output: { MediaId: z.string().meta({ description: "Id of the asset.", example: demo.video.mediaId }) },
  permissions: [{ action: "ice:RegisterYikeAssetMediaInfo", access: "create", resource: allResources }],
  errors: ["ResourceNotFound"],
  behaviours: [
    { statement: "Answers at once; preparing follows.", evidence: "documented" },
    { statement: "ProductionId absent means the caller's default production.", evidence: "documented" },
    { statement: "MediaType is image, video, audio or text, in lower case.", evidence: "guess" },
    {
      statement:
        "Registering the same source in the same production again answers the id of the live asset, which keeps its folder and type; for one in the recycle bin a new asset is made.",
      evidence: "guess",
    },
    { statement: "An asset whose preparing failed takes the new MediaType and is prepared again.", evidence: "guess" },
    { statement: "An unknown production or folder is answered with ResourceNotFound.", evidence: "guess" },
    {
      statement: "A folder of another production is answered with InvalidParameter naming FolderId.",
      evidence: "guess",
    },
    { statement: "A bucket of somebody else is answered with Forbidden, whether it exists or not.", evidence: "guess" },
    {
      statement: "An own key without bytes is taken, and preparing it fails; the key can still be written.",
      evidence: "guess",
    },
    { statement: "The id of a production as FolderId means the production's root.", evidence: "guess" },
    { statement: "FolderId alone means the production that the folder is in.", evidence: "guess" },
    {
      statement: "A file that has no stream of MediaType makes the asset PrepareFail, with the reason in StatusReason.",
      evidence: "guess",
    },
    { statement: "text is taken for txt, docx, srt, vtt, ass and fonts, without looking inside.", evidence: "guess" },
    { statement: "BusinessType of texts is subtitles or font by their extension, else general.", evidence: "guess" },
    {
      statement:
        "A foreign http(s) URL is copied into the account's bucket; one that names a private address is refused, one whose name leads to a private address makes the asset PrepareFail.",
      evidence: "guess",
    },
    { statement: "vod addresses and URLs of more than 2048 bytes are refused.", evidence: "guess" },
  ],
  examples: [
    {
      title: "An uploaded picture, into the default production",
      input: { InputURL: demo.picture.fileUrl, MediaType: "image" },
      output: { MediaId: "<MediaId>" },
    },
    {
      title: "By bucket and key, into another production",
      input: {
        InputURL: `oss://${demo.bucket}/${demo.picture.key}`,
        MediaType: "image",
        ProductionId: demo.otherProductionId,
        FolderId: demo.otherFolderId,
      },
      output: { MediaId: "<MediaId>" },
    },
    {
      title: "What is registered already",
      input: { InputURL: demo.video.fileUrl, MediaType: "video" },
      output: { MediaId: demo.video.mediaId },
    },
  ],
  async run(input, { caller, now, transact, parts }) {
    const { InputURL, MediaType, ProductionId, FolderId } = input;
    const { accountId, bucket, defaultProductionId } = caller;
    const source = findSource(InputURL, bucket, parts.urlRules);
    const mediaId = await transact(async (tx) => {
      const place = await findPlace(tx, {
        accountId,
        defaultProductionId,
        productionId: ProductionId,
        folderId: FolderId,
      });
      if (!place.found) throw placeError(place.problem);
      const { productionId, folderId } = place;
      return registerAsset(tx, {
        accountId,
        productionId,
        folderId,
        mediaType: MediaType,
        inputUrl: InputURL,
        source,
        createdBy: caller.accessKeyId,
        now,
      });
    });
    return { MediaId: mediaId };
  },
});

function findSource(inputUrl: string, ownBucket: string, rules: UrlRules): AssetSource {
  const resolved = resolveUrl(inputUrl, ownBucket, rules);
  if (resolved.kind === "invalid") {
    throw new ApiError("InvalidParameter", {
      name: "InputURL",
      diagnosis: `InputURL cannot be used. ${resolved.reason}`,
    });
  }
  if (resolved.kind === "other-bucket") {
    throw new ApiError("Forbidden", {
      diagnosis: `The bucket in InputURL is not this account's, which is ${ownBucket}.`,
    });
  }
  return resolved;
}

function placeError(problem: "unknown" | "mismatch"): ApiError {
  if (problem === "mismatch") {
    return new ApiError("InvalidParameter", {
      name: "FolderId",
      diagnosis:
        "FolderId names a folder of another production than ProductionId. Send a folder of that production, or only one of the two.",
    });
  }
  return new ApiError("ResourceNotFound", {
    diagnosis: "This account has no such production or folder. ListYikeProductions and ListYikeAssetFolders list them.",
  });
}
