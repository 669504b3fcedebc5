import { describe, expect, test } from "vitest";
import { parseQuery } from "../signing/percent-encode.ts";
import { refuseUnserved } from "./verb.ts";

function refuse(name: string, query = "", headers: Record<string, string> = {}, key = "k") {
  return refuseUnserved({ query: parseQuery(query) ?? [], key, request: { headers } } as never, name);
}
const invalidArgument = (name: string) =>
  expect.objectContaining({
    status: 400,
    code: "InvalidArgument",
    extras: expect.objectContaining({ ArgumentName: name }),
  });

describe("what a verb is asked for", () => {
  test.each([
    ["UploadPart", "partNumber=1&uploadId=U"],
    ["InitiateMultipartUpload", "uploads=&encoding-type=url"],
    ["GetObject", "response-content-disposition=inline&response-cache-control=no-cache"],
    ["GetObject", "OSSAccessKeyId=a&Expires=1&Signature=s&security-token=t"],
    [
      "GetObject",
      "x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=c&x-oss-date=d&x-oss-expires=1&x-oss-signature=s",
    ],
    ["PutObject", "unknown=1"],
  ])("%s takes %s", (name, query) => {
    expect(refuse(name, query)).toBe(name);
  });

  test.each(["CopyObject", "DeleteObject", "ListObjects", "ListMultipartUploads", "PutBucketAcl", "constructor"])(
    "%s is refused by its name",
    (name) => {
      expect(() => refuse(name)).toThrow(
        expect.objectContaining({ status: 501, code: "NotImplemented", extras: { Operation: name } }),
      );
    },
  );

  test.each([
    ["PutObject", "worm"],
    ["PutObject", "versionId=1"],
    ["PutObject", "callback=e30"],
    ["GetObject", "versionId=1"],
    ["GetObject", "img"],
    ["GetObject", "objectMeta"],
    ["GetObject", "x-oss-ac-source-ip=127.0.0.1"],
    ["HeadObject", "uploads"],
    ["UploadPart", "partNumber=1&uploadId=U&acl"],
  ])("%s with %s would be half done, and is refused", (name, query) => {
    const last = query.split("&").at(-1) ?? "";
    expect(() => refuse(name, query)).toThrow(invalidArgument(last.split("=")[0] ?? ""));
  });

  test.each([
    ["x-oss-callback", "e30="],
    ["x-oss-copy-source", "/b/k"],
    ["x-oss-server-side-encryption", "AES256"],
    ["x-oss-server-side-data-encryption", "SM4"],
    ["x-oss-storage-class", "IA"],
    ["x-oss-object-acl", "public-read"],
    ["x-oss-tagging", "a=b"],
    ["x-oss-content-sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["content-encoding", "aws-chunked,gzip"],
  ])("the header %s: %s is refused and not ignored", (name, value) => {
    expect(() => refuse("InitiateMultipartUpload", "uploads", { [name]: value })).toThrow(invalidArgument(name));
  });

  test("what changes nothing is taken", () => {
    const headers = {
      "x-oss-storage-class": "Standard",
      "x-oss-object-acl": "private",
      "x-oss-notification": "",
      "x-oss-range-behavior": "standard",
      "x-oss-content-sha256": "UNSIGNED-PAYLOAD",
      "x-oss-meta-callback": "x",
      "content-encoding": "gzip",
    };
    expect(refuse("PutObject", "", headers)).toBe("PutObject");
  });

  test("a write takes no conditions, a read does", () => {
    const headers = { "if-none-match": "*" };
    expect(() => refuse("PutObject", "", headers)).toThrow(
      expect.objectContaining({ status: 400, code: "NotImplemented", extras: { Header: "if-none-match" } }),
    );
    expect(refuse("GetObject", "", headers)).toBe("GetObject");
  });

  test("a verb of objects needs a key", () => {
    expect(() => refuse("UploadPart", "partNumber=1&uploadId=U", {}, "")).toThrow(
      expect.objectContaining({ status: 400, code: "InvalidObjectName" }),
    );
  });
});
