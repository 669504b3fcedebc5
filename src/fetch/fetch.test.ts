import { generateKeyPairSync, sign } from "node:crypto";
import { createServer, type RequestListener, setGlobalProxyFromEnv } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { FetchFailure, type FetchOptions, fetchForeign } from "./fetch.ts";

const loopback = ["127.0.0.1/32"];
const patient = { allowPrivate: loopback, maxBytes: 1_000_000, idleTimeoutMs: 30_000 };

afterEach(() => {
  vi.unstubAllEnvs();
});

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const serve = (listener: RequestListener) => listen(createServer(listener));
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

/** Answers one list of addresses a question, and the last one from then on. */
function resolver(...answers: (readonly string[])[]) {
  return vi.fn(async (_host: string) => (answers.length > 1 ? answers.shift() : answers[0]) ?? []);
}

describe("a file", () => {
  test("is handed on with its type and its announced length", async () => {
    const port = await serve((_request, response) => {
      response.writeHead(200, { "content-type": "video/mp4", "content-length": 5 }).end("bytes");
    });
    const answer = await fetchForeign(`http://127.0.0.1:${port}/a.mp4`, patient, async (head, body) => ({
      head,
      text: await readAll(body),
    }));
    expect(answer).toEqual({ head: { contentType: "video/mp4", lengthBytes: 5 }, text: "bytes" });
  });

  test("is asked for with its own host name and nothing that tells who we are", async () => {
    const seen = vi.fn();
    const port = await serve((request, response) => {
      seen(request.method, request.url, { ...request.headers });
      response.setHeader("set-cookie", "a=b");
      if (request.url === "/first?a=1") response.writeHead(302, { location: "/second" });
      response.end();
    });
    await fetchText(`http://media.test:${port}/first?a=1#t=5`, { lookup: resolver(["127.0.0.1"]) });
    const headers = {
      host: `media.test:${port}`,
      "user-agent": "Medialoft",
      accept: "*/*",
      "accept-encoding": "identity",
      connection: "close",
    };
    expect(seen.mock.calls).toEqual([
      ["GET", "/first?a=1", headers],
      ["GET", "/second", headers],
    ]);
  });

  test("is never asked for through a proxy", async () => {
    const proxied = vi.fn();
    const proxy = await serve((request, response) => {
      proxied(request.url);
      response.end("from the proxy");
    });
    const port = await serve((_request, response) => response.end("from the host"));
    onTestFinished(setGlobalProxyFromEnv({ http_proxy: `http://127.0.0.1:${proxy}` }));
    vi.stubEnv("HTTP_PROXY", `http://127.0.0.1:${proxy}`);
    vi.stubEnv("NODE_USE_ENV_PROXY", "1");
    expect(await fetchText(`http://127.0.0.1:${port}/`)).toBe("from the host");
    expect(proxied).not.toHaveBeenCalled();
  });

  test("that its reader cannot take fails with the reader's own error", async () => {
    const port = await serve((_request, response) => response.end("bytes"));
    const full = new Error("The disk is full.");
    const fetching = fetchForeign(`http://127.0.0.1:${port}/`, patient, async (_head, body) => {
      for await (const _ of body) throw full;
    });
    await expect(fetching).rejects.toBe(full);
  });
});

