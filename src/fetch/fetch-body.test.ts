import { createServer as createSocketServer } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { listen, serve } from "../../test/listen.ts";
import { FetchFailure, type FetchOptions, fetchForeign } from "./fetch.ts";

const ownDoors = { apiHosts: new Set<string>(), objectHosts: new Set<string>(), ports: { api: 1, object: 2 } };
const patient = { allowPrivate: ["127.0.0.1/32"], ownDoors, maxBytes: 1_000_000, idleTimeoutMs: 30_000 };

/** Answers each connection with these bytes; leaves it open unless told to end it. */
const serveRaw = (text: string, { end }: { readonly end: boolean }) =>
  listen(
    createSocketServer((socket) => {
      socket.once("data", () => (end ? socket.end(text) : socket.write(text)));
    }),
  );

async function readAll(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const fetchText = (url: string, options: Partial<FetchOptions> = {}) =>
  fetchForeign(url, { ...patient, ...options }, (_head, body) => readAll(body));

async function failureOf(url: string, options: Partial<FetchOptions> = {}): Promise<FetchFailure> {
  const failure = await fetchText(url, options).catch((error: unknown) => error);
  if (!(failure instanceof FetchFailure)) throw new Error(`not a fetch failure: ${failure}`);
  return failure;
}

describe("an answer that is not the file", () => {
  test.each([
    [404, true],
    [403, true],
    [206, true],
    [304, true],
    [302, true],
    [408, false],
    [429, false],
    [500, false],
    [503, false],
  ])("with status %i fails without its text (permanent: %s)", async (status, permanent) => {
    const port = await serve((_request, response) => response.writeHead(status).end("secret text"));
    const failure = await failureOf(`http://127.0.0.1:${port}/`);
    const message = `Its host answers with status ${status}.`;
    expect(failure).toMatchObject({ code: "status", permanent, message });
    expect(JSON.stringify([failure, failure.cause, failure.stack])).not.toContain("secret");
  });

  test.each(["gzip", "br", "identity, gzip", "x-unknown"])("in the encoding %s is refused", async (encoding) => {
    const port = await serve((_request, response) => {
      response.writeHead(200, { "content-encoding": encoding }).end(gzipSync("a".repeat(1_000)));
    });
    expect(await failureOf(`http://127.0.0.1:${port}/`)).toMatchObject({ code: "encoded", permanent: true });
  });

  test("compressed on its way is refused", async () => {
    const port = await serveRaw("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", { end: true });
    expect(await failureOf(`http://127.0.0.1:${port}/`)).toMatchObject({ code: "encoded", permanent: true });
  });

  test.each([
    ["is no HTTP", "secret text, which is no HTTP\r\n\r\n"],
    ["has a length that is no number", "HTTP/1.1 200 OK\r\nContent-Length: secret\r\n\r\n"],
    ["has two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nContent-Length: 7\r\n\r\nsecret"],
    ["switches protocols", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: a\r\nConnection: Upgrade\r\n\r\nsecret"],
    ["has endless headers", `HTTP/1.1 200 OK\r\nA: ${"a".repeat(20_000)}\r\n\r\nsecret`],
    ["is empty", ""],
  ])("that %s is given up without its text", async (_name, text) => {
    const port = await serveRaw(text, { end: true });
    expect(await failureOf(`http://127.0.0.1:${port}/`)).toMatchObject({
      code: "unreachable",
      permanent: false,
      message: "Its host cannot be reached.",
    });
  });
});

describe("a body", () => {
  test("that is announced as too large is not read, and the connection is closed", async () => {
    const closed = Promise.withResolvers<void>();
    const port = await serve((_request, response) => {
      response.on("close", closed.resolve).writeHead(200, { "content-length": 11 }).write("0123");
    });
    const onBody = vi.fn();
    await expect(fetchForeign(`http://127.0.0.1:${port}/`, { ...patient, maxBytes: 10 }, onBody)).rejects.toMatchObject(
      { code: "too-large", permanent: true },
    );
    expect(onBody).not.toHaveBeenCalled();
    await closed.promise;
  });

  test("of exactly the allowed size is taken", async () => {
    const port = await serve((_request, response) => response.end("0123456789"));
    expect(await fetchText(`http://127.0.0.1:${port}/`, { maxBytes: 10 })).toBe("0123456789");
  });

  test("without an end is cut at the allowed size, and the connection is closed", async () => {
    const closed = Promise.withResolvers<void>();
    const port = await serve((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write("x".repeat(16_384)));
      };
      response.on("drain", more).on("close", closed.resolve);
      more();
    });
    let bytes = 0;
    const fetching = fetchForeign(`http://127.0.0.1:${port}/`, patient, async (_head, body) => {
      for await (const chunk of body) bytes += chunk.length;
    });
    await expect(fetching).rejects.toMatchObject({ code: "too-large", permanent: true });
    expect(bytes).toBeLessThanOrEqual(patient.maxBytes);
    await closed.promise;
  });

  test("never yields more than was announced", async () => {
    const port = await serveRaw(`HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n0123${"x".repeat(50_000)}`, { end: true });
    let text = "";
    const fetching = fetchForeign(`http://127.0.0.1:${port}/`, { ...patient, maxBytes: 10 }, async (_head, body) => {
      for await (const chunk of body) text += Buffer.from(chunk).toString();
    });
    // Whether what follows is an error depends on when it arrives.
    await fetching.catch(() => undefined);
    expect(text).toBe("0123");
  });

  test.each([
    ["shorter than announced", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsecret"],
    ["without its last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nsecret\r\n"],
    ["with a broken chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nsecret\r\nzz\r\n"],
  ])("%s is worth another try", async (_name, text) => {
    const port = await serveRaw(text, { end: true });
    expect(await failureOf(`http://127.0.0.1:${port}/`)).toMatchObject({
      code: "cut-off",
      permanent: false,
      message: "Its host broke off in the middle of the file.",
    });
  });

  test("that breaks off before it is read fails when it is read", async () => {
    const port = await serve((request, response) => {
      response.writeHead(200, { "content-length": 100 }).flushHeaders();
      request.socket.on("close", () => gone.resolve());
      response.write("0123", () => request.socket.resetAndDestroy());
    });
    const gone = Promise.withResolvers<void>();
    const fetching = fetchForeign(`http://127.0.0.1:${port}/`, patient, async (_head, body) => {
      await gone.promise;
      return readAll(body);
    });
    await expect(fetching).rejects.toMatchObject({ code: "cut-off", permanent: false });
  });
});

describe("a host that takes its time", () => {
  test("is given up when its name is not resolved", async () => {
    const lookup = () => new Promise<never>(() => {});
    expect(await failureOf("http://slow.test/", { lookup, connectTimeoutMs: 20 })).toMatchObject({ code: "timeout" });
  });

  test("is given up when its headers trickle in", async () => {
    const port = await listen(
      createSocketServer((socket) => {
        socket.write("HTTP/1.1 200 OK\r\n");
        const trickle = setInterval(() => socket.write("a: b\r\n"), 5);
        socket.on("close", () => clearInterval(trickle));
      }),
    );
    expect(await failureOf(`http://127.0.0.1:${port}/`, { connectTimeoutMs: 60 })).toMatchObject({
      code: "timeout",
      permanent: false,
      message: "Its host does not answer in time.",
    });
  });

  test("is given up when it stops in the middle of the body", async () => {
    const port = await serveRaw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n0123", { end: false });
    expect(await failureOf(`http://127.0.0.1:${port}/`, { idleTimeoutMs: 20 })).toMatchObject({
      code: "timeout",
      permanent: false,
      message: "Its host stopped sending in the middle of the file.",
    });
  });

  test("is given up when the body trickles in beyond the time for everything", async () => {
    const port = await serve((_request, response) => {
      const trickle = setInterval(() => response.write("x"), 5);
      response.on("close", () => clearInterval(trickle));
    });
    expect(await failureOf(`http://127.0.0.1:${port}/`, { totalTimeoutMs: 150 })).toMatchObject({
      code: "timeout",
      permanent: false,
      message: "It takes longer than a fetch may take.",
    });
  });

  test("is not blamed for the time that the reader takes", async () => {
    const rest = Promise.withResolvers<void>();
    const port = await serve(async (_request, response) => {
      response.write("first ");
      await rest.promise;
      response.end("second");
    });
    const options = { ...patient, idleTimeoutMs: 40 };
    onTestFinished(() => void vi.useRealTimers());
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const text = await fetchForeign(`http://127.0.0.1:${port}/`, options, async (_head, body) => {
      let all = "";
      for await (const chunk of body) {
        all += Buffer.from(chunk).toString();
        vi.advanceTimersByTime(80);
        rest.resolve();
      }
      return all;
    });
    expect(text).toBe("first second");
  });
});

describe("a stop signal", () => {
  test("ends a fetch in any state with its own reason", async () => {
    const reason = new Error("The server is stopping.");
    const silent = await serveRaw("", { end: false });
    const halfway = await serveRaw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n0123", { end: false });
    const lookup = vi.fn(() => Promise.reject(new Error("ENOTFOUND")));
    await expect(fetchText("http://a.test/", { lookup, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(lookup).not.toHaveBeenCalled();
    for (const port of [silent, halfway]) {
      const stop = new AbortController();
      const fetching = fetchForeign(`http://127.0.0.1:${port}/`, { ...patient, signal: stop.signal }, (_head, body) => {
        stop.abort(reason);
        return readAll(body);
      });
      if (port === silent) setImmediate(() => stop.abort(reason));
      await expect(fetching).rejects.toBe(reason);
    }
  });
});
