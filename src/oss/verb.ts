import { OssError } from "./errors.ts";
import type { SignedExchange } from "./exchange.ts";
import { abortMultipartUpload } from "./verbs/AbortMultipartUpload.ts";
import { completeMultipartUpload } from "./verbs/CompleteMultipartUpload.ts";
import { getObject } from "./verbs/GetObject.ts";
import { getObjectMeta } from "./verbs/GetObjectMeta.ts";
import { headObject } from "./verbs/HeadObject.ts";
import { initiateMultipartUpload } from "./verbs/InitiateMultipartUpload.ts";
import { listParts } from "./verbs/ListParts.ts";
import { putObject } from "./verbs/PutObject.ts";
import { uploadPart } from "./verbs/UploadPart.ts";

const served = {
  PutObject: putObject,
  InitiateMultipartUpload: initiateMultipartUpload,
  UploadPart: uploadPart,
  ListParts: listParts,
  CompleteMultipartUpload: completeMultipartUpload,
  AbortMultipartUpload: abortMultipartUpload,
  HeadObject: headObject,
  GetObjectMeta: getObjectMeta,
  GetObject: getObject,
} as const satisfies Record<string, (exchange: SignedExchange) => Promise<void>>;

export type Verb = keyof typeof served;

export const runVerb = (verb: Verb, exchange: SignedExchange): Promise<void> => served[verb](exchange);

/** By method: sub-resource, then the verb of an object and that of a bucket; the first that is there decides. */
const bySubResource: Readonly<Record<string, readonly (readonly [name: string, object: string, bucket: string])[]>> = {
  GET: [
    ["uploadId", "ListParts", "ListParts"],
    ["uploads", "ListMultipartUploads", "ListMultipartUploads"],
    ["acl", "GetObjectACL", "GetBucketAcl"],
    ["tagging", "GetObjectTagging", "GetBucketTags"],
    ["symlink", "GetSymlink", "GetSymlink"],
    ["x-oss-process", "ProcessObject", "ProcessObject"],
    ["versions", "ListObjectVersions", "ListObjectVersions"],
    ["location", "GetBucketLocation", "GetBucketLocation"],
    ["bucketInfo", "GetBucketInfo", "GetBucketInfo"],
    ["stat", "GetBucketStat", "GetBucketStat"],
    ["cors", "GetBucketCors", "GetBucketCors"],
    ["lifecycle", "GetBucketLifecycle", "GetBucketLifecycle"],
    ["logging", "GetBucketLogging", "GetBucketLogging"],
    ["policy", "GetBucketPolicy", "GetBucketPolicy"],
    ["referer", "GetBucketReferer", "GetBucketReferer"],
    ["website", "GetBucketWebsite", "GetBucketWebsite"],
    ["encryption", "GetBucketEncryption", "GetBucketEncryption"],
    ["versioning", "GetBucketVersioning", "GetBucketVersioning"],
    ["list-type", "ListObjectsV2", "ListObjectsV2"],
  ],
  HEAD: [["objectMeta", "GetObjectMeta", "GetObjectMeta"]],
  PUT: [
    ["partNumber", "UploadPart", "UploadPart"],
    ["acl", "PutObjectACL", "PutBucketAcl"],
    ["tagging", "PutObjectTagging", "PutBucketTags"],
    ["symlink", "PutSymlink", "PutSymlink"],
    ["cors", "PutBucketCors", "PutBucketCors"],
    ["lifecycle", "PutBucketLifecycle", "PutBucketLifecycle"],
    ["logging", "PutBucketLogging", "PutBucketLogging"],
    ["policy", "PutBucketPolicy", "PutBucketPolicy"],
    ["referer", "PutBucketReferer", "PutBucketReferer"],
    ["website", "PutBucketWebsite", "PutBucketWebsite"],
    ["encryption", "PutBucketEncryption", "PutBucketEncryption"],
    ["versioning", "PutBucketVersioning", "PutBucketVersioning"],
  ],
  POST: [
    ["uploads", "InitiateMultipartUpload", "InitiateMultipartUpload"],
    ["uploadId", "CompleteMultipartUpload", "CompleteMultipartUpload"],
    ["append", "AppendObject", "AppendObject"],
    ["delete", "DeleteMultipleObjects", "DeleteMultipleObjects"],
    ["restore", "RestoreObject", "RestoreObject"],
    ["x-oss-process", "ProcessObject", "ProcessObject"],
    ["asyncFetch", "PutAsyncFetchTask", "PutAsyncFetchTask"],
  ],
  DELETE: [
    ["uploadId", "AbortMultipartUpload", "AbortMultipartUpload"],
    ["tagging", "DeleteObjectTagging", "DeleteBucketTags"],
    ["cors", "DeleteBucketCors", "DeleteBucketCors"],
    ["lifecycle", "DeleteBucketLifecycle", "DeleteBucketLifecycle"],
    ["policy", "DeleteBucketPolicy", "DeleteBucketPolicy"],
    ["website", "DeleteBucketWebsite", "DeleteBucketWebsite"],
  ],
};

const plain: Readonly<Record<string, readonly [object: string, bucket: string]>> = {
  GET: ["GetObject", "ListObjects"],
  HEAD: ["HeadObject", "HeadBucket"],
  PUT: ["PutObject", "PutBucket"],
  POST: ["PostObject", "PostObject"],
  DELETE: ["DeleteObject", "DeleteBucket"],
};

/** What OSS calls this request. Undefined for methods that OSS does not have. */
function nameVerb({ method, query, key, request }: SignedExchange): string | undefined {
  const isObject = key !== "";
  const names = new Set(query.map(([name]) => name));
  const row = bySubResource[method]?.find(([name]) => names.has(name));
  const verb = row ? row[isObject ? 1 : 2] : plain[method]?.[isObject ? 0 : 1];
  if (request.headers["x-oss-copy-source"] === undefined) return verb;
  if (verb === "PutObject") return "CopyObject";
  return verb === "UploadPart" ? "UploadPartCopy" : verb;
}

/** Recognises the verb; those that are not served are refused by their real name. */
export function recogniseVerb(exchange: SignedExchange): Verb {
  const name = nameVerb(exchange);
  if (name !== undefined && Object.hasOwn(served, name) && exchange.key !== "") return name as Verb;
  if (name === undefined) {
    throw new OssError(405, "MethodNotAllowed", "The specified method is not allowed against this resource.", {
      extras: { Method: exchange.method },
    });
  }
  throw new OssError(501, "NotImplemented", `The operation ${name} is not implemented.`, {
    extras: { Operation: name },
    diagnosis: `${name} is an operation of OSS that this server does not serve.`,
  });
}
