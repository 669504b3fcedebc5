import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../server.ts";
import { AnswerReader } from "./answers.ts";
import { judgeRpc } from "./judge-rpc.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** Sends all of it before it reads anything, as simple clients do; answers what it then finds. */
function sendThenRead(head: string, body: Buffer): Promise<Buffer> {
  const { hostname, port } = new URL(server.apiUrl);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => {
      socket.write(head);
      socket.write(body, () => {
        socket.on("data", (chunk: Buffer) => chunks.push(chunk));
        socket.on("end", () => resolve(Buffer.concat(chunks)));
        socket.resume();
      });
    });
    socket.pause();
    socket.on("error", reject);
  });
}

const head = "POST /?Action=GetYikeAssetMediaInfo&Version=2020-11-09 HTTP/1.1\r\nHost: x\r\n";
const large = Buffer.alloc(20_000_000);

test.each([
  ["of announced length", `${head}Content-Length: ${large.length}\r\n\r\n`, large],
  [
    "in chunks",
    `${head}Transfer-Encoding: chunked\r\n\r\n${large.length.toString(16)}\r\n`,
    Buffer.concat([large, Buffer.from("\r\n0\r\n\r\n")]),
  ],
])("a body %s that is larger than 1 MiB is refused, and its sender finds the answer", async (_name, start, body) => {
  const [answer] = new AnswerReader(["POST"]).push(await sendThenRead(start, body));
  if (!answer) throw new Error("There is no answer.");
  judgeRpc(answer, false);
  expect([answer.status, answer.headers.get("connection")]).toEqual([400, "close"]);
  expect(JSON.parse(answer.body.toString())).toMatchObject({
    Code: "InvalidParameter",
    Diagnosis: expect.stringContaining("1 MiB"),
  });
});

test("a body of exactly 1 MiB is read", async () => {
  const body = Buffer.alloc(1024 * 1024, "a");
  const answer = await fetch(`${server.apiUrl}/?Action=GetYikeAssetMediaInfo&Version=2020-11-09`, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body,
  });
  expect(await answer.json()).toMatchObject({ Code: "MissingAccessKeyId" });
});

test("a page is asked for by its path alone, and everything that has a parameter of calls is one", async () => {
  const get = async (target: string) => {
    const answer = await fetch(`${server.apiUrl}${target}`);
    return [answer.status, answer.headers.get("content-type")?.split(";")[0]];
  };
  for (const target of ["/", "/?utm_source=x", "/#a"])
    expect([target, await get(target)]).toEqual([target, [200, "text/html"]]);
  expect(await get("/healthz?x=y")).toEqual([200, "application/json"]);
  for (const target of [
    "/?Version=2020-11-09",
    "/?action=x&Signature=y",
    "/healthz?Action=x",
    "/?x=y&Timestamp=z",
    "/other",
  ]) {
    expect([target, (await get(target))[0]]).toEqual([target, 400]);
  }
});
