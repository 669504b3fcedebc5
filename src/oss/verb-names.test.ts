import { describe, expect, test } from "vitest";
import { parseQuery } from "../signing/percent-encode.ts";
import { isPostObject, nameVerb } from "./verb-names.ts";

type Headers = Record<string, string>;

/** `GET bucket/key?acl`, `GET bucket/?acl`, or `GET /` for no bucket. */
function read(line: string) {
  const [method = "", target = ""] = line.split(" ");
  const [path = "", query = ""] = target.split("?");
  const slash = path.indexOf("/");
  return {
    asked: { method, query: parseQuery(query) ?? [] },
    resource: { bucket: slash === 0 ? undefined : path.slice(0, slash), key: path.slice(slash + 1) },
  };
}

function name(line: string, headers: Headers = {}): string {
  const { asked, resource } = read(line);
  return nameVerb({ ...asked, request: { headers } as never }, resource);
}

describe("what OSS calls a request", () => {
  test.each([
    ["PUT b/k", "PutObject"],
    ["POST b/k?uploads=", "InitiateMultipartUpload"],
    ["POST b/k?uploads&encoding-type=url", "InitiateMultipartUpload"],
    ["PUT b/k?partNumber=1&uploadId=U", "UploadPart"],
    ["PUT b/k?uploadId=U", "UploadPart"],
    ["PUT b/k?partNumber=1", "UploadPart"],
    ["GET b/k?uploadId=U&max-parts=5", "ListParts"],
    ["POST b/k?uploadId=U", "CompleteMultipartUpload"],
    ["DELETE b/k?uploadId=U", "AbortMultipartUpload"],
    ["HEAD b/k", "HeadObject"],
    ["HEAD b/k?objectMeta", "GetObjectMeta"],
    ["GET b/k?objectMeta", "GetObject"],
    ["GET b/k?response-content-type=video/mp4", "GetObject"],
    ["GET b/k?Expires=1&OSSAccessKeyId=a&Signature=b", "GetObject"],
  ])("%s is the served %s", (line, expected) => {
    expect(name(line)).toBe(expected);
  });

  test.each([
    ["GET /", "ListBuckets"],
    ["GET /?regions", "DescribeRegions"],
    ["GET b/", "ListObjects"],
    ["GET b/?prefix=a&marker=b&max-keys=1", "ListObjects"],
    ["GET b/?list-type=2", "ListObjectsV2"],
    ["GET b/?uploads&prefix=a", "ListMultipartUploads"],
    ["GET b/?versions", "ListObjectVersions"],
    ["HEAD b/", "HeadBucket"],
    ["PUT b/", "PutBucket"],
    ["DELETE b/", "DeleteBucket"],
    ["GET b/?bucketInfo", "GetBucketInfo"],
    ["GET b/?location", "GetBucketLocation"],
    ["GET b/?stat", "GetBucketStat"],
    ["DELETE b/k", "DeleteObject"],
    ["POST b/?delete", "DeleteMultipleObjects"],
    ["POST b/k?append&position=0", "AppendObject"],
    ["POST b/k?restore", "RestoreObject"],
    ["GET b/k?x-oss-process=image/resize,w_100", "ProcessObject"],
    ["POST b/k?x-oss-process", "ProcessObject"],
    ["POST b/k?x-oss-async-process", "AsyncProcessObject"],
    ["POST b/?asyncFetch", "PutAsyncFetchTask"],
    ["PUT b/k?symlink", "PutSymlink"],
    ["GET b/k?symlink", "GetSymlink"],
    ["PUT b/k?live", "PutLiveChannel"],
    ["PUT b/k?live&status=idle", "PutLiveChannelStatus"],
    ["GET b/k?live&comp=stat", "GetLiveChannelStat"],
    ["GET b/k?live&comp=history", "GetLiveChannelHistory"],
    ["GET b/?live", "ListLiveChannel"],
    ["POST b/k?vod&startTime=1&endTime=2", "PostVodPlaylist"],
    ["POST b/?worm", "InitiateBucketWorm"],
    ["POST b/?wormId=1", "CompleteBucketWorm"],
    ["POST b/?wormId=1&wormExtend", "CompleteBucketWorm"],
    ["DELETE b/?worm", "AbortBucketWorm"],
    ["POST b/?cname&comp=add", "PutCname"],
    ["POST b/?cname&comp=delete", "DeleteCname"],
    ["POST b/?cname&comp=token", "CreateCnameToken"],
    ["POST b/?replication&comp=add", "PutBucketReplication"],
    ["POST b/?replication&comp=delete", "DeleteBucketReplication"],
    ["POST b/?metaQuery&comp=add", "OpenMetaQuery"],
    ["POST b/?metaQuery&comp=query", "DoMetaQuery"],
    ["GET b/?inventory", "ListBucketInventory"],
    ["GET b/?inventory&inventoryId=1", "GetBucketInventory"],
  ])("%s is %s", (line, expected) => {
    expect(name(line)).toBe(expected);
  });

  test.each([
    ["acl", "BucketAcl"],
    ["tagging", "BucketTags"],
    ["cors", "BucketCors"],
    ["lifecycle", "BucketLifecycle"],
    ["logging", "BucketLogging"],
    ["policy", "BucketPolicy"],
    ["referer", "BucketReferer"],
    ["website", "BucketWebsite"],
    ["encryption", "BucketEncryption"],
    ["versioning", "BucketVersioning"],
    ["requestPayment", "BucketRequestPayment"],
    ["transferAcceleration", "BucketTransferAcceleration"],
    ["publicAccessBlock", "BucketPublicAccessBlock"],
  ])("the bucket's setting %s is read, written and removed as %s", (subResource, noun) => {
    for (const [method, verb] of Object.entries({ GET: "Get", PUT: "Put", DELETE: "Delete" })) {
      expect(name(`${method} b/?${subResource}`)).toBe(verb + noun);
    }
  });

  test("a setting of an object is another one than that of its bucket", () => {
    expect(name("PUT b/k?acl")).toBe("PutObjectACL");
    expect(name("GET b/k?tagging")).toBe("GetObjectTagging");
  });

  test("a source makes a copy of a write, and of nothing else", () => {
    const headers = { "x-oss-copy-source": "/b/other" };
    expect(name("PUT b/k", headers)).toBe("CopyObject");
    expect(name("PUT b/k?partNumber=1&uploadId=U", headers)).toBe("UploadPartCopy");
    expect(name("GET b/k", headers)).toBe("GetObject");
  });

  test.each([
    ["content-type", "multipart/form-data; boundary=x"],
    ["user-agent", "aliyun-sdk-js"],
    ["expect", "100-continue"],
  ])("the header %s: %s changes nothing in it", (header, value) => {
    expect(name("POST b/k?uploads", { [header]: value })).toBe("InitiateMultipartUpload");
    expect(name("PUT b/k", { [header]: value })).toBe("PutObject");
  });

  test.each(["PATCH b/k", "TRACE b/k", "PROPFIND b/", "POST b/k?cors"])("%s is no method of OSS", (line) => {
    expect(() => name(line)).toThrow(expect.objectContaining({ status: 405, code: "MethodNotAllowed" }));
  });
});

describe("a form upload", () => {
  test.each(["POST b/", "POST /", "POST b/k", "POST b/?unknown=1"])("%s is one", (line) => {
    expect(isPostObject(read(line).asked)).toBe(true);
  });

  test.each(["POST b/k?uploads", "POST b/k?uploadId=U", "POST b/?delete", "POST b/k?append", "PUT b/", "GET b/"])(
    "%s is none",
    (line) => {
      expect(isPostObject(read(line).asked)).toBe(false);
    },
  );
});
