import { hash } from "node:crypto";
import type { Connection } from "../database/connect.ts";
import { KeptRows } from "../database/kept-rows.ts";
import type { AssetRow, MediaType } from "../database/schema.ts";
import { statement } from "../database/statement.ts";
import { enqueue } from "../jobs/queue.ts";
import { sealObject } from "../storage/objects.ts";
import { businessTypeOf, fileNameOf, titleOf } from "./file-names.ts";
import { makeMediaId } from "./ids.ts";

/** What an asset is made from. */
export type AssetSource =
  | { readonly kind: "own"; readonly bucket: string; readonly key: string }
  /** A foreign URL without its fragment, copied into our storage when it is prepared. */
  | { readonly kind: "foreign"; readonly url: string };

export interface Registration {
  readonly accountId: string;
  readonly productionId: string;
  readonly folderId: string;
  readonly mediaType: MediaType;
  readonly inputUrl: string;
  readonly source: AssetSource;
  readonly createdBy: string;
  readonly now: number;
}

type NewAsset = Omit<
  AssetRow,
  "status" | "status_reason" | "media_info" | "size_bytes" | "deleted_at" | "generation" | "modified_at"
>;

const insertNew = statement<NewAsset>()((query, p) =>
  query
    .insertInto("assets")
    .values({
      media_id: p.media_id,
      account_id: p.account_id,
      production_id: p.production_id,
      folder_id: p.folder_id,
      media_type: p.media_type,
      business_type: p.business_type,
      title: p.title,
      input_url: p.input_url,
      source_url: p.source_url,
      identity_hash: p.identity_hash,
      bucket: p.bucket,
      object_key: p.object_key,
      size_bytes: null,
      status: "Preparing",
      status_reason: null,
      media_info: null,
      generation: 1,
      created_by: p.created_by,
      created_at: p.created_at,
      modified_at: p.created_at,
      deleted_at: null,
    })
    .onConflict((conflict) =>
      conflict.columns(["account_id", "production_id", "identity_hash"]).where("deleted_at", "is", null).doNothing(),
    )
    .returning("media_id"),
);

const liveTwin = statement<{ accountId: string; productionId: string; identityHash: string }>()((query, p) =>
  query
    .selectFrom("assets")
    .select(["media_id", "status", "generation"])
    .where("account_id", "=", p.accountId)
    .where("production_id", "=", p.productionId)
    .where("identity_hash", "=", p.identityHash)
    .where("deleted_at", "is", null),
);

const byId = statement<{ accountId: string; mediaId: string }>()((query, p) =>
  query.selectFrom("assets").selectAll().where("media_id", "=", p.mediaId).where("account_id", "=", p.accountId),
);

const finish = statement<{
  mediaId: string;
  generation: number;
  status: AssetRow["status"];
  reason: string | null;
  mediaInfo: string | null;
  sizeBytes: number | null;
  now: number;
}>()((query, p) =>
  query
    .updateTable("assets")
    .set({
      status: p.status,
      status_reason: p.reason,
      media_info: p.mediaInfo,
      size_bytes: p.sizeBytes,
      modified_at: p.now,
    })
    .where("media_id", "=", p.mediaId)
    .where("generation", "=", p.generation),
);

/** What makes two registrations name the same thing. */
function identityHash(source: AssetSource): string {
  return hash("sha256", source.kind === "own" ? `oss\n${source.bucket}\n${source.key}` : `url\n${source.url}`, "hex");
}

/**
 * Registers, in the caller's transaction, and leaves the preparing to a job. A live asset of the same production and
 * source answers its own id; if preparing it had failed, it is prepared again.
 */
export async function registerAsset(tx: Connection, registration: Registration): Promise<string> {
  const asset = newAsset(registration);
  for (let tries = 0; tries < 5; tries++) {
    const [inserted] = await tx.run(insertNew, asset);
    if (inserted) {
      await prepare(tx, registration, { mediaId: inserted.media_id, generation: 1 });
      return inserted.media_id;
    }
    const twin = await reuseTwin(tx, registration, asset);
    if (twin !== undefined) return twin;
  }
  throw new Error("The asset that stands in the way of another comes and goes.");
}

