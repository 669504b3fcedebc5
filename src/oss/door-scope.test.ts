import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ask, type Credential, openDoor, send, signed, type TestDoor, type Unsigned } from "../../test/object-door.ts";

const key = "stream/own/own.mp4";
let door: TestDoor;
let upload: Credential;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door[Symbol.asyncDispose]());
beforeEach(async () => {
  door.clock.now = Date.now();
  upload = await door.grant(key);
  await ask(door, { method: "PUT", key: "present", body: "present" });
  await ask(door, { method: "PUT", key, body: "before" });
});

const outcome = async (unsigned: Unsigned) => {
  const { status, code } = await ask(door, unsigned);
  return code ? `${status} ${code}` : String(status);
};

/** Verbs as they look on the wire, without their signature. */
const unserved: readonly (readonly [name: string, request: Unsigned])[] = [
  ["CopyObject", { method: "PUT", key, headers: { "x-oss-copy-source": "/a/b" } }],
  [
    "UploadPartCopy",
    { method: "PUT", key, subResource: "partNumber=1&uploadId=U", headers: { "x-oss-copy-source": "/a/b" } },
  ],
  ["AppendObject", { method: "POST", key, subResource: "append&position=0", body: "x" }],
  ["DeleteObject", { method: "DELETE", key }],
  ["PutObjectACL", { method: "PUT", key, subResource: "acl" }],
  ["GetObjectACL", { key, subResource: "acl" }],
  ["PutSymlink", { method: "PUT", key, subResource: "symlink" }],
  ["GetSymlink", { key, subResource: "symlink" }],
  ["PutObjectTagging", { method: "PUT", key, subResource: "tagging" }],
  ["GetObjectTagging", { key, subResource: "tagging" }],
  ["DeleteObjectTagging", { method: "DELETE", key, subResource: "tagging" }],
  ["RestoreObject", { method: "POST", key, subResource: "restore" }],
  ["ListObjects", {}],
  ["ListMultipartUploads", { subResource: "uploads" }],
  ["DeleteMultipleObjects", { method: "POST", subResource: "delete", body: "<Delete/>" }],
  ["PutBucket", { method: "PUT" }],
  ["DeleteBucket", { method: "DELETE" }],
  ["GetBucketInfo", { subResource: "bucketInfo" }],
  ["GetBucketLocation", { subResource: "location" }],
  ["GetBucketStat", { subResource: "stat" }],
  ["PutBucketAcl", { method: "PUT", subResource: "acl" }],
  ["GetBucketAcl", { subResource: "acl" }],
  ["PutBucketCors", { method: "PUT", subResource: "cors" }],
  ["GetBucketCors", { subResource: "cors" }],
  ["DeleteBucketCors", { method: "DELETE", subResource: "cors" }],
  ["PutBucketLifecycle", { method: "PUT", subResource: "lifecycle" }],
  ["PutBucketPolicy", { method: "PUT", subResource: "policy" }],
  ["GetBucketPolicy", { subResource: "policy" }],
  ["PutBucketWebsite", { method: "PUT", subResource: "website" }],
  ["GetBucketReferer", { subResource: "referer" }],
  ["GetBucketLogging", { subResource: "logging" }],
  ["PutBucketEncryption", { method: "PUT", subResource: "encryption" }],
  ["PutBucketVersioning", { method: "PUT", subResource: "versioning" }],
  ["ListObjectVersions", { subResource: "versions" }],
];

/** Without a signed sub-resource, so that the query can be added after signing. */
const withQuery = (unsigned: Unsigned, query: string) => {
  const wanted = signed(door, unsigned);
  return { ...wanted, target: wanted.target + query };
};

