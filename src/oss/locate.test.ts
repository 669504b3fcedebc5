import { describe, expect, test } from "vitest";
import type { Principal } from "../contract/principal.ts";
import { locate } from "./locate.ts";

const accountId = "1".repeat(16);
const root: Principal = {
  kind: "root",
  identityVersion: 1,
  accountId,
  accessKeyId: "LTAI",
  bucket: "own",
  defaultWorkspaceId: "",
  defaultProductionId: "",
  isFirstAccount: true,
};
const upload: Principal = {
  kind: "upload",
  accountId,
  accessKeyId: "STS.a",
  bucket: "own",
  objectKey: "stream/a.mp4",
  maxBytes: undefined,
  expiresAt: 0,
};
const user: Principal = { ...root, kind: "user", userId: "1".repeat(18), userName: "alice" };
const objectUrl: Principal = { kind: "object-url", accountId, accessKeyId: "STS.OU" };

const find = (principal: Principal, host: string, path: string) => {
  const settings = { ownHosts: new Set(["oss.example.com:8481", "127.0.0.1:8481"]) };
  return locate({ request: { headers: { host } }, path, parts: { settings } } as never, principal).map(
    ({ bucket, key, realBucket }) => `${bucket ?? "-"} ${key} ${realBucket}`,
  );
};

describe("where a request goes", () => {
  test.each([
    ["our own name", "films.oss.example.com:8481"],
    ["localhost", "films.localhost:9000"],
    ["a host that ali-oss invents", "films.oss-cn-hangzhou.aliyuncs.com"],
    ["a host in capitals", "FILMS.OSS.example.com:8481"],
  ])("a bucket before %s comes first", (_, host) => {
    expect(find(root, host, "a/k")[0]).toBe("films a/k films");
  });

  test.each(["films.example.org", "oss.example.com:8481", "127.0.0.1:8481", "a.b.oss.example.com:8481", ""])(
    "%s says nothing of a bucket",
    (host) => {
      expect(find(objectUrl, host, "films/k")).toEqual(["films k films"]);
    },
  );

  test("the caller's own bucket in the path is that bucket", () => {
    expect(find(root, "127.0.0.1:8481", "own/k")[0]).toBe("own k own");
    expect(find(root, "127.0.0.1:8481", "own")[0]).toBe("own  own");
  });

  test("without a bucket anywhere the credential's is meant, signed with it or without", () => {
    expect(find(root, "127.0.0.1:8481", "k")).toEqual(["own k own", "- k own"]);
  });

  test.each(["k", "own/k", "stream/a.mp4"])("of %s a user's client is read as the account's own", (path) => {
    expect(find(user, "127.0.0.1:8481", path)).toEqual(find(root, "127.0.0.1:8481", path));
  });

  test("a first folder that could be a bucket is one, before it is taken for a key that was signed without a bucket", () => {
    expect(find(root, "127.0.0.1:8481", "stream/a.mp4")).toEqual([
      "own stream/a.mp4 own",
      "stream a.mp4 stream",
      "- stream/a.mp4 own",
    ]);
  });

  test("an upload credential's only key is that key, also when it was signed without a bucket", () => {
    const found = find(upload, "127.0.0.1:8481", "stream/a.mp4");
    expect(found.indexOf("- stream/a.mp4 own")).toBeLessThan(found.indexOf("stream a.mp4 stream"));
  });

  test("what names no bucket at all is an answer too", () => {
    expect(find(objectUrl, "127.0.0.1:8481", "K")).toEqual(["- K "]);
  });
});
