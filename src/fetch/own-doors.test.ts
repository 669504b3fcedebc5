import { networkInterfaces } from "node:os";
import { describe, expect, test, vi } from "vitest";
import { serve } from "../../test/listen.ts";
import { FetchFailure, type FetchOptions, fetchForeign } from "./fetch.ts";
import { ownDoorAt } from "./own-doors.ts";

const elsewhere = { apiHosts: new Set<string>(), objectHosts: new Set<string>(), ports: { api: 1, object: 2 } };
const everything = ["0.0.0.0/0", "::/0"];

const fetchText = (url: string, options: Partial<FetchOptions> = {}) =>
  fetchForeign(
    url,
    { allowPrivate: everything, ownDoors: elsewhere, maxBytes: 1_000_000, idleTimeoutMs: 30_000, ...options },
    async (_head, body) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of body) chunks.push(chunk);
      return Buffer.concat(chunks).toString();
    },
  );

async function failureOf(url: string, options: Partial<FetchOptions> = {}): Promise<FetchFailure> {
  const failure = await fetchText(url, options).catch((error: unknown) => error);
  if (!(failure instanceof FetchFailure)) throw new Error(`not a fetch failure: ${failure}`);
  return failure;
}

describe("a door of this server itself", () => {
  const lan = Object.values(networkInterfaces()).flatMap((entries = []) => entries.map(({ address }) => address));
  const addresses = ["127.0.0.1", "127.0.0.2", "0.0.0.0", "::", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", ...lan];
  const refused = {
    code: "refused",
    permanent: true,
    message: "Its host and port are those of this server itself.",
  };

  test.each(["api", "object"] as const)("is never asked: the %s, at any address of the machine", async (door) => {
    const asked = vi.fn();
    const port = await serve((request, response) => {
      asked(request.url);
      response.end();
    });
    const options = {
      ownDoors: { ...elsewhere, ports: { ...elsewhere.ports, [door]: port } },
    };
    for (const address of addresses.filter((text) => !text.startsWith("fe80:"))) {
      const host = address.includes(":") ? `[${address}]` : address;
      expect(await failureOf(`http://${host}:${port}/`, options)).toMatchObject(refused);
      expect(await failureOf(`https://${host}:${port}/`, options)).toMatchObject(refused);
      const lookup = async () => ["8.8.8.8", address];
      expect(await failureOf(`http://inside.test:${port}/`, { ...options, lookup })).toMatchObject(refused);
    }
    expect(asked).not.toHaveBeenCalled();
  });

  test("is not asked either when a redirect leads there, by address or by name", async () => {
    const asked = vi.fn();
    const own = await serve((request, response) => {
      asked(request.url);
      response.end();
    });
    const options = {
      ownDoors: {
        apiHosts: new Set(["api.test"]),
        objectHosts: new Set(["objects.test:8481"]),
        ports: { api: own, object: 2 },
      },
      lookup: async () => ["127.0.0.1"],
    };
    for (const location of [
      `http://127.0.0.3:${own}/metrics`,
      `http://inside.test:${own}/metrics`,
      "https://API.test/metrics",
      "http://objects.test:8481/a",
      "http://bucket.objects.test:8481/a",
    ]) {
      const port = await serve((_request, response) => response.writeHead(302, { location }).end());
      expect(await failureOf(`http://127.0.0.1:${port}/`, options)).toMatchObject(refused);
    }
    expect(asked).not.toHaveBeenCalled();
  });

  test("closes neither another port of the machine nor a name at another port", async () => {
    const port = await serve((_request, response) => response.end("a neighbour"));
    const ownDoors = { ...elsewhere, apiHosts: new Set(["media.test"]), objectHosts: new Set([`127.0.0.2:${port}`]) };
    const lookup = async () => ["127.0.0.1"];
    expect(await fetchText(`http://127.0.0.1:${port}/`, { ownDoors })).toBe("a neighbour");
    expect(await fetchText(`http://media.test:${port}/`, { ownDoors, lookup })).toBe("a neighbour");
  });
});

test("another machine's address is no door of this server, at whatever port", () => {
  const own = { ...elsewhere, ports: { api: 80, object: 8481 } };
  for (const host of ["8.8.8.8:80", "192.0.2.1:8481", "[2001:db8::1]:80", "128.0.0.1:80", "media.test:80"])
    expect(ownDoorAt(host, own)).toBeUndefined();
  expect(ownDoorAt("127.0.0.1:80", own)).toBe("api");
  expect(ownDoorAt("127.0.0.1:81", own)).toBeUndefined();
});
