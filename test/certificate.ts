import { generateKeyPairSync, sign } from "node:crypto";
import { isIPv4 } from "node:net";

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const size = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const hex = (text: string) => Buffer.from(text, "hex");
const dnsName = 0x82;
const ipAddress = 0x87;

const nameOf = (host: string): Buffer =>
  isIPv4(host) ? der(ipAddress, Buffer.from(host.split(".").map(Number))) : der(dnsName, Buffer.from(host));

/** A certificate that signs itself, for these hosts; whoever trusts it as an authority trusts it as the hosts' own. */
export function makeCertificate(...hosts: readonly string[]): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const algorithm = der(0x30, hex("06032b6570"));
  const subject = der(0x30, der(0x31, der(0x30, hex("0603550403"), der(0x0c, Buffer.from(hosts[0] ?? "")))));
  const validity = der(0x30, der(0x17, Buffer.from("200101000000Z")), der(0x17, Buffer.from("491231000000Z")));
  const names = der(0x30, ...hosts.map(nameOf));
  const extensions = der(0xa3, der(0x30, der(0x30, hex("0603551d11"), der(0x04, names))));
  const key = publicKey.export({ type: "spki", format: "der" });
  const content = der(0x30, hex("a003020102020101"), ...[algorithm, subject, validity, subject, key, extensions]);
  const signature = der(0x03, hex("00"), sign(null, content, privateKey));
  const base64 = der(0x30, content, algorithm, signature).toString("base64");
  const cert = `-----BEGIN CERTIFICATE-----\n${base64.replaceAll(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
  return { cert, key: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}
