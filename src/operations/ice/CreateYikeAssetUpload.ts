import { z } from "zod";
import { ApiError } from "../../contract/errors.ts";
import { oneOf, text } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import { createUploadSession } from "../../identity/sessions.ts";
import { parseExtension } from "../../library/file-names.ts";
import { formatObjectUrl, formatUploadAddress, formatUploadAuth, makeUploadPlace } from "../../library/uploads.ts";
import { uploadCreator } from "../creator.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { uploadAddressText, uploadAuthText } from "../demo-records.ts";

const storyboardExtensions = new Set(["txt", "docx"]);

/**
 * Hands out a key of the account's bucket and a credential that may write this one key for 3000 s.
 * Makes no asset: registering the FileURL does.
 */
export const CreateYikeAssetUpload = defineOperation({
  name: "CreateYikeAssetUpload",
  products: ["ICE", "yike"],
  summary: "Answers where and with what credential to upload a file.",
  input: {
    FileExt: text({
      description: "Extension of the file, with or without a dot, in any case.",
      example: "mp4",
      maxBytes: 16,
    }),
    FileType: oneOf(["Media", "StoryboardInput"], {
      description: "What the file is for; Media when absent.",
      default: "Media",
    }).optional(),
  },
  output: {
    FileURL: z
      .string()
      .meta({ description: "Address of the file, unsigned: what RegisterYikeAssetMediaInfo takes as InputURL." }),
    UploadAddress: z.string().meta({ description: "Base64 of JSON with Endpoint, Bucket and FileName." }),
    UploadAuth: z.string().meta({
      description:
        "Base64 of JSON with AccessKeyId, AccessKeySecret, SecurityToken, Expiration (seconds, text), ExpireUTCTime and Region.",
    }),
  },
  permissions: [{ action: "ice:CreateYikeAssetUpload", access: "create", resource: allResources }],
  errors: [],
  behaviours: [
    {
      statement: "UploadAddress and UploadAuth are base64 of JSON in the form that the vendor's uploaders decode.",
      evidence: "client",
    },
    { statement: "The credential lives 3000 s, as the sibling CreateUploadMedia documents.", evidence: "guess" },
    {
      statement:
        "A credential made in a role's session ends with it: at its time, or when it is revoked or its role is deleted. RefreshAssetUpload, called in a new session, renews it.",
      evidence: "guess",
    },
    { statement: "The extension must be one that can be registered, or that of a storyboard text.", evidence: "guess" },
    { statement: "StoryboardInput takes txt and docx of at most 5 MB.", evidence: "guess" },
    {
      statement: "FileURL is written in path style, so that it needs no name resolution of its own.",
      evidence: "guess",
    },
  ],
  examples: [
    {
      title: "A place for a video",
      input: { FileExt: "mp4" },
      output: {
        FileURL: `${demo.objectUrl}/${demo.bucket}/yike/${demo.accountId}/<Hex32>/<Hex32>.mp4`,
        UploadAddress: uploadAddressText(`yike/${demo.accountId}/<Hex32>/<Hex32>.mp4`),
        UploadAuth: uploadAuthText,
      },
    },
  ],
  async run({ FileExt, FileType = "Media" }, { caller, now, transact, parts }) {
    const extension = parseExtension(FileExt);
    const isStoryboard = FileType === "StoryboardInput";
    if (extension === undefined || (isStoryboard && !storyboardExtensions.has(extension))) {
      const taken = isStoryboard ? "Storyboards are txt or docx." : "Files of this extension cannot be registered.";
      throw new ApiError("InvalidParameter", { name: "FileExt", diagnosis: `FileExt cannot be used. ${taken}` });
    }
    const { bucket, accountId } = caller;
    const { objectKey, maxBytes } = makeUploadPlace(accountId, extension, FileType);
    const request = {
      accountId,
      ...uploadCreator(caller),
      bucket,
      objectKey,
      maxBytes,
      now,
      lifeMs: parts.credentialLifeMs,
    };
    const credential = await transact((tx) => createUploadSession(tx, request, parts.box));
    return {
      FileURL: formatObjectUrl(parts.publicObjectUrl, bucket, objectKey),
      UploadAddress: formatUploadAddress(parts.publicObjectUrl, bucket, objectKey),
      UploadAuth: formatUploadAuth(credential, parts.region, now),
    };
  },
});
