import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ask, type Credential, openDoor, type TestDoor } from "../../test/object-door.ts";
import { type Conditions, type Fields, type FormFile, FormSender } from "../../test/object-form.ts";

const key = "stream/form/form.mp4";
let door: TestDoor;
let forms: FormSender;
let upload: Credential;
beforeAll(async () => {
  door = await openDoor();
  forms = new FormSender(door);
});
afterAll(() => door[Symbol.asyncDispose]());
beforeEach(async () => {
  door.clock.now = Date.now();
  upload = await door.grant(key);
  await ask(door, { method: "PUT", key, body: "before" });
});

const signers: readonly [name: string, sign: (conditions?: Conditions, credential?: Credential) => Fields][] = [
  ["V1", (conditions, credential) => forms.signV1(forms.policy(conditions), credential)],
  ["V4", (conditions, credential) => forms.signBoundV4(conditions, credential)],
];

describe.each(signers)("a form signed by %s", (_version, sign) => {
  test("stores its file", async () => {
    const answer = await forms.post({ fields: { key, ...sign() } });
    expect([answer.status, answer.body]).toEqual([204, ""]);
    expect(answer.headers.etag).toMatch(/^"[0-9A-F]{32}"$/);
    expect(await door.stored(key)).toBe("after");
  });

  test("stores its file by a temporary credential, and only under the credential's key", async () => {
    expect(await forms.outcome({ fields: { key, ...sign([], upload) } })).toBe("204");
    expect(await door.stored(key)).toBe("after");
    expect(await forms.outcome({ fields: { key: "elsewhere", ...sign([], upload) } })).toBe("403 AccessDenied");
    expect(await door.stored("elsewhere")).toBeUndefined();
    const withoutToken = { ...sign([], upload) };
    delete withoutToken["x-oss-security-token"];
    expect(await forms.outcome({ fields: { key, ...withoutToken } })).toBe("403 InvalidAccessKeyId");
  });

  test("is refused with another secret, an unknown key or a changed policy", async () => {
    expect(await forms.outcome({ fields: { key, ...sign([], { ...door.account, accessKeySecret: "wrong" }) } })).toBe(
      "403 SignatureDoesNotMatch",
    );
    expect(await forms.outcome({ fields: { key, ...sign([], { accessKeyId: "nobody", accessKeySecret: "x" }) } })).toBe(
      "403 InvalidAccessKeyId",
    );
    const policy = forms.policy([{ key: "x" }]);
    expect(await forms.outcome({ fields: { key, ...sign(), policy } })).toBe("403 SignatureDoesNotMatch");
    expect(await door.stored(key)).toBe("before");
  });

  test.each<[string, Conditions, Fields, FormFile]>([
    ["the key by eq", [["eq", "$key", "other"]], {}, {}],
    ["the key by name", [{ key: "other" }], {}, {}],
    ["the key by its start", [["starts-with", "$key", "image/"]], {}, {}],
    ["the bucket", [{ bucket: "another-bucket" }], {}, {}],
    ["the content type", [["eq", "$content-type", "image/jpeg"]], { "Content-Type": "text/html" }, {}],
    [
      "the content type in a list",
      [["in", "$content-type", ["image/jpeg", "image/png"]]],
      { "Content-Type": "text/html" },
      {},
    ],
    [
      "a content type that is excluded",
      [["not-in", "$content-type", ["text/html"]]],
      { "Content-Type": "text/html" },
      {},
    ],
    ["a field that must be there", [{ "x-oss-meta-owner": "me" }], {}, {}],
    ["the status", [["eq", "$success_action_status", "201"]], { success_action_status: "200" }, {}],
  ])("is refused when it breaks the policy's condition on %s", async (_name, conditions, fields, file) => {
    const answer = await forms.post({ fields: { key, ...fields, ...sign(conditions) }, file });
    expect([answer.status, answer.code]).toEqual([403, "AccessDenied"]);
    expect(answer.error.match(/Invalid according to Policy/g)).not.toBeNull();
    expect(answer.error).not.toContain("Policy: Invalid according to Policy");
    expect(await door.stored(key)).toBe("before");
  });

  test("is taken when it keeps every kind of condition", async () => {
    const conditions = [
      { bucket: door.account.bucket },
      ["eq", "$key", key],
      ["starts-with", "$key", "stream/"],
      ["in", "$content-type", ["video/mp4"]],
      ["not-in", "$content-type", ["text/html"]],
      ["content-length-range", 5, 5],
    ];
    expect(await forms.outcome({ fields: { key, "Content-Type": "video/mp4", ...sign(conditions) } })).toBe("204");
  });

  test("is refused when its file is larger or smaller than the policy says", async () => {
    const sized = { key, ...sign([["content-length-range", 3, 5]]) };
    expect(await forms.outcome({ fields: sized, file: { bytes: "123456" } })).toBe("400 EntityTooLarge");
    expect(await forms.outcome({ fields: sized, file: { bytes: "12" } })).toBe("400 EntityTooSmall");
    expect(await door.stored(key)).toBe("before");
    expect(await forms.outcome({ fields: sized, file: { bytes: "123" } })).toBe("204");
  });

  test("puts the file's own name where the key says so, without its folders", async () => {
    const fields = { key: `forms/$\{filename}`, ...sign([["starts-with", "$key", "forms/"]]) };
    expect(await forms.outcome({ fields, file: { name: "C:\\fakepath\\文件.mp4" } })).toBe("204");
    expect(await door.stored("forms/文件.mp4")).toBe("after");
    expect(
      await forms.outcome({
        fields: { key: `$\{filename}`, ...sign([["starts-with", "$key", "forms/"]]) },
        file: { name: "x" },
      }),
    ).toBe("403 AccessDenied");
  });
});

