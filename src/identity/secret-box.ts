import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals secrets before they are stored and derives the keys that are never stored. All come from one master key. */
export class SecretBox {
  readonly #sealingKey: Buffer;
  readonly #masterKey: Uint8Array;

  /** @param masterKey 32 bytes: the data folder's key file, or MEDIALOFT_SECRET_KEY. */
  constructor(masterKey: Uint8Array) {
    this.#masterKey = masterKey;
    this.#sealingKey = this.derive("sealed secrets");
  }

  /** A 32-byte key for one purpose. */
  derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync("sha256", this.#masterKey, "medialoft", purpose, 32));
  }

  /** AES-256-GCM; `owner` is bound in, so that a sealed secret cannot be moved to another row. */
  seal(secret: string, owner: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.#sealingKey, nonce).setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
  }

  /** Throws when the key or the owner is another one, or the text was altered. */
  open(sealed: string, owner: string): string {
    const bytes = Buffer.from(sealed, "base64");
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
    const decipher = createDecipheriv("aes-256-gcm", this.#sealingKey, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(owner)).setAuthTag(tag);
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
  }
}
