import { generateKeyPairSync, sign } from "node:crypto";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { fetchForeign } from "./fetch.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

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

async function serve(certificate: ReturnType<typeof makeCertificate>, listener: RequestListener): Promise<number> {
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