describe("the address of a host", () => {
  test("is asked for once and is the one that is connected to", async () => {
    const port = await serve((_request, response) => response.end("checked"));
    const lookup = resolver(["127.0.0.1"], ["127.0.0.2"]);
    expect(await fetchText(`http://rebind.test:${port}/`, { lookup })).toBe("checked");
    expect(lookup.mock.calls).toEqual([["rebind.test"]]);
  });

  test("is checked again when a redirect names the same host", async () => {
    const asked = vi.fn();
    const port = await serve((request, response) => {
      asked(request.url);
      response.writeHead(302, { location: "/again" }).end();
    });
    const lookup = resolver(["127.0.0.1"], ["127.0.0.2"]);
    expect(await failureOf(`http://rebind.test:${port}/`, { lookup })).toMatchObject({
      code: "refused",
      permanent: true,
      message: "Its host has an address that is not on the open internet (loopback).",
    });
    expect(asked.mock.calls).toEqual([["/"]]);
  });

  test.each([
    [["10.0.0.1"]],
    [["8.8.8.8", "10.0.0.1"]],
    [["127.0.0.1", "127.0.0.2"]],
    [["::ffff:10.0.0.1"]],
    [["::ffff:a9fe:a9fe"]],
    [["::127.0.0.1"]],
    [["64:ff9b::7f00:1"]],
    [["2002:7f00:1::"]],
    [["fe80::1%lo"]],
    [["0.0.0.0"]],
    [["100.100.100.200"]],
    [["no address"]],
  ])("%j is refused before anything is connected to", async (addresses) => {
    const failure = await failureOf("http://private.test/", { lookup: resolver(addresses) });
    expect(failure).toMatchObject({ code: "refused", permanent: true });
    expect(failure.message).toContain("Its host has an address that is not on the open internet");
  });

  test("may be any of several when the first does not answer", async () => {
    const port = await serve((_request, response) => response.end("second"));
    const options = { allowPrivate: ["127.0.0.0/8"], lookup: resolver(["127.0.0.9", "127.0.0.1"]) };
    expect(await fetchText(`http://two.test:${port}/`, options)).toBe("second");
  });

  test("may be asked at another port only in an opened network", async () => {
    const failure = await failureOf("http://public.test:5000/", { lookup: resolver(["8.8.8.8"]) });
    expect(failure).toMatchObject({ code: "refused", permanent: true, message: "Its port is neither 80 nor 443." });
  });

  test("that cannot be had is worth another try", async () => {
    const lookup = () => Promise.reject(new Error("ENOTFOUND"));
    expect(await failureOf("http://gone.test/", { lookup })).toMatchObject({ code: "unreachable", permanent: false });
    expect(await failureOf("http://gone.test/", { lookup: resolver([]) })).toMatchObject({ code: "unreachable" });
  });

  test("that is refused in the URL itself is never resolved", async () => {
    const lookup = resolver(["127.0.0.1"]);
    for (const url of ["http://10.0.0.1/", "http://[::1]/", "http://0x7f.1/", "file:///etc/passwd", "http://u@a.test/"])
      expect(await failureOf(url, { lookup })).toMatchObject({ code: "refused", permanent: true });
    expect(lookup).not.toHaveBeenCalled();
  });
});

