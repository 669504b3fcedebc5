import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";

/** A setting that names a file. */
interface NamedFile {
  readonly text: string;
  /** The flag or variable that it came from. */
  readonly as: string;
}

/** Why a server cannot speak https with these two files, as one sentence; undefined when it can. */
export function certificateProblem(cert: NamedFile, key: NamedFile): string | undefined {
  const [certPem, keyPem] = [read(cert), read(key)];
  for (const [file, pem] of [[cert, certPem] as const, [key, keyPem] as const]) {
    if (pem === undefined) return `${file.as} names the file ${file.text}, which cannot be read.`;
  }
  const certificate = parseCertificate(certPem ?? "");
  if (!certificate) return `${cert.as} names the file ${cert.text}, which holds no certificate in PEM.`;
  const privateKey = parseKey(keyPem ?? "");
  if (privateKey === "encrypted") {
    return `${key.as} names the file ${key.text}, whose key needs a passphrase: store it without one.`;
  }
  if (!privateKey) return `${key.as} names the file ${key.text}, which holds no private key in PEM.`;
  if (certificate.checkPrivateKey(privateKey)) return undefined;
  return `${cert.as} and ${key.as} do not belong together: the key is not that of the certificate in ${cert.text}.`;
}

function read({ text: path }: NamedFile): string | undefined {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return undefined;
  }
}

function parseCertificate(pem: string): X509Certificate | undefined {
  if (!pem.includes("-----BEGIN CERTIFICATE-----")) return undefined;
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function parseKey(pem: string): KeyObject | "encrypted" | undefined {
  if (/^-----BEGIN ENCRYPTED|^Proc-Type: 4,ENCRYPTED/m.test(pem)) return "encrypted";
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}
