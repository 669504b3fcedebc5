import { expect, test } from "vitest";
import { fileNameOf, titleOf } from "./file-names.ts";
import { resolveUrl } from "./input-url.ts";

const rules = {
  apiHosts: new Set(["api.studio.example:443", "loft.example"]),
  objectHosts: new Set(["127.0.0.1:8481", "oss.studio.example", "media.example:443"]),
  ports: { api: 8480, object: 8481 },
  allowPrivateFetch: [],
};
const resolve = (url: string) => resolveUrl(url, "ml-mine", rules);

test.each([
  "http://127.0.0.1:8481/ml-mine/a/b%20c.mp4",
  "http://127.0.0.1:8481/ml-mine/a/b%20c.mp4?Expires=1&Signature=x#t=3",
  "http://ml-mine.127.0.0.1:8481/a/b%20c.mp4",
  "https://OSS.studio.example/ml-mine/a/b%20c.mp4",
  "https://ml-mine.oss.studio.example/a/b%20c.mp4",
  "http://ml-mine.oss-cn-shanghai.aliyuncs.com/a/b%20c.mp4",
  "http://127.0.0.9:8481/ml-mine/a/b%20c.mp4",
  "http://[0:0::1]:8481/ml-mine/a/b%20c.mp4",
  "http://[::ffff:127.0.0.1]:8481/ml-mine/a/b%20c.mp4",
  "oss://ml-mine/a/b%20c.mp4",
  "OSS://ml-mine/a/b%20c.mp4",
  "https://oss.studio.example:443/ml-mine/a/b%20c.mp4",
  "http://oss.studio.example:80/ml-mine/a/b%20c.mp4",
  "http://oss.studio.example:/ml-mine/a/b%20c.mp4",
  "https://media.example/ml-mine/a/b%20c.mp4",
  "https://ml-mine.oss.studio.example:443/a/b%20c.mp4",
  "https://ml-mine.oss-cn-shanghai.aliyuncs.com:443/a/b%20c.mp4",
  "https://ml-mine.oss-cn-hangzhou-internal.aliyuncs.com/a/b%20c.mp4",
])("%s names the account's own object", (url) => {
  expect(resolve(url)).toEqual({ kind: "own", bucket: "ml-mine", key: "a/b c.mp4" });
});

test.each([
  ["https://ml-mine.oss.studio.example/a+b%2Bc.mp4", "a b+c.mp4"],
  ["http://127.0.0.1:8481/ml-mine/a+b%2Bc.mp4", "a b+c.mp4"],
  ["http://ml-mine.oss-cn-shanghai.aliyuncs.com/a+b%2Bc.mp4", "a b+c.mp4"],
  ["oss://ml-mine/a+b%2Bc.mp4", "a+b+c.mp4"],
])("a + in %s is what it is in a request for the object", (url, key) => {
  expect(resolve(url)).toEqual({ kind: "own", bucket: "ml-mine", key });
});

test.each([
  "http://127.0.0.1:8481/ml-other/a.mp4",
  "oss://ml-other/a.mp4",
  "https://ml-other.oss.studio.example/a.mp4",
  "https://ml-other.oss.studio.example:443/a.mp4",
  "http://127.0.0.1:8481/ML-MINE/a.mp4",
])("%s names another account's bucket, whether it exists or not", (url) => {
  expect(resolve(url)).toEqual({ kind: "other-bucket" });
});

test.each([
  "http://127.0.0.1:8481/",
  "http://127.0.0.1:8481/ml-mine",
  "http://127.0.0.1:8481/ml-mine/",
  "oss://ml-mine",
  "oss:///a.mp4",
  "oss://ml-mine/%zz",
  "oss://ml-mine/a%ffb.mp4",
  "oss://ml-mine//a.mp4",
  "http://127.0.0.1:8481",
  "http://127.0.0.1:8481?ml-mine/a.mp4",
  "http://user@127.0.0.1:8481/ml-mine/a.mp4",
  "https://ml-mine.oss-cn-shanghai.aliyuncs.com/",
  "oss://ml-mine/a%00b.mp4",
  `oss://ml-mine/${"a".repeat(1024)}`,
  "http://127.0.0.9:8481/",
  "http://127.0.0.1:8480/ml-mine/a.mp4",
  "http://[::1]:8480/metrics",
  "https://api.studio.example/ml-mine/a.mp4",
  "https://API.studio.example:443/metrics",
  "http://loft.example:80/metrics",
  "vod://abc",
  "file:///etc/passwd",
  "http://169.254.169.254/x.mp4",
  `https://example.com/${"a".repeat(2048)}`,
])("%s is refused with a reason", (url) => {
  expect(resolve(url)).toMatchObject({ kind: "invalid", reason: expect.stringMatching(/\.$/) });
});

test.each([
  "https://ml-other.oss-cn-shanghai.aliyuncs.com/a.mp4",
  "https://ml-mine.oss-cn-shanghai.aliyuncs.com.example.org/a.mp4",
  "https://oss.studio.example.org/ml-mine/a.mp4",
  "http://media.example/ml-mine/a.mp4",
])("%s is foreign, much as it looks like one of ours", (url) => {
  expect(resolve(url)).toEqual({ kind: "foreign", url });
});

test("a foreign address is known by its text without the fragment", () => {
  expect(resolve("https://example.com/a.mp4?v=1#t=2")).toEqual({
    kind: "foreign",
    url: "https://example.com/a.mp4?v=1",
  });
});

test("a title is the file's name without control characters, cut to 128 bytes between two characters", () => {
  expect(titleOf(fileNameOf("https://example.com/x/%E7%89%87%00.mp4?y"))).toBe("片.mp4");
  expect(titleOf("片".repeat(50))).toBe("片".repeat(42));
});
