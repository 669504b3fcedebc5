import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rootKey, startTestServer, type TestServer } from "../server.ts";
import { AnswerReader } from "./answers.ts";
import { judgeAny } from "./judge.ts";
import { judgeOss } from "./judge-oss.ts";
import { judgeRpc } from "./judge-rpc.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const doors = [
  { door: "API", url: () => server.apiUrl, judge: judgeRpc },
  { door: "object", url: () => server.objectUrl, judge: judgeOss },
] as const;

/** Sends these bytes and answers all that comes until the server hangs up. */
function send(url: string, bytes: string): Promise<Buffer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(Buffer.from(bytes, "latin1")));
    const chunks: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("end", () => socket.end());
    socket.on("error", reject);
    socket.on("close", () => resolve(Buffer.concat(chunks)));
  });
}

const head = "POST /?Action=x&Version=2020-11-09 HTTP/1.1\r\nHost: x\r\n";
const next = "GET /next?Action=x HTTP/1.1\r\nHost: x\r\n\r\n";

const frames: readonly (readonly [name: string, bytes: string])[] = [
  ["bytes of TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"],
  ["the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
  ["a method that does not exist", `FETCH / HTTP/1.1\r\nHost: x\r\n\r\n${next}`],
  ["no Host", `GET /?Action=x HTTP/1.1\r\n\r\n${next}`],
  ["two Hosts", `${head}Host: y\r\n\r\n${next}`],
  ["two Authorizations", `${head}Authorization: a\r\nAuthorization: b\r\n\r\n${next}`],
  ["raw bytes in the target", "GET /\xff\xfe?Action=x HTTP/1.1\r\nHost: x\r\n\r\n"],
  ["headers of 40 KB", `${head}X: ${"a".repeat(40_000)}\r\n\r\n`],
  ["a target of 40 KB", `GET /${"a".repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
  ["3000 headers", `${head}${"a: b\r\n".repeat(3000)}\r\n`],
  ["a length and chunks", `${head}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${next}`],
  ["chunks and a length", `${head}Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n${next}`],
  ["two lengths", `${head}Content-Length: 0\r\nContent-Length: ${next.length}\r\n\r\n${next}`],
  ["compressed chunks", `${head}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n${next}`],
  ["chunks in HTTP/1.0", `POST /?Action=x HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${next}`],
  ["a chunk without a size", `${head}Transfer-Encoding: chunked\r\n\r\nxyz\r\n0\r\n\r\n${next}`],
  ["a wish for a tunnel", `CONNECT elsewhere:443 HTTP/1.1\r\nHost: elsewhere:443\r\n\r\n${next}`],
];

describe.each(doors)("the $door port", ({ url, judge }) => {
  test.each(frames)("refuses %s in its own words, and reads nothing behind it", async (_name, bytes) => {
    const reader = new AnswerReader(["POST"]);
    const answers = reader.push(await send(url(), bytes));
    expect([answers.length, reader.rest.length]).toEqual([1, 0]);
    for (const answer of answers) {
      judgeAny(answer, [rootKey.accessKeySecret]);
      judge(answer, false);
      expect(answer.headers.get("connection")).toBe("close");
      expect([400, 405]).toContain(answer.status);
      expect(answer.body.toString()).not.toContain("/next");
    }
  });

  test("says what is too large about a request", async () => {
    const text = (await send(url(), `${head}X: ${"a".repeat(40_000)}\r\n\r\n`)).toString();
    expect(text).toContain("larger than 32 KiB");
  });
});
