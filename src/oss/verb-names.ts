import { methodNotAllowed } from "./errors.ts";
import type { Exchange } from "./exchange.ts";
import type { Candidate } from "./locate.ts";

/** By HTTP method, what OSS calls the request. */
type Names = Readonly<Record<string, string>>;

/** A setting that is read, written and removed under one name. */
const setting = (name: string): Names => ({
  GET: `Get${name}`,
  PUT: `Put${name}`,
  POST: `Put${name}`,
  DELETE: `Delete${name}`,
});

/** Sub-resources that mean the same with and without a key: what needs a key refuses to do without one. */
const anywhere: readonly (readonly [subResource: string, names: Names])[] = [
  [
    "uploadId",
    { GET: "ListParts", PUT: "UploadPart", POST: "CompleteMultipartUpload", DELETE: "AbortMultipartUpload" },
  ],
  ["partNumber", { PUT: "UploadPart" }],
  ["uploads", { GET: "ListMultipartUploads", POST: "InitiateMultipartUpload" }],
  ["objectMeta", { HEAD: "GetObjectMeta" }],
  ["append", { POST: "AppendObject" }],
  ["seal", { POST: "SealAppendObject" }],
  ["delete", { POST: "DeleteMultipleObjects" }],
  ["restore", { POST: "RestoreObject" }],
  ["cleanRestoredObject", { POST: "CleanRestoredObject" }],
  ["x-oss-process", { GET: "ProcessObject", HEAD: "ProcessObject", PUT: "ProcessObject", POST: "ProcessObject" }],
  ["x-oss-async-process", { GET: "AsyncProcessObject", POST: "AsyncProcessObject" }],
  ["symlink", setting("Symlink")],
  ["asyncFetch", { GET: "GetAsyncFetchTask", POST: "PutAsyncFetchTask" }],
  ["vod", { GET: "GetVodPlaylist", POST: "PostVodPlaylist" }],
  ["status", { PUT: "PutLiveChannelStatus" }],
];

const ofObjects: readonly (readonly [subResource: string, names: Names])[] = [
  ["acl", setting("ObjectACL")],
  ["tagging", setting("ObjectTagging")],
  ["live", { GET: "GetLiveChannelInfo", PUT: "PutLiveChannel", DELETE: "DeleteLiveChannel" }],
];

const ofBuckets: readonly (readonly [subResource: string, names: Names])[] = [
  ["list-type", { GET: "ListObjectsV2" }],
  ["versions", { GET: "ListObjectVersions" }],
  ["regions", { GET: "DescribeRegions" }],
  ["location", { GET: "GetBucketLocation" }],
  ["bucketInfo", { GET: "GetBucketInfo" }],
  ["stat", { GET: "GetBucketStat" }],
  ["acl", setting("BucketAcl")],
  ["tagging", setting("BucketTags")],
  ["cors", setting("BucketCors")],
  ["lifecycle", setting("BucketLifecycle")],
  ["logging", setting("BucketLogging")],
  ["userDefinedLogFieldsConfig", setting("UserDefinedLogFieldsConfig")],
  ["policyStatus", { GET: "GetBucketPolicyStatus" }],
  ["policy", setting("BucketPolicy")],
  ["referer", setting("BucketReferer")],
  ["website", setting("BucketWebsite")],
  ["encryption", setting("BucketEncryption")],
  ["versioning", setting("BucketVersioning")],
  ["requestPayment", setting("BucketRequestPayment")],
  ["transferAcceleration", setting("BucketTransferAcceleration")],
  ["inventoryId", setting("BucketInventory")],
  ["inventory", { GET: "ListBucketInventory", PUT: "PutBucketInventory", DELETE: "DeleteBucketInventory" }],
  ["replication", { GET: "GetBucketReplication", POST: "PutBucketReplication" }],
  ["replicationLocation", { GET: "GetBucketReplicationLocation" }],
  ["replicationProgress", { GET: "GetBucketReplicationProgress" }],
  ["rtc", setting("BucketRTC")],
  ["wormId", { POST: "CompleteBucketWorm" }],
  ["wormExtend", { POST: "ExtendBucketWorm" }],
  ["worm", { GET: "GetBucketWorm", POST: "InitiateBucketWorm", DELETE: "AbortBucketWorm" }],
  ["cname", { GET: "ListCname", POST: "PutCname" }],
  ["metaQuery", { GET: "GetMetaQueryStatus", POST: "OpenMetaQuery" }],
  ["style", { GET: "GetStyle", PUT: "PutStyle", DELETE: "DeleteStyle" }],
  ["resourceGroup", setting("BucketResourceGroup")],
  ["httpsConfig", setting("BucketHttpsConfig")],
  ["accessmonitor", setting("BucketAccessMonitor")],
  ["bucketArchiveDirectRead", setting("BucketArchiveDirectRead")],
  ["publicAccessBlock", setting("BucketPublicAccessBlock")],
  ["accessPointPolicy", setting("AccessPointPolicy")],
  ["accessPoint", { GET: "GetAccessPoint", PUT: "CreateAccessPoint", DELETE: "DeleteAccessPoint" }],
  ["redundancyTransition", setting("BucketDataRedundancyTransition")],
  ["overwriteConfig", setting("BucketOverwriteConfig")],
  ["responseHeader", setting("BucketResponseHeader")],
  ["qosInfo", setting("BucketQoSInfo")],
  ["requesterQosInfo", setting("BucketRequesterQoSInfo")],
  ["resourcePool", { GET: "ListResourcePools" }],
  ["live", { GET: "ListLiveChannel" }],
];

