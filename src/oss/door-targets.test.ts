import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ask, openDoor, sendRaw, type TestDoor, type Unsigned } from "../../test/object-door.ts";

const key = "stream/own/own.mp4";
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

describe("a hostile target", () => {
  const get = (target: string | Buffer) =>
    sendRaw(
      door,
      Buffer.concat([
        Buffer.from("GET "),
        Buffer.from(target),
        Buffer.from(` HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`),
      ]),
    );

  test.each([
    ["in absolute form", "http://elsewhere/x"],
    ["with an authority", "//bucket/x"],
    ["with a broken escape", "/%zz"],
    ["with a cut escape", "/a%"],
    ["with NUL", "/%00"],
    ["with dot segments", "/a/../b"],
    ["with encoded dot segments", "/%2e%2e%2fx"],
    ["with escapes that are not UTF-8", "/%ff%fe"],
    ["with an overlong escape", "/%c0%af"],
    ["with half a surrogate pair", "/%ed%a0%80"],
    ["with a broken query", "/x?%zz"],
    ["with 6000 parameters", `/x?${"a&".repeat(6000)}`],
    ["with a signature parameter twice", "/x?OSSAccessKeyId=a&OSSAccessKeyId=b&Expires=1&Signature=c"],
    ["with an expiry that is no number", "/x?OSSAccessKeyId=a&Expires=x&Signature=y"],
    ["with half a signature", "/x?x-oss-signature-version=OSS4-HMAC-SHA256"],
    ["that is a star", "*"],
  ])("%s gets the error it deserves", async (_name, target) => {
    const answer = await get(target);
    expect(answer).toMatch(/^HTTP\/1\.1 4(00|03) /);
    expect(answer).toMatch(/<Error><Code>\w+<\/Code>/);
    expect(answer).toMatch(/x-oss-request-id: [0-9A-F]{24}\r\n/);
  });

  test("with raw bytes that are not UTF-8 is refused", async () => {
    expect(await get(Buffer.from([0x2f, 0x61, 0xff, 0xfe]))).toMatch(/^HTTP\/1\.1 400 /);
  });

  test.each([
    ["dot segments", "a/../b"],
    ["a backslash", "a\\b"],
    ["NUL", "a\u0000b"],
    ["a line break", "a\nb"],
    ["1024 bytes", "k".repeat(1024)],
    ["a leading slash", "/a"],
  ])("whose well-signed key has %s is refused", async (_name, badKey) => {
    const answer = await ask(door, { method: "PUT", key: badKey, body: "x" });
    expect([answer.status, answer.code]).toEqual([400, "InvalidObjectName"]);
  });

  test("whose well-signed key has 1023 bytes, or doubled slashes inside, is taken", async () => {
    expect(await outcome({ method: "PUT", key: "k".repeat(1023), body: "x" })).toBe("200");
    expect(await outcome({ method: "PUT", key: "a//b", body: "x" })).toBe("200");
    expect(await door.stored("a//b")).toBe("x");
    expect(await door.stored("a/b")).toBeUndefined();
  });

  test("that repeats a well-signed parameter is refused", async () => {
    const answer = await ask(door, { key, subResource: "uploadId=A&uploadId=B" });
    expect([answer.status, answer.code]).toEqual([400, "InvalidArgument"]);
  });

  test("never makes the server report a fault of its own", () => {
    expect(door.failures).toEqual([]);
  });
});