test("a policy that has expired is refused, and so is one that is no policy", async () => {
  expect(await forms.outcome({ fields: { key, ...forms.signV1(forms.policy([], -1000)) } })).toBe("403 AccessDenied");
  const broken = [
    "{",
    "[]",
    '{"expiration":"soon","conditions":[]}',
    '{"expiration":"2099-01-01T00:00:00Z"}',
    '{"expiration":"2099-01-01T00:00:00Z","conditions":[["eq"]]}',
  ];
  for (const text of broken) {
    const policy = Buffer.from(text).toString("base64");
    expect([text, await forms.outcome({ fields: { key, ...forms.signV1(policy) } })]).toEqual([
      text,
      "400 InvalidPolicyDocument",
    ]);
  }
  expect(await door.stored(key)).toBe("before");
});

test("V4 fields that the policy does not bind are refused", async () => {
  const answer = await forms.post({ fields: { key, ...forms.signV4() } });
  expect([answer.status, answer.code]).toEqual([403, "AccessDenied"]);
  expect(answer.error).toContain("Extra input fields");
});

describe("what a form is answered", () => {
  const with_ = (fields: Fields) => forms.post({ fields: { key, ...fields, ...forms.signV1() } });

  test("is the status it asks for, 204 when it asks for none or another", async () => {
    const created = await with_({ success_action_status: "201" });
    expect(created.status).toBe(201);
    expect(created.body).toMatch(new RegExp(`<PostResponse>.*<Key>${key}</Key>.*<ETag>`));
    expect((await with_({ success_action_status: "200" })).status).toBe(200);
    expect((await with_({ success_action_status: "404" })).status).toBe(204);
    expect((await with_({ success_action_status: "x" })).status).toBe(204);
  });

  test("is a redirect that says what was stored", async () => {
    const answer = await with_({ success_action_redirect: "https://app.example/done?a=b" });
    expect(answer.status).toBe(303);
    const location = new URL(String(answer.headers.location));
    expect(location.origin + location.pathname).toBe("https://app.example/done");
    expect(Object.fromEntries(location.searchParams)).toEqual({
      a: "b",
      bucket: door.account.bucket,
      key,
      etag: answer.headers.etag,
    });
  });

  test.each([
    "javascript:alert(1)",
    "//elsewhere.example",
    "\\\\elsewhere.example",
    "data:text/html,x",
    "ftp://x/",
    "https://",
    "https://a b/",
  ])("is never a redirect to %s", async (redirect) => {
    const answer = await with_({ success_action_redirect: redirect });
    expect(answer.headers.location).toBeUndefined();
    expect(answer.status).toBeLessThan(500);
  });
});

