import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

interface Blob {
  readonly blob_id: string;
  readonly size_bytes: number;
  readonly etag: string;
}

/** Each query finds what must never be there, whatever was acknowledged: rows that are half of something. */
const halves: Readonly<Record<string, string>> = {
  "objects without bytes": `select object_key from objects where blob_id is null and (upload_id is null or size_bytes <>
    (select coalesce(sum(size_bytes), -1) from upload_parts p where p.upload_id = objects.upload_id))`,
  "objects of unfinished uploads": `select object_key from objects o where upload_id is not null and not exists
    (select 1 from uploads u where u.upload_id = o.upload_id and u.status = 'completed')`,
  "parts of no upload": "select upload_id from upload_parts where upload_id not in (select upload_id from uploads)",
  "finished uploads without an ETag": "select upload_id from uploads where status = 'completed' and etag is null",
  "assets that are prepared and have no object": `select media_id from assets a where status = 'Normal' and not exists
    (select 1 from objects o where o.bucket = a.bucket and o.object_key = a.object_key)`,
  "assets whose object is not sealed": `select media_id from assets a join objects o
    on o.bucket = a.bucket and o.object_key = a.object_key where o.sealed_at is null`,
  "sealed objects without an asset": `select object_key from objects o where sealed_at is not null and not exists
    (select 1 from assets a where a.bucket = o.bucket and a.object_key = o.object_key)`,
  "objects with two assets": "select object_key from assets group by bucket, object_key having count(*) > 1",
  "assets of no production":
    "select media_id from assets where production_id not in (select production_id from productions)",
  "assets that wait for no job": `select media_id from assets where status = 'Preparing' and not exists
    (select 1 from jobs where jobs.status <> 'quarantined' and instr(payload, media_id) > 0)`,
  "productions without their folder": `select production_id from productions p where not exists
    (select 1 from folders f where f.folder_id = p.default_folder_id and f.production_id = p.production_id)`,
  "folders of no production":
    "select folder_id from folders where production_id not in (select production_id from productions)",
};

const blobs = `select blob_id, size_bytes, etag from objects where blob_id is not null
  union all select blob_id, size_bytes, etag from upload_parts`;

const ownNames = /^(medialoft\.db(-wal|-shm)?|lock\.db(-journal)?|secret\.key|volume\.json|blobs|incoming)$/;

/** Looks at rows and files from outside, beside the server that works on them. */
export class Audit implements Disposable {
  readonly #folder: string;
  readonly #db: DatabaseSync;

  constructor(folder: string) {
    this.#folder = folder;
    this.#db = new DatabaseSync(join(folder, "medialoft.db"), { readOnly: true, timeout: 5000 });
  }

  /** What is half there or damaged, each as a line. */
  problems(): string[] {
    return [...this.#halves(), ...this.#damagedBlobs(), ...this.#strangers()];
  }

  /** Files that are no part of anything: right after a start that means leftovers of the time before. */
  leftovers(): string[] {
    const known = new Set(this.#blobs().map((blob) => blob.blob_id));
    const top = join(this.#folder, "blobs");
    const stored = readdirSync(top).flatMap((name) => readdirSync(join(top, name)));
    return [...this.incoming(), ...stored.filter((blobId) => !known.has(blobId))];
  }

  incoming(): string[] {
    return readdirSync(join(this.#folder, "incoming"));
  }

  preparing(): number {
    const row = this.#db.prepare("select count(*) as count from assets where status = 'Preparing'").get();
    return Number(row?.count);
  }

  mediaIdsOf(objectKey: string): string[] {
    const rows = this.#db.prepare("select media_id from assets where object_key = ?").all(objectKey);
    return rows.map((row) => String(row.media_id));
  }

  /** Those of these requests that left no row in the audit log. */
  withoutRow(requestIds: readonly string[]): string[] {
    const known = this.#db.prepare("select request_id from audit_log where status < 400").all();
    const kept = new Set(known.map(({ request_id }) => String(request_id)));
    return requestIds.filter((requestId) => !kept.has(requestId));
  }

  [Symbol.dispose](): void {
    this.#db.close();
  }

  #halves(): string[] {
    const integrity = this.#db
      .prepare("pragma integrity_check")
      .all()
      .map((row) => String(row.integrity_check));
    const damage = integrity[0] === "ok" ? [] : integrity;
    const found = Object.entries(halves).flatMap(([what, sql]) => {
      const rows = this.#db.prepare(sql).all();
      return rows.length === 0 ? [] : [`${rows.length} ${what}: ${JSON.stringify(rows[0])}`];
    });
    return [...damage, ...found];
  }

  #blobs(): Blob[] {
    return this.#db.prepare(blobs).all() as unknown as Blob[];
  }

  #damagedBlobs(): string[] {
    return this.#blobs().flatMap(({ blob_id, size_bytes, etag }) => {
      const path = join(this.#folder, "blobs", blob_id.slice(0, 2), blob_id);
      const size = statSync(path, { throwIfNoEntry: false })?.size;
      if (size !== size_bytes) return [`data file ${blob_id} has ${size} bytes instead of ${size_bytes}`];
      const md5 = createHash("md5").update(readFileSync(path)).digest("hex").toUpperCase();
      return md5 === etag ? [] : [`data file ${blob_id} has other bytes than those that were stored`];
    });
  }

  #strangers(): string[] {
    const names = readdirSync(this.#folder).filter((name) => !ownNames.test(name));
    return names.map((name) => `${name} lies in the data folder`);
  }
}
