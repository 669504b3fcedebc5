import type { IncomingMessage, ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import type { Fault } from "../contract/fault.ts";
import { type Listener, type ListenOptions, listen } from "./listen.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<unknown>;

/** Answers the method, the target and the body once it is whole; false when it never is. */
async function echo(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const body = await text(request).catch(() => undefined);
  if (body !== undefined) response.end(`<${request.method} ${request.url} ${body}>`);
  return body !== undefined;
}

/** A listener whose door answers with the kind of the fault and its sentence. */
async function open(handler: Handler = echo, more: Partial<ListenOptions> = {}) {
  const failures: unknown[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse) => void (await handler(request, response));
  const listener = await listen(handle, undefined, {
    host: "127.0.0.1",
    port: 0,
    tls: undefined,
    requestTimeoutMs: 0,
    refuse: async ({ kind, sentence }: Fault, method) => ({
      status: 400,
      headers: { "X-Fault": kind },
      body: method === "HEAD" ? "" : `[${sentence}]`,
    }),
    onFailure: (error) => failures.push(error),
    setting: "PORT",
    ...more,
  });
  return { ...listener, failures, [Symbol.asyncDispose]: () => listener[Symbol.asyncDispose]() };
}

interface Talk {
  readonly socket: Socket;
  /** What has come so far. */
  seen(): string;
  /** Everything that came, once the server has hung up. */
  readonly closed: Promise<string>;
}

function talk({ port }: Pick<Listener, "port">, bytes: string): Talk {
  const socket = connect(port, "127.0.0.1", () => socket.write(Buffer.from(bytes, "latin1")));
  let seen = "";
  socket.on("data", (chunk) => {
    seen += chunk;
  });
  socket.on("error", () => undefined);
  const closed = new Promise<string>((resolve) => socket.on("close", () => resolve(seen)));
  return { socket, seen: () => seen, closed };
}

const countAnswers = (all: string): number => all.split("HTTP/1.1 ").length - 1;
const head = "POST /a HTTP/1.1\r\nHost: x\r\n";

describe("what is not well-formed is answered by the door, and the connection closed", () => {
  test.each<[string, string, Fault["kind"]]>([
    ["bytes that are no request", "\x16\x03\x01\x02\r\n\r\n", "malformed"],
    ["an unknown method", "get /a HTTP/1.1\r\nHost: x\r\n\r\n", "malformed"],
    ["another version of HTTP", "GET /a HTTP/2.0\r\nHost: x\r\n\r\n", "malformed"],
    ["no version of HTTP", "GET /a\r\n\r\n", "malformed"],
    ["a missing Host", "GET /a HTTP/1.1\r\n\r\n", "malformed"],
    ["two Hosts", "GET /a HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "malformed"],
    ["two Authorizations", `${head}Authorization: a\r\nauthorization: b\r\n\r\n`, "malformed"],
    ["two Content-Types", `${head}Content-Type: a\r\nContent-Type: a\r\n\r\n`, "malformed"],
    ["a header without a colon", `${head}Foo\r\n\r\n`, "malformed"],
    ["a folded header", `${head}Foo: a\r\n b\r\n\r\n`, "malformed"],
    ["bare line feeds", "POST /a HTTP/1.1\nHost: x\n\n", "malformed"],
    ["a chunk whose size is no number", `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n`, "malformed"],
    ["too large a header", `${head}Foo: ${"a".repeat(40_000)}\r\n\r\n`, "too-large"],
    ["too long a target", `GET /${"a".repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, "too-large"],
    ["too many headers", `${head}${"a: b\r\n".repeat(3000)}\r\n`, "too-large"],
    ["a request for a tunnel", "CONNECT elsewhere:443 HTTP/1.1\r\nHost: elsewhere:443\r\n\r\n", "tunnel"],
  ])("%s", async (_name, bytes, kind) => {
    await using server = await open();
    const { socket, closed } = talk(server, bytes);
    socket.on("end", () => socket.end());
    const all = await closed;
    expect(all).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(all).toContain(`\r\nX-Fault: ${kind}\r\n`);
    expect(all).toMatch(/\r\nConnection: close\r\n[\s\S]*\r\n\r\n\[.+\]$/);
    expect([countAnswers(all), server.failures]).toEqual([1, []]);
  });
});

describe("a request that two readers would cut differently is refused, and nothing behind it is read as another one", () => {
  const smuggled = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
  test.each([
    ["a length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["chunks and a length", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"],
    ["two lengths", "Content-Length: 0\r\nContent-Length: 35\r\n\r\n"],
    ["the same length twice", "Content-Length: 0\r\nContent-Length: 0\r\n\r\n"],
    ["a list of lengths", "Content-Length: 0, 0\r\n\r\n"],
    ["a length with a sign", "Content-Length: +0\r\n\r\n"],
    ["a negative length", "Content-Length: -1\r\n\r\n"],
    ["an empty length", "Content-Length:\r\n\r\n"],
    ["a hexadecimal length", "Content-Length: 0x0\r\n\r\n"],
    ["a length beyond all numbers", "Content-Length: 99999999999999999999999\r\n\r\n"],
    ["a blank before the colon", "Content-Length : 0\r\n\r\n"],
    ["an encoding of its own", "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"],
    ["identity", "Transfer-Encoding: identity\r\n\r\n"],
    ["compressed chunks", "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"],
    ["chunks of chunks", "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"],
    ["chunked and something else", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"],
    ["a control character before chunked", "Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n"],
    ["a folded encoding", "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"],
    ["a quoted encoding", 'Transfer-Encoding: "chunked"\r\n\r\n0\r\n\r\n'],
    ["chunks that end in a line feed", "Transfer-Encoding: chunked\r\n\r\n0\n\n"],
    ["a chunk size with a prefix", "Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n"],
    ["a negative chunk size", "Transfer-Encoding: chunked\r\n\r\n-0\r\n\r\n"],
    ["a chunk size beyond all numbers", "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff0\r\n\r\n"],
  ])("%s", async (_name, rest) => {
    await using server = await open();
    const { socket, closed } = talk(server, `${head}${rest}${smuggled}`);
    socket.on("end", () => socket.end());
    const all = await closed;
    expect(all).toMatch(/^HTTP\/1\.1 400 [\s\S]*X-Fault: malformed/);
    expect(all).not.toContain("smuggled");
    expect(countAnswers(all)).toBe(1);
  });

  test("chunks in HTTP/1.0, which knows none", async () => {
    await using server = await open();
    const all = await talk(server, `POST /a HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`).closed;
    expect(all).toMatch(/^HTTP\/1\.1 400 [\s\S]*X-Fault: malformed/);
    expect(countAnswers(all)).toBe(1);
  });
});

describe("what HTTP allows is taken", () => {
  test.each([
    ["an expectation that nobody knows", `${head}Expect: the-unexpected\r\nContent-Length: 1\r\n\r\nx`, "<POST /a x>"],
    ["HTTP/1.0 without a Host", "GET /a HTTP/1.0\r\n\r\n", "<GET /a >"],
    [
      "chunks with notes and trailers",
      `${head}Transfer-Encoding: Chunked\r\n\r\n1;a=b\r\nx\r\n0\r\nT: u\r\n\r\n`,
      "x>",
    ],
    ["blank lines before a request", "\r\n\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n", "<GET /a >"],
  ])("%s", async (_name, bytes, expected) => {
    await using server = await open();
    const { socket, seen } = talk(server, bytes);
    await expect.poll(seen).toContain(expected);
    socket.destroy();
  });
});

test("the wish for another protocol is not granted, and the connection closed, for nothing behind it is read any more", async () => {
  await using server = await open();
  const wish = `${head}Connection: upgrade\r\nUpgrade: h2c\r\nContent-Length: 1\r\n\r\nx`;
  const { socket, closed } = talk(server, `${wish}GET /2 HTTP/1.1\r\nHost: x\r\n\r\n`);
  socket.on("end", () => socket.end());
  expect(await closed).toMatch(/\r\nConnection: close\r\n[\s\S]*<POST \/a x>$/);
});

test("requests that are waiting when garbage follows are answered first, in their order", async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await using server = await open(async (request, response) => {
    await released;
    await echo(request, response);
  });
  const one = "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n";
  const { socket, seen, closed } = talk(server, `${one}${one.replace("/1", "/2")}\x00garbage\r\n\r\n`);
  socket.on("end", () => socket.end());
  await talk(server, "garbage\r\n\r\n").closed;
  expect(seen()).toBe("");
  release();
  expect(await closed).toMatch(/<GET \/1 >[\s\S]*<GET \/2 >[\s\S]*X-Fault: malformed/);
});

test("a request on HEAD is refused without a body", async () => {
  await using server = await open();
  const all = await talk(server, "HEAD /a HTTP/1.1\r\n\r\n").closed;
  expect(all).toMatch(/X-Fault: malformed[\s\S]*\r\n\r\n$/);
});

describe("a request that does not arrive in time", () => {
  test.each([
    ["whose headers stay unfinished", "POST /a HTTP/1.1\r\nHos"],
    ["whose body stays unfinished", `${head}Content-Length: 10\r\n\r\nabc`],
    ["whose chunks never end", `${head}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`],
  ])("%s is answered as such, and its connection closed", async (_name, bytes) => {
    const wholeness: boolean[] = [];
    await using server = await open(
      async (request, response) => {
        wholeness.push(await echo(request, response));
      },
      { requestTimeoutMs: 300 },
    );
    const { socket, closed } = talk(server, bytes);
    socket.on("end", () => socket.end());
    expect(await closed).toMatch(
      /^HTTP\/1\.1 400 [\s\S]*X-Fault: too-slow[\s\S]*\[The request did not arrive in time\.\]$/,
    );
    if (bytes.startsWith(head)) await expect.poll(() => wholeness).toEqual([false]);
    expect(server.failures).toEqual([]);
  });
});

test("a handler that throws costs its own connection and nothing else", async () => {
  await using server = await open(async (request, response) => {
    if (request.url === "/broken") throw new Error("broken");
    await echo(request, response);
  });
  const other = talk(server, "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n");
  await expect.poll(other.seen).toContain("<GET /1 >");
  expect(await talk(server, "GET /broken HTTP/1.1\r\nHost: x\r\n\r\n").closed).toBe("");
  other.socket.write("GET /2 HTTP/1.1\r\nHost: x\r\n\r\n");
  await expect.poll(other.seen).toContain("<GET /2 >");
  other.socket.destroy();
  expect(server.failures).toEqual([new Error("broken")]);
});

test("a door that cannot even refuse costs that connection and nothing else", async () => {
  await using server = await open(echo, { refuse: () => Promise.reject(new Error("no words")) });
  expect(await talk(server, "garbage\r\n\r\n").closed).toBe("");
  expect(await talk(server, "GET /a HTTP/2.0\r\nHost: x\r\n\r\n").closed).toBe("");
  const { socket, seen } = talk(server, "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n");
  await expect.poll(seen).toContain("<GET /1 >");
  socket.destroy();
  expect(server.failures).toEqual([new Error("no words"), new Error("no words")]);
});

test("a refused client that goes on sending is hung up on", async () => {
  await using server = await open();
  const { socket, closed } = talk(server, "garbage\r\n\r\n");
  const sending = setInterval(() => socket.write("more\r\n"), 20);
  const all = await closed;
  clearInterval(sending);
  expect(countAnswers(all)).toBe(1);
});

test("a connection whose answer nobody takes is closed", async () => {
  const { promise: wasTaken, resolve } = Promise.withResolvers<boolean>();
  const answerMuch = async (_: IncomingMessage, response: ServerResponse) => {
    response.once("close", () => resolve(response.writableFinished));
    response.end(Buffer.alloc(2 ** 26));
  };
  await using server = await open(answerMuch, { silenceMs: 50 });
  const { socket } = talk(server, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  socket.pause();
  expect(await wasTaken).toBe(false);
  socket.destroy();
});

describe("a client that has said all and listens on", () => {
  /** Answers once the client's end has come. */
  const afterItsEnd = async (request: IncomingMessage, response: ServerResponse) => {
    if (!request.socket.readableEnded) await new Promise((resolve) => request.socket.once("end", resolve));
    await new Promise((resolve) => setImmediate(resolve));
    await echo(request, response);
  };

  const sayAll = ({ port }: Pick<Listener, "port">, bytes: string): Promise<string> =>
    text(connect({ port, host: "127.0.0.1", allowHalfOpen: true }).end(bytes));

  test("is answered, and then hung up on", async () => {
    await using server = await open(afterItsEnd);
    expect(await sayAll(server, `${head}Content-Length: 1\r\n\r\nx`)).toMatch(
      /^HTTP\/1\.1 200 OK\r\n[\s\S]*<POST \/a x>/,
    );
    expect(server.failures).toEqual([]);
  });

  test("is answered each of its requests", async () => {
    await using server = await open(afterItsEnd);
    expect(await sayAll(server, "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n")).toMatch(
      /<GET \/1 >[\s\S]*<GET \/2 >/,
    );
  });

  test.each([
    ["has nothing to wait for", "", ""],
    ["broke off within a header", "POST /a HTTP/1.1\r\nHos", "X-Fault: malformed"],
    ["broke off within a body", `${head}Content-Length: 10\r\n\r\nabc`, "X-Fault: malformed"],
    ["has had its answer", "GET /1 HTTP/1.0\r\n\r\n", "<GET /1 >"],
  ])("is hung up on when it %s", async (_, bytes, expected) => {
    await using server = await open();
    expect(await sayAll(server, bytes)).toContain(expected);
  });
});
