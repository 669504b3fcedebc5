import { describe, expect, test } from "vitest";
import type { Principal } from "../contract/principal.ts";
import { checkScope, maxObjectBytes } from "./scope.ts";

const mine = "1".repeat(16);
const theirs = "2".repeat(16);
const owners: Record<string, string> = { own: mine, other: theirs };
const accounts = { findByBucket: async (bucket: string) => owners[bucket] && { bucket, account_id: owners[bucket] } };

const root: Principal = {
  kind: "root",
  identityVersion: 1,
  accountId: mine,
  accessKeyId: "LTAI",
  bucket: "own",
  defaultWorkspaceId: "",
  defaultProductionId: "",
  isFirstAccount: true,
};
const upload: Principal = {
  kind: "upload",
  accountId: mine,
  accessKeyId: "STS.a",
  bucket: "own",
  objectKey: "stream/a.mp4",
  maxBytes: 10,
  expiresAt: 0,
};
const objectUrl: Principal = { kind: "object-url", accountId: mine, accessKeyId: "STS.OU" };

const check = (principal: Principal, verb: string, realBucket: string, key: string) =>
  checkScope(
    {
      parts: { accounts, policySets: { modeOf: async () => "enforce" }, settings: { region: "cn-shanghai" } },
      recorded: { judged: () => undefined },
      response: { setHeader: () => undefined },
    } as never,
    principal,
    { realBucket, key },
    verb,
  );
const denied = { status: 403, code: "AccessDenied" };

const uploadVerbs = [
  "PutObject",
  "PostObject",
  "InitiateMultipartUpload",
  "UploadPart",
  "ListParts",
  "CompleteMultipartUpload",
  "AbortMultipartUpload",
  "HeadObject",
  "GetObjectMeta",
];
const otherVerbs = [
  "GetObject",
  "DeleteObject",
  "DeleteMultipleObjects",
  "ListObjects",
  "ListMultipartUploads",
  "CopyObject",
  "UploadPartCopy",
  "AppendObject",
  "PutObjectACL",
  "GetObjectTagging",
  "RestoreObject",
  "PutSymlink",
  "ProcessObject",
  "PutBucketWebsite",
  "GetBucketInfo",
  "constructor",
];

describe("an upload credential", () => {
  test.each(uploadVerbs)("may do %s with its one key", async (verb) => {
    expect(await check(upload, verb, "own", "stream/a.mp4")).toBe(mine);
  });

  test.each(uploadVerbs)("may not do %s with any other key or bucket", async (verb) => {
    for (const [bucket, key] of [
      ["own", "stream/a.mp4/"],
      ["own", "stream/A.mp4"],
      ["own", "stream/a.mp"],
      ["own", ""],
      ["other", "stream/a.mp4"],
      ["nowhere", "stream/a.mp4"],
    ] as const) {
      await expect(check(upload, verb, bucket, key)).rejects.toMatchObject(denied);
    }
  });

  test.each(otherVerbs)("may not do %s, not even with its key", async (verb) => {
    await expect(check(upload, verb, "own", "stream/a.mp4")).rejects.toMatchObject(denied);
  });
});

describe("an account's root key", () => {
  test.each([...uploadVerbs, ...otherVerbs])("passes %s on in its own bucket", async (verb) => {
    expect(await check(root, verb, "own", "any")).toBe(mine);
  });

  test("does nothing in another account's bucket, whatever is there", async () => {
    await expect(check(root, "HeadObject", "other", "k")).rejects.toMatchObject(denied);
  });

  test("is told when there is no such bucket", async () => {
    await expect(check(root, "PutObject", "nowhere", "k")).rejects.toMatchObject({ status: 404, code: "NoSuchBucket" });
  });
});

describe("an object's signed address", () => {
  test.each(["GetObject", "HeadObject"])("may do %s in its account's bucket only", async (verb) => {
    expect(await check(objectUrl, verb, "own", "k")).toBe(mine);
    await expect(check(objectUrl, verb, "other", "k")).rejects.toMatchObject(denied);
    await expect(check(objectUrl, verb, "", "k")).rejects.toMatchObject(denied);
  });

  test.each(["PutObject", "UploadPart", "ListParts", "DeleteObject", "GetObjectMeta"])(
    "may not do %s",
    async (verb) => {
      await expect(check(objectUrl, verb, "own", "k")).rejects.toMatchObject(denied);
    },
  );
});

test("nobody may do anything unsigned", async () => {
  await expect(check({ kind: "anonymous" }, "GetObject", "own", "k")).rejects.toMatchObject(denied);
});

test("an object is as large as the server and the credential allow", () => {
  const limit = (principal: Principal, maxUploadBytes: number) =>
    maxObjectBytes({ principal, parts: { settings: { maxUploadBytes } } } as never);
  expect(limit(upload, 100)).toBe(10);
  expect(limit(upload, 5)).toBe(5);
  expect(limit({ ...upload, maxBytes: undefined }, 100)).toBe(100);
  expect(limit(root, 100)).toBe(100);
});
