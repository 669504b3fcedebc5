import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { ask, openDoor, send, type TestDoor, until } from "../../test/object-door.ts";
import { boundary, type Fields, FormSender, formBody, formHeaders, type Post } from "../../test/object-form.ts";

const key = "stream/form/form.mp4";
let door: TestDoor;
let forms: FormSender;
beforeAll(async () => {
  door = await openDoor();
  forms = new FormSender(door);
});
afterAll(() => door[Symbol.asyncDispose]());
beforeEach(async () => {
  door.clock.now = Date.now();
  await ask(door, { method: "PUT", key, body: "before" });
});

describe("a form that is none", () => {
  const signedFields = () => Object.entries({ key, ...forms.signV1() });

  test.each<[string, () => Partial<Post> & { fields: Post["fields"] }, string]>([
    ["without a file", () => ({ fields: signedFields(), file: { field: "note" } }), "400 MalformedPOSTRequest"],
    ["without a key", () => ({ fields: forms.signV1() }), "400 InvalidObjectName"],
    ["with an empty key", () => ({ fields: { key: "", ...forms.signV1() } }), "400 InvalidObjectName"],
    ["with a key of dots", () => ({ fields: { key: "a/../b", ...forms.signV1() } }), "400 InvalidObjectName"],
    [
      "with a field twice",
      () => ({ fields: [...signedFields(), ["key", "other"] as const] }),
      "400 MalformedPOSTRequest",
    ],
    [
      "with a field without a name",
      () => ({ fields: [["", "x"] as const, ...signedFields()] }),
      "400 MalformedPOSTRequest",
    ],
    [
      "with a field that is too long",
      () => ({ fields: [["x", "y".repeat(10_000)] as const, ...signedFields()] }),
      "400 FieldItemTooLong",
    ],
    [
      "with 5000 fields",
      () => ({ fields: [...Array.from({ length: 5000 }, (_, i) => [`f${i}`, "x"] as const), ...signedFields()] }),
      "400 MalformedPOSTRequest",
    ],
    ["without a signature", () => ({ fields: { key } }), "403 AccessDenied"],
    ["with half a signature", () => ({ fields: { key, OSSAccessKeyId: "x" } }), "400 InvalidArgument"],
    ["signed in both ways", () => ({ fields: { key, ...forms.signV4(), ...forms.signV1() } }), "400 InvalidArgument"],
    ["to a bucket that is not there", () => ({ fields: signedFields(), target: "/not-there/" }), "404 NoSuchBucket"],
    [
      "to another account's bucket",
      () => ({ fields: signedFields(), target: `/${door.other.bucket}/` }),
      "403 AccessDenied",
    ],
  ])("%s is refused", async (_name, make, expected) => {
    expect(await forms.outcome(make())).toBe(expected);
    expect(await door.stored(key)).toBe("before");
  });

  test("because no file comes at all is refused", async () => {
    expect(await forms.outcome({ fields: signedFields(), file: null })).toBe("400 IncorrectNumberOfFilesInPOSTRequest");
  });

  test("because it ends without its last boundary is refused, and its file is not stored", async () => {
    const whole = formBody(signedFields(), { bytes: "x".repeat(100_000) });
    for (const cut of [4, 8, boundary.length + 4, boundary.length + 8, 50_000]) {
      const body = whole.slice(0, -cut);
      const answer = await send(door, {
        method: "POST",
        target: `/${door.account.bucket}/`,
        headers: formHeaders,
        body,
      });
      expect([cut, answer.status]).toEqual([cut, 400]);
    }
    expect(await door.stored(key)).toBe("before");
    expect(await readdir(join(door.folder, "incoming"))).toEqual([]);
  });

  test("by its type, its boundary or its bytes is refused", async () => {
    const target = `/${door.account.bucket}/`;
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "multipart/form-data; boundary=",
      "multipart/form-data; boundary=x",
    ]) {
      const answer = await send(door, {
        method: "POST",
        target,
        headers: { "Content-Type": type },
        body: formBody({ key }),
      });
      expect([type, answer.status]).toEqual([type, 400]);
    }
    for (const body of [
      "",
      "x",
      `--${boundary}`,
      `--${boundary}\r\n`,
      `--${boundary}--`,
      `--${boundary}\r\n\r\n\r\n`,
    ]) {
      const answer = await send(door, { method: "POST", target, headers: formHeaders, body });
      expect([body, answer.status]).toEqual([body, 400]);
    }
  });

  test("because it is signed in its header as well is refused", async () => {
    const answer = await forms.post({
      fields: signedFields(),
      headers: { Authorization: `OSS ${door.account.accessKeyId}:x` },
    });
    expect([answer.status, answer.code]).toEqual([400, "InvalidArgument"]);
    expect(await door.stored(key)).toBe("before");
  });

  test("and a signed POST without a form is refused as such, not as a verb that is not served", async () => {
    const answer = await ask(door, { method: "POST", body: "x" });
    expect(answer.status).toBe(400);
  });
});

test.each([
  ["small", 5],
  ["large", 3_000_000],
])("what follows the file does not count in a %s form", async (_name, bytes) => {
  const body = formBody({ key, ...forms.signV1() }, { bytes: "a".repeat(bytes) }).replace(
    `\r\n--${boundary}--\r\n`,
    `\r\n--${boundary}\r\nContent-Disposition: form-data; name="x-oss-object-acl"\r\n\r\npublic-read\r\n--${boundary}--\r\n`,
  );
  expect(
    (await send(door, { method: "POST", target: `/${door.account.bucket}/`, headers: formHeaders, body })).status,
  ).toBe(204);
  expect((await door.stored(key))?.length).toBe(bytes);
});

/** Sends a form whose file of 200,000 bytes breaks off, and stays connected. */
function sendPart(fields: Fields) {
  const body = formBody(fields, { bytes: "x".repeat(200_000) });
  const head = `POST /${door.account.bucket}/ HTTP/1.1\r\nHost: x\r\nContent-Type: ${formHeaders["Content-Type"]}\r\nContent-Length: ${body.length}\r\n\r\n`;
  const socket = connect(door.port, "127.0.0.1", () => socket.write(head + body.slice(0, 150_000)));
  return socket.on("error", () => undefined);
}

test("a sender that hangs up in the middle of the file leaves nothing behind", async () => {
  const incoming = () => readdir(join(door.folder, "incoming"));
  const socket = sendPart({ key, ...forms.signV1() });
  await until(async () => (await incoming()).length === 1);
  socket.destroy();
  await until(async () => (await incoming()).length === 0);
  expect(await door.stored(key)).toBe("before");
});

test("a form that is refused while its file still comes is answered without waiting for it", async ({
  onTestFinished,
}) => {
  // The rest is taken for ten seconds, which do not pass here.
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const socket = sendPart({ key, ...forms.signV1(undefined, { ...door.account, accessKeySecret: "wrong" }) });
  const [answer] = await once(socket, "data");
  expect(String(answer)).toMatch(/^HTTP\/1\.1 403 /);
  socket.destroy();
});

test("no faulty form makes the server report a fault of its own", () => {
  expect(door.failures).toEqual([]);
});
