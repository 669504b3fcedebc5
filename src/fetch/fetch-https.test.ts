import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { type Certificate, makeCertificate } from "../../test/certificate.ts";
import { fetchForeign } from "./fetch.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

async function serve(certificate: Certificate, listener: RequestListener): Promise<number> {
  const server = createServer(certificate, listener);
  server.on("tlsClientError", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

async function readAll(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const options = {
  allowPrivate: ["127.0.0.1/32"],
  ownDoors: { apiHosts: new Set<string>(), objectHosts: new Set<string>(), ports: { api: 1, object: 2 } },
  maxBytes: 1000,
  idleTimeoutMs: 30_000,
  lookup: async () => ["127.0.0.1"],
};
const fetchText = (url: string) => fetchForeign(url, options, (_head, body) => readAll(body));

describe("a host with https", () => {
  test("is refused for a certificate that nobody vouches for, also where the environment waives the check", async () => {
    const seen = vi.fn();
    const port = await serve(makeCertificate("media.test"), seen);
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    await expect(fetchText(`https://media.test:${port}/`)).rejects.toMatchObject({
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
    const port = await serve(certificate, (request, response) => {
      const { servername } = request.socket as unknown as { servername: string };
      response.end(`${servername} ${request.headers.host}`);
    });
    expect(await fetchText(`https://media.test:${port}/`)).toBe(`media.test media.test:${port}`);
    await expect(fetchText(`https://other.test:${port}/`)).rejects.toMatchObject({ code: "certificate" });
  });
});