describe("the account's own key", () => {
  test.each(unserved)("is told that %s is not served", async (name, request) => {
    const answer = await ask(door, request);
    expect([answer.status, answer.code]).toEqual([501, "NotImplemented"]);
    expect(answer.error).toContain(name);
    expect(await door.stored(key)).toBe("before");
  });

  test("is told that ListObjectsV2 is not served", async () => {
    const answer = await send(door, withQuery({}, "?list-type=2"));
    expect([answer.status, answer.code]).toEqual([501, "NotImplemented"]);
    expect(answer.error).toContain("ListObjectsV2");
  });

  test("may not touch another account's bucket, and hears of a bucket that is not there", async () => {
    const { bucket } = door.other;
    expect(await outcome({ method: "PUT", key, bucket, body: "x" })).toBe("403 AccessDenied");
    expect(await outcome({ key, bucket })).toBe("403 AccessDenied");
    expect(await outcome({ key, bucket: "not-there" })).toBe("404 NoSuchBucket");
  });

  test.each([
    ["uploadId=U", "PUT"],
    ["partNumber=1", "PUT"],
    ["worm", "PUT"],
    ["style&styleName=s", "PUT"],
    ["objectMeta", "PUT"],
    ["live", "PUT"],
    ["callback=e30%3D", "PUT"],
    ["versionId=v", "PUT"],
    ["x-oss-process=image/resize", "GET"],
    ["versionId=v", "GET"],
  ])("never has ?%s of a %s taken for nothing", async (subResource, method) => {
    const answer = await ask(door, { method, key, subResource, body: method === "PUT" ? "after" : undefined });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status === 501 || answer.status < 500).toBe(true);
    expect(await door.stored(key)).toBe("before");
  });

  test.each([
    ["x-oss-callback", "e30="],
    ["x-oss-server-side-encryption", "AES256"],
    ["x-oss-server-side-encryption-key-id", "k"],
    ["x-oss-storage-class", "IA"],
    ["x-oss-object-acl", "public-read"],
    ["x-oss-tagging", "a=b"],
  ])("is refused the header %s: %s on every way to write", async (name, value) => {
    const headers = { [name]: value };
    expect(await outcome({ method: "PUT", key, headers, body: "after" })).toBe("400 InvalidArgument");
    expect(await outcome({ method: "POST", key, subResource: "uploads", headers })).toBe("400 InvalidArgument");
    expect(await door.stored(key)).toBe("before");
  });

  test.each([
    ["x-oss-object-acl", "private"],
    ["x-oss-object-acl", "default"],
    ["x-oss-storage-class", "Standard"],
    ["x-oss-notification", ""],
  ])("may say what is so anyway with %s: %s", async (name, value) => {
    expect(await outcome({ method: "PUT", key, headers: { [name]: value }, body: "after" })).toBe("200");
  });
});

test("conditions, which OSS does not know on a write, are refused and nothing is written", async () => {
  for (const name of ["If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"]) {
    expect([name, await outcome({ method: "PUT", key, headers: { [name]: "*" }, body: "after" })]).toEqual([
      name,
      "400 NotImplemented",
    ]);
  }
  expect(await door.stored(key)).toBe("before");
});

