import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Flags } from "../../src/config.ts";
import { startTestServer, type TestServer } from "../server.ts";
import { openAccount, refusal, type TestAccount } from "./library.ts";

/** Every name leads to this machine. */
vi.mock("node:dns/promises", async (importOriginal) => ({
  ...(await importOriginal<typeof import("node:dns/promises")>()),
  lookup: async () => [{ address: "127.0.0.1", family: 4 }],
}));

/** A foreign host that leads wherever its path says. */
const foreign = createServer((request, response) => {
  response.writeHead(302, { location: decodeURIComponent(request.url?.slice(1) ?? "") }).end();
});
let foreignPort: number;
beforeAll(async () => {
  await new Promise<void>((resolve) => foreign.listen(0, "127.0.0.1", resolve));
  foreignPort = (foreign.address() as AddressInfo).port;
});
afterAll(() => foreign.close());

const lan = Object.values(networkInterfaces())
  .flat()
  .flatMap((entry) => (entry && !entry.internal && entry.family === "IPv4" ? [entry.address] : []));
const everywhere = ["127.0.0.1", "127.0.0.2", "0.0.0.0", "[::]", "[::1]", "[::ffff:127.0.0.1]", ...lan];

/** The public addresses are elsewhere, and every network is open: nothing but being our own closes an address. */
const flags = {
  publicApiUrl: "https://api.studio.example",
  publicObjectUrl: "https://objects.studio.example",
  consoleHosts: "loft.example:8480",
  allowPrivateFetch: "0.0.0.0/0,::/0",
};

describe.each([
  ["127.0.0.5", ["127.0.0.5", "127.0.0.1", "localhost", "[::1]"]],
  ["0.0.0.0", [...everywhere, "localhost"]],
  ["::", [...everywhere, "localhost"]],
])("a server that listens on %s and is known by other names", (host, hosts) => {
  let server: TestServer;
  let mine: TestAccount;
  let ports: { api: number; object: number };
  let owned: string;
  beforeAll(async () => {
    ({ server, ports } = await startOnFreePorts({ ...flags, host }));
    mine = await openAccount({ ...server, apiUrl: `http://127.0.0.5:${ports.api}` });
    owned = await mine.register({ InputURL: `oss://${mine.bucket}/captions.srt`, MediaType: "text" });
  });
  afterAll(() => server[Symbol.asyncDispose]());
  const register = (InputURL: string) => mine.register({ InputURL, MediaType: "text" });

  test("knows its objects under each address of its object port", async () => {
    for (const name of hosts)
      expect(await register(`http://${name}:${ports.object}/${mine.bucket}/captions.srt`)).toBe(owned);
  });

  test("refuses its API's addresses, and those of its objects without a bucket, naming InputURL", async () => {
    const addresses = [
      ...hosts.flatMap((name) => [
        `http://${name}:${ports.api}/metrics`,
        `http://${name}:${ports.api}/${mine.bucket}/captions.srt`,
        `http://${name}:${ports.object}/`,
      ]),
      "https://api.studio.example/metrics",
      "https://API.studio.example:443/metrics",
      "http://loft.example:8480/metrics",
    ];
    for (const address of addresses)
      await expect(register(address)).rejects.toMatchObject(refusal("InvalidParameter", "InputURL"));
  });

  test("fetches nothing from itself, by a name that leads there or by a redirect", async () => {
    const metrics = `http://127.0.0.5:${ports.api}/metrics`;
    const object = `http://127.0.0.5:${ports.object}/${mine.bucket}/captions.srt`;
    const led = [metrics, object, "https://api.studio.example/a", "https://objects.studio.example/a/b"];
    const addresses = [
      `http://inside.example:${ports.api}/metrics`,
      `http://inside.example:${ports.object}/${mine.bucket}/captions.srt`,
      ...led.map((location) => `http://127.0.0.1:${foreignPort}/${encodeURIComponent(location)}`),
    ];
    for (const address of addresses)
      expect((await mine.prepared(await register(address))).MediaBasicInfo).toMatchObject({
        Status: "PrepareFail",
        StatusReason: "The file could not be fetched. Its host and port are those of this server itself.",
      });
  });
});

test("a server whose API and objects differ in nothing but http and https knows which is which", async () => {
  const { server, ports } = await startOnFreePorts({
    publicApiUrl: "https://studio.example",
    publicObjectUrl: "http://studio.example",
  });
  await using _ = server;
  const mine = await openAccount({ ...server, apiUrl: `http://127.0.0.1:${ports.api}` });
  const register = (InputURL: string) => mine.register({ InputURL, MediaType: "text" });
  const owned = await register(`oss://${mine.bucket}/captions.srt`);
  expect(await register(`http://studio.example/${mine.bucket}/captions.srt`)).toBe(owned);
  for (const address of [`https://studio.example/${mine.bucket}/captions.srt`, "https://studio.example/metrics"])
    await expect(register(address)).rejects.toMatchObject(refusal("InvalidParameter", "InputURL"));
});

/** The ports cannot be seen in the public addresses, and so they are chosen here. */
async function startOnFreePorts(settings: Flags) {
  const [api, object] = [await freePort(), await freePort()];
  const server = await startTestServer({ ...settings, apiPort: String(api), objectPort: String(object) });
  return { server, ports: { api, object } };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "::", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