function newAsset({ source, ...registration }: Registration): NewAsset {
  const fileName = fileNameOf(source.kind === "own" ? source.key : source.url);
  return {
    media_id: makeMediaId(registration.now),
    account_id: registration.accountId,
    production_id: registration.productionId,
    folder_id: registration.folderId,
    media_type: registration.mediaType,
    business_type: businessTypeOf(registration.mediaType, fileName),
    title: titleOf(fileName),
    // The query of an own object's address may be its signature, and reads nothing that the rest does not name.
    input_url: source.kind === "own" ? registration.inputUrl.replace(/[?#].*$/s, "") : registration.inputUrl,
    source_url: source.kind === "foreign" ? source.url : null,
    identity_hash: identityHash(source),
    bucket: source.kind === "own" ? source.bucket : null,
    object_key: source.kind === "own" ? source.key : null,
    created_by: registration.createdBy,
    created_at: registration.now,
  };
}

/** Undefined when the twin has gone to the recycle bin meanwhile. */
async function reuseTwin(tx: Connection, registration: Registration, asset: NewAsset): Promise<string | undefined> {
  const { accountId, productionId, now } = registration;
  const [twin] = await tx.run(liveTwin, { accountId, productionId, identityHash: asset.identity_hash });
  if (twin?.status !== "PrepareFail") return twin?.media_id;
  const { media_id: mediaId, generation } = twin;
  const retaken = await tx.query
    .updateTable("assets")
    .set({
      media_type: asset.media_type,
      business_type: asset.business_type,
      status: "Preparing",
      status_reason: null,
      media_info: null,
      generation: generation + 1,
      modified_at: now,
    })
    .where("media_id", "=", mediaId)
    .where("generation", "=", generation)
    .where("deleted_at", "is", null)
    .returning("media_id")
    .execute();
  if (retaken.length > 0) await prepare(tx, registration, { mediaId, generation: generation + 1 });
  return mediaId;
}

/** The object is sealed from here on: nobody swaps what was registered. */
async function prepare(
  tx: Connection,
  { source, accountId, now }: Registration,
  payload: { mediaId: string; generation: number },
): Promise<void> {
  if (source.kind === "own") await sealObject(tx, source.bucket, source.key, now);
  const kind = source.kind === "own" ? "probe-asset" : "copy-remote";
  await enqueue(tx, { kind, accountId, payload: { accountId, ...payload }, now });
}

const smallChars = 16 * 1024;

/** Whether what is made of it may be kept in memory: a file with hundreds of streams is described in half a megabyte. */
export const isSmallAsset = ({ media_info }: AssetRow): boolean => (media_info?.length ?? 0) <= smallChars;

/** What is polled is read once for as long as no asset is written. */
const keptAssets = new KeptRows<AssetRow>("assets", isSmallAsset);

export async function findAsset(db: Connection, accountId: string, mediaId: string): Promise<AssetRow | undefined> {
  return keptAssets.find(db, `${accountId} ${mediaId}`, async () => {
    const [row] = await db.run(byId, { accountId, mediaId });
    return row;
  });
}

/** In no particular order; unknown ids are left out. */
export async function findAssets(db: Connection, accountId: string, mediaIds: readonly string[]): Promise<AssetRow[]> {
  return db.query
    .selectFrom("assets")
    .selectAll()
    .where("media_id", "in", mediaIds)
    .where("account_id", "=", accountId)
    .execute();
}

export type Prepared =
  | { readonly ok: true; readonly mediaInfo: string; readonly sizeBytes: number }
  | { readonly ok: false; readonly reason: string; readonly sizeBytes: number | null };

/** Writes the result of preparing, unless the asset was prepared anew meanwhile. */
export async function finishPreparing(
  tx: Connection,
  asset: { readonly mediaId: string; readonly generation: number; readonly now: number },
  result: Prepared,
): Promise<void> {
  await tx.run(finish, {
    ...asset,
    status: result.ok ? "Normal" : "PrepareFail",
    reason: result.ok ? null : result.reason,
    mediaInfo: result.ok ? result.mediaInfo : null,
    sizeBytes: result.sizeBytes,
  });
}
