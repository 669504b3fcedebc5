import { randomBytes } from "node:crypto";
import type { Connection } from "../database/connect.ts";
import { percentEncodePath } from "../signing/percent-encode.ts";
import { findObject } from "../storage/objects.ts";
import { memoize } from "./memoize.ts";

const hex32 = (): string => randomBytes(16).toString("hex");

/** What an upload may be for: each has keys of its own, and the most bytes that it may have; null: what the server takes. */
const purposes = {
  Media: { prefix: "yike", maxBytes: null },
  StoryboardInput: { prefix: "storyboard", maxBytes: 5 * 1024 * 1024 },
} as const;

export type UploadPurpose = keyof typeof purposes;

/** A new key, and how large its object may become. */
export interface UploadPlace {
  readonly objectKey: string;
  readonly maxBytes: number | null;
}

/** A place for one new upload: nothing of the client's naming is in its key but the checked extension. */
export function makeUploadPlace(accountId: string, extension: string, purpose: UploadPurpose): UploadPlace {
  const { prefix, maxBytes } = purposes[purpose];
  return { objectKey: `${prefix}/${accountId}/${hex32()}/${hex32()}.${extension}`, maxBytes };
}

const keyPattern = /^(\w+)\/(\d{16})\/[0-9a-f]{32}\/[0-9a-f]{32}\.[a-z0-9]{1,8}$/;

/** The place that {@link makeUploadPlace} made for this account; undefined for any other key. */
export function findUploadPlace(accountId: string, objectKey: string): UploadPlace | undefined {
  const [, prefix, owner] = keyPattern.exec(objectKey) ?? [];
  const purpose = Object.values(purposes).find((each) => each.prefix === prefix);
  return purpose && owner === accountId ? { objectKey, maxBytes: purpose.maxBytes } : undefined;
}

/** Whether an asset was registered on the object, so that nobody may write it again. */
export async function isSealed(db: Connection, bucket: string, key: string): Promise<boolean> {
  const object = await findObject(db, bucket, key);
  return object !== undefined && object.sealed_at !== null;
}

interface UploadCredential {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken: string;
  readonly expiresAt: number;
}

const encode = (value: Record<string, string>): string => Buffer.from(JSON.stringify(value)).toString("base64");

/** Where to upload, in the form that the vendor's uploaders decode. */
export const formatUploadAddress = (endpoint: string, bucket: string, key: string): string =>
  encode({ Endpoint: endpoint, Bucket: bucket, FileName: key });

/** With what to upload. Expiration is a count of seconds in text, as clients expect it. */
export function formatUploadAuth(credential: UploadCredential, region: string, now: number): string {
  return encode({
    SecurityToken: credential.securityToken,
    AccessKeyId: credential.accessKeyId,
    ExpireUTCTime: formatUtc(credential.expiresAt),
    AccessKeySecret: credential.accessKeySecret,
    Expiration: String(Math.round((credential.expiresAt - now) / 1000)),
    Region: region,
  });
}

const formatSecond = memoize((second: number): string => `${new Date(second * 1000).toISOString().slice(0, 19)}Z`);

/** yyyy-MM-ddTHH:mm:ssZ. */
export const formatUtc = (at: number): string => formatSecond(Math.floor(at / 1000));

/** The unsigned URL of an object, path style: it needs no name resolution of its own. */
export const formatObjectUrl = (publicObjectUrl: string, bucket: string, key: string): string =>
  `${publicObjectUrl}/${bucket}/${percentEncodePath(key)}`;
