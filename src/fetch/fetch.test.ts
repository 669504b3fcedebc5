import { createServer, type RequestListener } from "node:http";
import { afterEach, expect, test } from "vitest";
import { classifyAddress } from "./address.ts";
import { fetchForeign } from "./fetch.ts";
import { parseForeignUrl } from "./parse-url.ts";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

function serve(handler: RequestListener): Promise<number> {
  const server = createServer(handler);
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

const opened = ["127.0.0.0/8"];
const fetchText = (
  url: string,
  options: { allowPrivate?: string[]; maxBytes?: number; lookup?: (host: string) => Promise<string[]> } = {},
) =>
  fetchForeign(
    url,
    { allowPrivate: opened, maxBytes: 1000, idleTimeoutMs: 2000, signal: new AbortController().signal, ...options },
    async (_head, body) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of body) chunks.push(chunk);
      return Buffer.concat(chunks).toString();
    },
  );

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "172.16.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.100.100.200",
  "0.0.0.0",
  "224.0.0.1",
  "255.255.255.255",
  "198.18.0.1",
  "192.0.2.1",
  "::1",
  "::",
  "fe80::1",
  "fc00::1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "::127.0.0.1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "2001::1",
  "ff02::1",
  "fe80::1%eth0",
])("the address %s is not on the open internet", (address) => {
  expect(classifyAddress(address, []).ok).toBe(false);
});

test.each(["8.8.8.8", "2606:4700:4700::1111"])("the address %s is", (address) => {
  expect(classifyAddress(address, []).ok).toBe(true);
});

test.each([
  "file:///etc/passwd",
  "ftp://example.com/x",
  "http://user:pw@example.com/",
  "http://127.0.0.1/",
  "http://2130706433/",
  "http://0x7f.1/",
  "http://0177.0.0.1/",
  "http://localhost/",
  "http://a.localhost/",
  "http://example.com.:80/",
  "http://example.com:22/",
  "http://example.com\\@127.0.0.1/",
  "http://exa mple.com/",
  "http://example.com/\r\nX: y",
  "http://[::1]/",
  "http:///x",
  `http://example.com/${"a".repeat(2048)}`,
])("%s is no address to fetch", (url) => {
  expect(parseForeignUrl(url, { allowPrivate: [] }).ok).toBe(false);
});

test("the fragment is no part of what an address names", () => {
  const parsed = parseForeignUrl("https://example.com/a.mp4?x=1#t=3", { allowPrivate: [] });
  expect(parsed).toMatchObject({ ok: true, identity: "https://example.com/a.mp4?x=1" });
});

test("a file is fetched from an address that was opened", async () => {
  const port = await serve((request, response) => response.end(`hello ${request.headers["user-agent"]}`));
  expect(await fetchText(`http://127.0.0.1:${port}/x`)).toBe("hello Medialoft");
});

test("a name with one private address among its addresses is refused before anything is sent", async () => {
  const lookup = async () => ["8.8.8.8", "127.0.0.1"];
  await expect(fetchText("http://files.example/x", { allowPrivate: [], lookup })).rejects.toThrow(
    /not on the open internet/,
  );
});

test("a redirect to a private address is refused", async () => {
  const port = await serve((_request, response) => response.writeHead(302, { Location: "http://10.0.0.1/x" }).end());
  await expect(fetchText(`http://127.0.0.1:${port}/x`)).rejects.toThrow(/10\.0\.0\.1 is not on the open internet/);
});

test("a redirect to another scheme is refused, and so is an endless one", async () => {
  const other = await serve((_request, response) => response.writeHead(302, { Location: "file:///etc/passwd" }).end());
  await expect(fetchText(`http://127.0.0.1:${other}/x`)).rejects.toThrow(/not fetched/);
  const endless = await serve((_request, response) => response.writeHead(302, { Location: "/again" }).end());
  await expect(fetchText(`http://127.0.0.1:${endless}/x`)).rejects.toThrow(/too often/);
});

test("a body larger than allowed is refused, announced or not", async () => {
  const announced = await serve((_request, response) => response.end("x".repeat(2000)));
  await expect(fetchText(`http://127.0.0.1:${announced}/x`)).rejects.toThrow(/larger/);
  const streamed = await serve((_request, response) => {
    const write = () => response.write("x".repeat(500), () => setImmediate(write));
    write();
  });
  await expect(fetchText(`http://127.0.0.1:${streamed}/x`)).rejects.toThrow(/larger/);
});

test("a body that breaks off, is compressed or is an error page is refused", async () => {
  const short = await serve((_request, response) => {
    response.writeHead(200, { "Content-Length": 500 });
    response.write("x", () => response.destroy());
  });
  await expect(fetchText(`http://127.0.0.1:${short}/x`)).rejects.toThrow(/broke off/);
  const zipped = await serve((_request, response) => response.writeHead(200, { "Content-Encoding": "gzip" }).end("x"));
  await expect(fetchText(`http://127.0.0.1:${zipped}/x`)).rejects.toThrow(/compressed/);
  const missing = await serve((_request, response) => response.writeHead(404).end("secret page"));
  await expect(fetchText(`http://127.0.0.1:${missing}/x`)).rejects.toMatchObject({
    permanent: true,
    message: "Its host answers with status 404.",
  });
});
