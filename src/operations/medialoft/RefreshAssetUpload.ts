import { z } from "zod";
import { ApiError } from "../../contract/errors.ts";
import { text } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import { createUploadSession } from "../../identity/sessions.ts";
import { resolveUrl } from "../../library/input-url.ts";
import {
  findUploadPlace,
  formatUploadAddress,
  formatUploadAuth,
  isSealed,
  type UploadPlace,
} from "../../library/uploads.ts";
import type { CallContext } from "../context.ts";
import { uploadCreator } from "../creator.ts";
import { defineOperation } from "../define.ts";
import { demo } from "../demo.ts";
import { uploadAddressText, uploadAuthText } from "../demo-records.ts";

/**
 * A new credential for an upload that is under way: the same key with the same limit of size, and upload ids go on. A key on
 * which an asset is registered is refused, as it is not written any more.
 */
export const RefreshAssetUpload = defineOperation({
  name: "RefreshAssetUpload",
  products: ["Medialoft"],
  summary: "Renews the credential of an upload.",
  input: {
    FileURL: text({
      description: "The FileURL that CreateYikeAssetUpload answered.",
      example: demo.unfinished.fileUrl,
      maxBytes: 2048,
    }),
  },
  output: {
    UploadAddress: z.string().meta({ description: "As CreateYikeAssetUpload answers it." }),
    UploadAuth: z.string().meta({ description: "As CreateYikeAssetUpload answers it." }),
  },
  permissions: [{ action: "medialoft:RefreshAssetUpload", access: "create", resource: allResources }],
  errors: ["Forbidden"],
  behaviours: [
    {
      statement:
        "The new credential ends with the role's session that this call is made in, not with that of the first one.",
      evidence: "guess",
    },
  ],
  examples: [
    {
      title: "When the first has ended",
      input: { FileURL: demo.unfinished.fileUrl },
      output: { UploadAddress: uploadAddressText(demo.unfinished.key), UploadAuth: uploadAuthText },
    },
  ],
  async run({ FileURL }, context) {
    const { caller, now, transact, parts } = context;
    const { objectKey, maxBytes } = findPlace(FileURL, context);
    const { accountId, bucket } = caller;
    const credential = await transact(async (tx) => {
      if (await isSealed(tx, bucket, objectKey))
        throw refusal("An asset is registered on it, so it is not written any more.");
      return createUploadSession(
        tx,
        {
          accountId,
          ...uploadCreator(caller),
          bucket,
          objectKey,
          maxBytes,
          now,
          lifeMs: parts.credentialLifeMs,
        },
        parts.box,
      );
    });
    return {
      UploadAddress: formatUploadAddress(parts.publicObjectUrl, bucket, objectKey),
      UploadAuth: formatUploadAuth(credential, parts.region, now),
    };
  },
});

const refusal = (reason: string) =>
  new ApiError("InvalidParameter", { name: "FileURL", diagnosis: `FileURL cannot be used. ${reason}` });

function findPlace(fileUrl: string, { caller, parts }: CallContext): UploadPlace {
  const resolved = resolveUrl(fileUrl, caller.bucket, parts.urlRules);
  if (resolved.kind === "other-bucket")
    throw new ApiError("Forbidden", { diagnosis: "The bucket in FileURL is not this account's." });
  if (resolved.kind === "invalid") throw refusal(resolved.reason);
  const place = resolved.kind === "own" ? findUploadPlace(caller.accountId, resolved.key) : undefined;
  if (!place) throw refusal("It was not made by CreateYikeAssetUpload of this account.");
  return place;
}
