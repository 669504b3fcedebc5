import { createHmac } from "node:crypto";
import { signUrlV1 } from "../signing/oss-v1.ts";
import { nodeHashes } from "./hashes.ts";
import type { SecretBox } from "./secret-box.ts";
import { hashToken } from "./sessions.ts";

const dayMs = 86_400_000;
const keyPattern = /^STS\.OU(\d{16})-(\d{5,6})$/;

/** The key that signs the object URLs of one account on one day. Nothing of it is stored. */
export interface ObjectUrlKey {
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly secret: string;
  readonly token: string;
  readonly tokenHash: string;
  /** Epoch milliseconds: two days after the day's start, longer than any URL of that day lives. */
  readonly expiresAt: number;
}

/** Derives them; an object URL costs no write. */
export class ObjectUrlKeys {
  readonly #master: Buffer;
  readonly #known = new Map<string, ObjectUrlKey>();
  readonly #signed = new Map<string, string>();

  constructor(box: SecretBox) {
    this.#master = box.derive("object urls");
  }

  /** The key to sign with now. */
  today(accountId: string, now: number): ObjectUrlKey {
    return this.#get(accountId, Math.floor(now / dayMs));
  }

  /** The key that such an AccessKeyId stands for; undefined when it is none of ours. */
  find(accessKeyId: string): ObjectUrlKey | undefined {
    const match = keyPattern.exec(accessKeyId);
    return match?.[1] && match[2] ? this.#get(match[1], Number(match[2])) : undefined;
  }

  /** The object's address, signed: whoever has it may read this one object until it expires. */
  sign(key: ObjectUrlKey, wanted: { url: string; bucket: string; objectKey: string; expiresAt: number }): string {
    const expires = Math.floor(wanted.expiresAt / 1000);
    const name = `${key.accessKeyId} ${expires} ${wanted.url}`;
    const known = this.#signed.get(name);
    if (known) return known;
    const signed = signUrlV1(nodeHashes, {
      url: wanted.url,
      method: "GET",
      bucket: wanted.bucket,
      key: wanted.objectKey,
      accessKeyId: key.accessKeyId,
      secret: key.secret,
      securityToken: key.token,
      expires,
    });
    if (this.#signed.size >= 1000) this.#signed.clear();
    this.#signed.set(name, signed);
    return signed;
  }

  #get(accountId: string, day: number): ObjectUrlKey {
    const accessKeyId = `STS.OU${accountId}-${day}`;
    const known = this.#known.get(accessKeyId);
    if (known) return known;
    const derived = (purpose: string) =>
      createHmac("sha256", this.#master).update(`${purpose}\n${accessKeyId}`).digest("base64url");
    const token = derived("token");
    const key: ObjectUrlKey = {
      accountId,
      accessKeyId,
      secret: derived("secret"),
      token,
      tokenHash: hashToken(token),
      expiresAt: (day + 2) * dayMs,
    };
    if (this.#known.size >= 1000) this.#known.clear();
    this.#known.set(accessKeyId, key);
    return key;
  }
}