describe("a redirect", () => {
  const redirectTo = (location: string, status = 302) =>
    serve((_request, response) => response.writeHead(status, { location }).end("secret text"));

  test.each([301, 302, 303, 307, 308])("with status %i is followed", async (status) => {
    const target = await serve((_request, response) => response.end("there"));
    const port = await redirectTo(`http://127.0.0.1:${target}/b`, status);
    expect(await fetchText(`http://127.0.0.1:${port}/`)).toBe("there");
  });

  test.each([
    "http://127.0.0.2/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::ffff:127.0.0.2]/",
    "//10.0.0.1/",
    "http://2130706434/",
    "file:///etc/passwd",
    "ftp://example.com/",
    "rtsp://example.com/",
    "data:text/plain,hello",
    "http://u:p@example.com/",
    "http://example.com:22/",
    "http://example.com:99999/",
  ])("to %s is refused", async (location) => {
    const port = await redirectTo(location);
    const lookup = resolver(["8.8.8.8"]);
    const failure = await failureOf(`http://127.0.0.1:${port}/`, { lookup });
    expect(failure).toMatchObject({ code: "refused", permanent: true });
  });

  test("says that the refused address was not the one given", async () => {
    const port = await redirectTo("http://10.0.0.1/");
    const { message } = await failureOf(`http://127.0.0.1:${port}/`);
    expect(message).toMatch(/^It leads to an address that is not fetched\. Its host 10\.0\.0\.1 is not on the open/);
  });

  test("is followed three times and no more", async () => {
    const asked = vi.fn();
    const port = await serve((request, response) => {
      asked();
      const left = Number(request.url?.slice(1));
      if (left > 0) response.writeHead(302, { location: `/${left - 1}` });
      response.end("there");
    });
    expect(await fetchText(`http://127.0.0.1:${port}/3`)).toBe("there");
    asked.mockClear();
    expect(await failureOf(`http://127.0.0.1:${port}/99`)).toMatchObject({ code: "redirects", permanent: true });
    expect(asked).toHaveBeenCalledTimes(4);
  });
});

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
  test("that is announced as too large is not read", async () => {
    const port = await serve((_request, response) => response.writeHead(200, { "content-length": 11 }).write("0123"));
    const onBody = vi.fn();
    await expect(fetchForeign(`http://127.0.0.1:${port}/`, { ...patient, maxBytes: 10 }, onBody)).rejects.toMatchObject(
      { code: "too-large", permanent: true },
    );
    expect(onBody).not.toHaveBeenCalled();
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
    const text = await fetchText(`http://127.0.0.1:${port}/`, { maxBytes: 10 }).catch(() => "0123");
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
    const port = await serve((_request, response) => response.end("bytes"));
    const options = { ...patient, idleTimeoutMs: 40 };
    const text = await fetchForeign(`http://127.0.0.1:${port}/`, options, async (_head, body) => {
      let all = "";
      for await (const chunk of body) {
        const start = performance.now();
        await vi.waitUntil(() => performance.now() - start > 80);
        all += Buffer.from(chunk).toString();
      }
      return all;
    });
    expect(text).toBe("bytes");
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

describe("a host with https", () => {
  const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
    const body = Buffer.concat(parts);
    const size = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255];
    return Buffer.concat([Buffer.from([tag, ...size]), body]);
  };
  const hex = (text: string) => Buffer.from(text, "hex");

  /** A certificate that signs itself, for one DNS name. */
  function makeCertificate(name: string) {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const algorithm = der(0x30, hex("06032b6570"));
    const subject = der(0x30, der(0x31, der(0x30, hex("0603550403"), der(0x0c, Buffer.from(name)))));
    const validity = der(0x30, der(0x17, Buffer.from("200101000000Z")), der(0x17, Buffer.from("491231000000Z")));
    const names = der(0x30, der(0x82, Buffer.from(name)));
    const extensions = der(0xa3, der(0x30, der(0x30, hex("0603551d11"), der(0x04, names))));
    const key = publicKey.export({ type: "spki", format: "der" });
    const content = der(0x30, hex("a003020102020101"), ...[algorithm, subject, validity, subject, key, extensions]);
    const signature = der(0x03, hex("00"), sign(null, content, privateKey));
    const base64 = der(0x30, content, algorithm, signature).toString("base64");
    const cert = `-----BEGIN CERTIFICATE-----\n${base64.replaceAll(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
    return { cert, key: privateKey.export({ type: "pkcs8", format: "pem" }) };
  }

  const lookup = resolver(["127.0.0.1"]);

  test("is refused for a certificate that nobody vouches for, also where the environment waives the check", async () => {
    const seen = vi.fn();
    const port = await listen(createTlsServer(makeCertificate("media.test"), seen));
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    expect(await failureOf(`https://media.test:${port}/`, { lookup })).toMatchObject({
      code: "certificate",
      permanent: true,
      message: "Its host shows no valid certificate.",
    });
    expect(seen).not.toHaveBeenCalled();
  });

  test("is asked by its name, and refused for another host's certificate", async () => {
    const certificate = makeCertificate("media.test");
    const before = getCACertificates("default");
    setDefaultCACertificates([certificate.cert]);
    onTestFinished(() => setDefaultCACertificates(before));
    const port = await listen(
      createTlsServer(certificate, (request, response) => {
        const { servername } = request.socket as unknown as { servername: string };
        response.end(`${servername} ${request.headers.host}`);
      }),
    );
    expect(await fetchText(`https://media.test:${port}/`, { lookup })).toBe(`media.test media.test:${port}`);
    expect(await failureOf(`https://other.test:${port}/`, { lookup })).toMatchObject({ code: "certificate" });
  });
});