describe("a form that asks for what is not served", () => {
  test.each([
    ["callback", "e30="],
    ["x-oss-callback", "e30="],
    ["x-oss-object-acl", "public-read"],
    ["x-oss-storage-class", "IA"],
    ["x-oss-server-side-encryption", "AES256"],
    ["x-oss-tagging", "a=b"],
  ])("by its field %s is refused", async (name, value) => {
    expect(await forms.outcome({ fields: { key, [name]: value, ...forms.signV1() } })).toBe("400 InvalidArgument");
    expect(await door.stored(key)).toBe("before");
  });

  test("by an x-oss header, which nothing signs, is refused", async () => {
    for (const name of ["x-oss-callback", "x-oss-object-acl", "x-oss-copy-source"]) {
      const answer = await forms.post({
        fields: { key, ...forms.signV1() },
        headers: { [name]: "public-read" },
      });
      expect([name, answer.status]).toEqual([name, 400]);
    }
    expect(await door.stored(key)).toBe("before");
  });
});

test("a form may ask that nothing be replaced", async () => {
  const fields = { key, "x-oss-forbid-overwrite": "true", ...forms.signV1() };
  expect(await forms.outcome({ fields })).toBe("409 FileAlreadyExists");
  expect(await door.stored(key)).toBe("before");
});

test("a form cannot replace a sealed object", async () => {
  await ask(door, { method: "PUT", key: "sealed", body: "before" });
  await door.db.transact((tx) =>
    tx.query.updateTable("objects").set({ sealed_at: 1 }).where("object_key", "=", "sealed").execute(),
  );
  expect(await forms.outcome({ fields: { key: "sealed", ...forms.signV1() } })).toBe("409 FileAlreadyExists");
  expect(await door.stored("sealed")).toBe("before");
});

test.each([
  ["in another script", "文件", (value: string) => Buffer.from(value, "latin1").toString()],
  ["plain", "plain", (value: string) => value],
])("metadata %s comes back as it was sent", async (_name, value, read) => {
  expect(await forms.outcome({ fields: { key, "x-oss-meta-title": value, ...forms.signV1() } })).toBe("204");
  const answer = await ask(door, { method: "HEAD", key });
  expect(answer.status).toBe(200);
  expect(read(String(answer.headers["x-oss-meta-title"]))).toBe(value);
});

test.each([
  ["whose value breaks the line", { "x-oss-meta-a": "b\r\nSet-Cookie: c=d" }],
  ["whose value has control characters", { "x-oss-meta-a": "b\u0001" }],
  ["whose name is no name of a header", { "x-oss-meta-a b": "c" }],
  [
    "of more than 8 KB",
    { "x-oss-meta-a": "x".repeat(4000), "x-oss-meta-b": "x".repeat(4000), "x-oss-meta-c": "x".repeat(400) },
  ],
])("metadata %s is refused, and the object stays readable", async (_name, fields) => {
  const answer = await forms.post({ fields: { key, ...(fields as Fields), ...forms.signV1() } });
  expect(answer.status).toBe(400);
  const read = await ask(door, { key });
  expect([read.status, read.body]).toEqual([200, "before"]);
  expect(read.headers["set-cookie"]).toBeUndefined();
});

test("no form makes the server report a fault of its own", () => {
  expect(door.failures).toEqual([]);
});