describe("an upload credential", () => {
  const own = (request: Unsigned) => outcome({ key, credential: upload, ...request });

  test("may do to its key what uploading takes", async () => {
    expect(await own({ method: "PUT", body: "x" })).toBe("200");
    expect(await own({ method: "HEAD" })).toBe("200");
    expect(await own({ method: "HEAD", subResource: "objectMeta" })).toBe("200");
    const started = await ask(door, { method: "POST", key, subResource: "uploads", credential: upload });
    const uploadId = /<UploadId>(.*?)</.exec(started.body)?.[1] ?? "";
    const part = await ask(door, {
      method: "PUT",
      key,
      subResource: `partNumber=1&uploadId=${uploadId}`,
      credential: upload,
      body: "in parts",
    });
    expect(part.headers.etag).toMatch(/^"[0-9A-F]{32}"$/);
    expect(await own({ subResource: `uploadId=${uploadId}` })).toBe("200");
    const list = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.headers.etag}</ETag></Part></CompleteMultipartUpload>`;
    expect(await own({ method: "POST", subResource: `uploadId=${uploadId}`, body: list })).toBe("200");
    expect(await door.stored(key)).toBe("in parts");
  });

  test("may not read what it wrote", async () => {
    expect(await own({ method: "GET" })).toBe("403 AccessDenied");
  });

  test.each([
    ["another key", { key: "present" }],
    ["a key below its own", { key: `${key}/x` }],
    ["its key in other letters", { key: key.toUpperCase() }],
    ["its key with a slash doubled", { key: key.replace("/", "//") }],
    ["the bucket itself", { key: "" }],
  ])("may not write %s", async (_name, request) => {
    const present = await door.stored("present");
    for (const method of ["PUT", "HEAD", "GET", "DELETE"]) {
      expect(
        (await ask(door, { method, credential: upload, ...request, body: method === "PUT" ? "x" : undefined })).code,
      ).toBe("AccessDenied");
    }
    expect(await door.stored("present")).toBe(present);
  });

  test("may not write its key in another account's bucket", async () => {
    expect(await own({ method: "PUT", bucket: door.other.bucket, body: "x" })).toBe("403 AccessDenied");
  });

  test.each(unserved)("is refused %s as something it may not do", async (_name, request) => {
    expect(await outcome({ credential: upload, ...request })).toBe("403 AccessDenied");
    expect(await door.stored(key)).toBe("before");
  });

  test("may not make the object larger than it was granted", async () => {
    const small = await door.grant(key, { maxBytes: 4 });
    expect(await outcome({ method: "PUT", key, credential: small, body: "12345" })).toBe("400 EntityTooLarge");
    const chunked = { "Transfer-Encoding": "chunked" };
    expect(await outcome({ method: "PUT", key, credential: small, headers: chunked, body: "12345" })).toBe(
      "400 EntityTooLarge",
    );
    expect(await outcome({ method: "PUT", key, credential: small, headers: chunked, body: "1234" })).toBe("200");
    const started = await ask(door, { method: "POST", key, subResource: "uploads", credential: small });
    const uploadId = /<UploadId>(.*?)</.exec(started.body)?.[1] ?? "";
    const part = (partNumber: number) =>
      outcome({
        method: "PUT",
        key,
        credential: small,
        subResource: `partNumber=${partNumber}&uploadId=${uploadId}`,
        body: "123",
      });
    expect(await part(1)).toBe("200");
    expect(await part(1)).toBe("200");
    expect(await part(2)).toBe("400 EntityTooLarge");
  });

  test("may have so many uploads of its key open that trying again is never refused, but not any number", async () => {
    const crowded = "stream/crowded/crowded.mp4";
    const credential = await door.grant(crowded);
    const start = { method: "POST", key: crowded, subResource: "uploads" };
    const started = await ask(door, { ...start, credential });
    for (let open = 1; open < 20; open++) expect(await outcome({ ...start, credential })).toBe("200");
    const refused = await ask(door, { ...start, credential });
    // A 403 is the end of a credential to the vendor's mobile clients, which get a new one and try again.
    expect([refused.status, refused.code]).toEqual([400, "TooManyUploads"]);
    expect(refused.error).toContain("20 uploads of this key are open");
    expect(await outcome({ ...start, credential: await door.grant(crowded) })).toBe("400 TooManyUploads");
    const subResource = `uploadId=${/<UploadId>(.*?)</.exec(started.body)?.[1]}`;
    expect(await outcome({ method: "DELETE", key: crowded, subResource, credential })).toBe("204");
    expect(await outcome({ ...start, credential })).toBe("200");
    expect(await outcome(start)).toBe("200");
  });

  test("counts only with its own token, and only until it expires", async () => {
    const stranger = await door.grant("other.mp4");
    const put = (credential: Credential) => outcome({ method: "PUT", key, credential, body: "after" });
    expect(await put({ ...upload, securityToken: undefined })).toBe("403 InvalidAccessKeyId");
    expect(await put({ ...upload, securityToken: stranger.securityToken })).toBe(
      "403 AccessKeyIdAndSecurityTokenNotMatch",
    );
    expect(await put({ ...door.account, securityToken: upload.securityToken })).toMatch(/^403 /);
    expect(await door.stored(key)).toBe("before");
    door.clock.now += 3_000_001;
    expect(await put(upload)).toBe("403 SecurityTokenExpired");
  });

  test("dies with the key that made it", async () => {
    const setStatus = (status: "Active" | "Inactive") =>
      door.db.transact((tx) =>
        tx.query
          .updateTable("access_keys")
          .set({ status })
          .where("access_key_id", "=", door.account.accessKeyId)
          .execute(),
      );
    await setStatus("Inactive");
    const answers = [await own({ method: "PUT", body: "after" }), await outcome({ method: "PUT", key, body: "after" })];
    await setStatus("Active");
    expect(answers).toEqual(["403 InvalidAccessKeyId", "403 InvalidAccessKeyId"]);
  });
});
