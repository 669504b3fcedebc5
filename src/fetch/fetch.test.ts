import { setGlobalProxyFromEnv } from "node:http";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { serve } from "../../test/listen.ts";
import { FetchFailure, type FetchOptions, fetchForeign } from "./fetch.ts";

const patient = {
  allowPrivate: ["127.0.0.1/32"],
  ownDoors: { apiHosts: new Set<string>(), objectHosts: new Set<string>(), ports: { api: 1, object: 2 } },
  maxBytes: 1_000_000,
  idleTimeoutMs: 30_000,
};

afterEach(() => {
  vi.unstubAllEnvs();
});

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
    [["::127.0.0.2"]],
    [["64:ff9b::7f00:2"]],
    [["2002:7f00:2::"]],
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

  test("may lead to a signed link that is longer than what can be registered, within bounds", async () => {
    const target = await serve((_request, response) => response.end("there"));
    const link = (bytes: number) => `http://127.0.0.1:${target}/?${"s".repeat(bytes)}`;
    const port = await redirectTo(link(6000));
    expect(await fetchText(`http://127.0.0.1:${port}/`)).toBe("there");
    const tooLong = await redirectTo(link(9000));
    expect(await failureOf(`http://127.0.0.1:${tooLong}/`)).toMatchObject({ code: "refused", permanent: true });
  });

  test.each([
    ["in UTF-8", Buffer.from("/片.mp4").toString("latin1"), "/%E7%89%87.mp4"],
    ["in Latin-1", "/caf\u00e9.mp4", "/caf%C3%A9.mp4"],
    ["already escaped", "/%E7%89%87.mp4", "/%E7%89%87.mp4"],
  ])("to a name %s is followed to that name", async (_form, location, path) => {
    const asked = vi.fn();
    const port = await serve((request, response) => {
      asked(request.url);
      if (request.url === "/") response.writeHead(302, { location });
      response.end("there");
    });
    expect(await fetchText(`http://127.0.0.1:${port}/`)).toBe("there");
    expect(asked.mock.calls).toEqual([["/"], [path]]);
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
