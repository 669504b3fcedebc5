import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import OSS from "ali-oss";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  ask,
  openDoor,
  send,
  sendRaw,
  signed,
  type TestDoor,
  type Unsigned,
  until,
  type Wanted,
} from "../../test/object-door.ts";
import { listOf, partsOf } from "../../test/object-parts.ts";

const key = "stream/body/body.mp4";
let door: TestDoor;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door[Symbol.asyncDispose]());
beforeEach(async () => {
  door.clock.now = Date.now();
  await ask(door, { method: "PUT", key, body: "before" });
});

const outcome = async (unsigned: Unsigned) => {
  const { status, code } = await ask(door, unsigned);
  return code ? `${status} ${code}` : String(status);
};
const md5 = (text: string | Buffer) => createHash("md5").update(text).digest("base64");
const seal = (objectKey: string) =>
  door.db.transact((tx) =>
    tx.query.updateTable("objects").set({ sealed_at: 1 }).where("object_key", "=", objectKey).execute(),
  );
const incoming = () => readdir(join(door.folder, "incoming"));

const { startUpload, putPart, complete } = partsOf(() => door, key);

describe("a write is answered", () => {
  test("with its MD5 as ETag and its CRC64", async () => {
    const answer = await ask(door, { method: "PUT", key, body: "123456789" });
    expect(answer.headers).toMatchObject({
      etag: '"25F9E794323B453885F5181F1B624D0B"',
      "x-oss-hash-crc64ecma": "11051210869376104954",
    });
    expect(answer.headers["x-oss-request-id"]).toMatch(/^[0-9A-F]{24}$/);
    expect(answer.headers.date).toBeDefined();
  });

  test("when it is empty, too", async () => {
    expect(await outcome({ method: "PUT", key, body: "" })).toBe("200");
    expect(await door.stored(key)).toBe("");
    expect((await ask(door, { key })).body).toBe("");
  });

  test("as wrong when its MD5 is, and nothing is changed", async () => {
    for (const value of [md5("other"), "short", "AAAA", "not base64 at all!", `${md5("after")}=`]) {
      expect([value, await outcome({ method: "PUT", key, body: "after", headers: { "Content-MD5": value } })]).toEqual([
        value,
        "400 InvalidDigest",
      ]);
    }
    expect(await door.stored(key)).toBe("before");
    expect(await outcome({ method: "PUT", key, body: "after", headers: { "Content-MD5": md5("after") } })).toBe("200");
  });

  test("as lacking a length when it has none", async () => {
    const { target, headers = {} } = signed(door, { method: "PUT", key });
    const lines = Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join("");
    const answer = await sendRaw(door, `PUT ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${lines}\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 411 [\s\S]*<Code>MissingContentLength</);
  });

  test("as too large by its announced length alone", async () => {
    const { target, headers = {} } = signed(door, { method: "PUT", key });
    const lines = Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join("");
    const answer = await sendRaw(
      door,
      `PUT ${target} HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 99999999999\r\n${lines}\r\n`,
    );
    expect(answer).toMatch(/<Code>EntityTooLarge</);
    expect(await door.stored(key)).toBe("before");
  });

  test("as refused when it forbids what is there, or what is there is sealed", async () => {
    expect(await outcome({ method: "PUT", key, body: "after", headers: { "x-oss-forbid-overwrite": "true" } })).toBe(
      "409 FileAlreadyExists",
    );
    await ask(door, { method: "PUT", key: "sealed", body: "before" });
    const uploadId = await startUpload("sealed");
    const etag = await putPart(uploadId, 1, "after", "sealed");
    await seal("sealed");
    const sealed = { key: "sealed" };
    expect(await outcome({ ...sealed, method: "PUT", body: "after" })).toBe("409 FileAlreadyExists");
    expect(await outcome({ ...sealed, method: "POST", subResource: "uploads" })).toBe("409 FileAlreadyExists");
    expect((await complete(uploadId, listOf([[1, etag]]), sealed)).code).toBe("FileAlreadyExists");
    expect([await door.stored(key), await door.stored("sealed")]).toEqual(["before", "before"]);
  });
});

describe("a body that is not wanted", () => {
  const refusals: readonly [string, () => Partial<Unsigned>, string][] = [
    ["without a right to it", () => ({ credential: { ...door.other } }), "AccessDenied"],
    [
      "with a wrong secret",
      () => ({ credential: { ...door.account, accessKeySecret: "wrong" } }),
      "SignatureDoesNotMatch",
    ],
    ["for a bucket that is not there", () => ({ bucket: "not-there" }), "NoSuchBucket"],
    ["for an upload that is not there", () => ({ subResource: "partNumber=1&uploadId=U" }), "NoSuchUpload"],
    ["with a header that is not served", () => ({ headers: { "x-oss-object-acl": "public-read" } }), "InvalidArgument"],
  ];

  test.each(refusals)("%s is refused before it is read, and changes nothing", async (_name, more, code) => {
    const answer = await ask(door, { method: "PUT", key, body: randomBytes(4_000_000), ...more() });
    expect(answer.code).toBe(code);
    expect(answer.headers.connection).toBe("close");
    expect(await door.stored(key)).toBe("before");
    expect(await incoming()).toEqual([]);
  });

  test.each(refusals)("%s is not asked for when its sender waits for a word", async (_name, more, code) => {
    const { headers, ...rest } = signed(door, { method: "PUT", key, body: randomBytes(4_000_000), ...more() });
    const answer = await send(door, { ...rest, headers: { ...headers, Expect: "100-continue" } });
    expect([answer.code, answer.wasContinued]).toEqual([code, false]);
  });

  test("for a sealed object is not asked for either", async () => {
    await ask(door, { method: "PUT", key: "sealed too", body: "before" });
    await seal("sealed too");
    const { headers, ...rest } = signed(door, { method: "PUT", key: "sealed too", body: "after" });
    const answer = await send(door, { ...rest, headers: { ...headers, Expect: "100-continue" } });
    expect([answer.code, answer.wasContinued]).toEqual(["FileAlreadyExists", false]);
  });

  test("is asked for when it is wanted", async () => {
    const { headers, ...rest } = signed(door, { method: "PUT", key, body: "after" });
    const answer = await send(door, { ...rest, headers: { ...headers, Expect: "100-continue" } });
    expect([answer.status, answer.wasContinued]).toEqual([200, true]);
    expect(await door.stored(key)).toBe("after");
  });

  test("of many megabytes gets its answer through to the vendor's client", async () => {
    const { accessKeyId } = door.account;
    const client = new OSS({ accessKeyId, accessKeySecret: "wrong", endpoint: door.url, bucket: door.account.bucket });
    for (let tries = 0; tries < 5; tries++) {
      await expect(client.put(key, Buffer.alloc(40_000_000))).rejects.toMatchObject({
        status: 403,
        code: "SignatureDoesNotMatch",
      });
    }
  });
});

/** A connection on which the request has begun but not ended. */
async function begin(
  { target, headers = {} }: Wanted,
  length: number,
  bytes: Buffer,
): Promise<{ socket: Socket; closed: Promise<void> }> {
  const lines = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
  const socket = connect(door.port, "127.0.0.1");
  socket.on("error", () => undefined);
  const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
  socket.resume();
  socket.write(`PUT ${target} HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n${lines}\r\n`);
  socket.write(bytes);
  await until(async () => (await incoming()).length === 1);
  return { socket, closed };
}

describe("a sender in the middle of a body", () => {
  test("who hangs up leaves nothing behind", async () => {
    const { socket } = await begin(signed(door, { method: "PUT", key }), 1_000_000, randomBytes(200_000));
    socket.destroy();
    await until(async () => (await incoming()).length === 0);
    expect(await door.stored(key)).toBe("before");
  });

  test("whose credential expires meanwhile may finish", async () => {
    const credential = await door.grant(key, { lifeMs: 60_000 });
    const { socket } = await begin(signed(door, { method: "PUT", key, credential }), 6, Buffer.from("aft"));
    door.clock.now += 61_000;
    expect(await outcome({ method: "PUT", key, credential, body: "late" })).toBe("403 SecurityTokenExpired");
    socket.write("er!");
    await until(async () => (await door.stored(key)) === "after!");
    socket.destroy();
  });
});

test("a refused HEAD that announces a body is answered without waiting for it", async ({ onTestFinished }) => {
  // No time passes in which the server could give up waiting.
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const socket = connect(door.port, "127.0.0.1");
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk;
  });
  socket.write(`HEAD /${door.account.bucket}/${key} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n`);
  while (!text.endsWith("\r\n\r\n")) await once(socket, "data");
  expect(text).toMatch(/^HTTP\/1\.1 403 [\s\S]*x-oss-err: /);
  socket.destroy();
});

/** Sends everything before it reads anything, as simple clients do; answers what it then finds. */
function sendThenRead(head: string, body: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(door.port, "127.0.0.1", () => {
      socket.write(head);
      socket.write(body, () => {
        socket.on("data", (chunk: Buffer) => chunks.push(chunk));
        socket.on("end", () => resolve(Buffer.concat(chunks).toString()));
        socket.resume();
      });
    });
    socket.pause();
    socket.on("error", reject);
  });
}

const headOf = ({ method, target, headers = {} }: Wanted, length: number): string => {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n${lines.join("")}\r\n`;
};

describe("a refused body", () => {
  const refused = () => signed(door, { method: "PUT", key, credential: { ...door.account, accessKeySecret: "wrong" } });

  test("is taken to its end, so that a sender who reads only then finds the answer", async () => {
    const body = Buffer.alloc(30_000_000);
    expect(await sendThenRead(headOf(refused(), body.length), body)).toMatch(/^HTTP\/1\.1 403 [\s\S]*<\/Error>$/);
  });

  test("is not taken for ever", async () => {
    const chunk = Buffer.alloc(1_000_000);
    let sent = 0;
    const socket = connect(door.port, "127.0.0.1");
    const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
    socket.on("error", () => undefined);
    socket.resume();
    const announced = 100_000_000_000;
    socket.write(headOf(refused(), announced));
    // A write that failed is called back before its socket is destroyed.
    const sendMore = (error?: Error | null) => {
      if (error || socket.destroyed || sent >= announced) return;
      sent += chunk.length;
      socket.write(chunk, sendMore);
    };
    sendMore();
    await Promise.race([closed, until(() => sent >= announced)]);
    socket.destroy();
    expect(sent).toBeLessThan(announced);
  });
});

test("many writes over one connection leave nothing on it", async () => {
  const sizes: number[] = [];
  await using own = await openDoor();
  const sockets = new Set<Socket>();
  const socket = connect(own.port, "127.0.0.1");
  sockets.add(socket);
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk;
  });
  for (let i = 1; i <= 30; i++) {
    const { target, headers = {} } = signed(own, { method: "PUT", key: `many/${i}` });
    const lines = Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join("");
    socket.write(`PUT ${target} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n${lines}\r\nx`);
    await until(() => text.split("HTTP/1.1 200").length === i + 1);
    sizes.push(own.timeoutListeners());
  }
  expect(sizes.at(-1)).toBe(sizes[0]);
  socket.destroy();
});

test("a sender that falls silent in the middle of a body is hung up on", async () => {
  await using own = await openDoor({ silenceMs: 100 });
  const { target, headers = {} } = signed(own, { method: "PUT", key });
  const lines = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
  await sendRaw(own, `PUT ${target} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n${lines}\r\nabc`);
  await until(async () => (await readdir(join(own.folder, "incoming"))).length === 0);
  expect(await own.stored(key)).toBeUndefined();
  expect(own.failures).toEqual([]);
});

test("no body makes the server report a fault of its own", () => {
  expect(door.failures).toEqual([]);
});