/** Sub-resources with several actions on one method; comp tells them apart. */
const byComp: Readonly<Record<string, string>> = {
  "POST cname delete": "DeleteCname",
  "POST cname token": "CreateCnameToken",
  "GET cname token": "GetCnameToken",
  "POST replication delete": "DeleteBucketReplication",
  "POST metaQuery query": "DoMetaQuery",
  "POST metaQuery delete": "CloseMetaQuery",
  "GET live stat": "GetLiveChannelStat",
  "GET live history": "GetLiveChannelHistory",
};

const plainOfObjects: Names = {
  GET: "GetObject",
  HEAD: "HeadObject",
  PUT: "PutObject",
  DELETE: "DeleteObject",
};
const plainOfBuckets: Names = {
  GET: "ListObjects",
  HEAD: "HeadBucket",
  PUT: "PutBucket",
  DELETE: "DeleteBucket",
};

type Asked = Pick<Exchange, "method" | "query">;

function nameBySubResource({ method, query }: Asked, isObject: boolean): string | undefined {
  const parameters = new Map(query);
  const has = (name: string): boolean => parameters.has(name);
  for (const [subResource, names] of [...anywhere, ...(isObject ? ofObjects : ofBuckets)]) {
    const name = has(subResource) ? names[method] : undefined;
    if (name !== undefined) return byComp[`${method} ${subResource} ${parameters.get("comp")}`] ?? name;
  }
  return undefined;
}

/** A form upload. Told by method and query alone: the kind of a request never hangs on what its headers say of the body. */
export const isPostObject = (asked: Asked): boolean =>
  asked.method === "POST" &&
  nameBySubResource(asked, true) === undefined &&
  nameBySubResource(asked, false) === undefined;

/** What OSS calls this request, which is no form upload. */
export function nameVerb(
  { method, query, request }: Asked & Pick<Exchange, "request">,
  { bucket, key }: Pick<Candidate, "bucket" | "key">,
): string {
  const isObject = key !== "";
  const subResourceName = query.length === 0 ? undefined : nameBySubResource({ method, query }, isObject);
  if (subResourceName === undefined && bucket === undefined && !isObject && method === "GET") return "ListBuckets";
  const name = subResourceName ?? (isObject ? plainOfObjects : plainOfBuckets)[method];
  if (name === undefined) throw methodNotAllowed(method);
  if (request.headers["x-oss-copy-source"] === undefined) return name;
  if (name === "PutObject") return "CopyObject";
  return name === "UploadPart" ? "UploadPartCopy" : name;
}
