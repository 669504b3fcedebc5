import type { Connection } from "../database/connect.ts";
import { countJobs, type JobCount } from "../jobs/count-jobs.ts";
import type { ObjectTotals } from "../storage/object-totals.ts";

/** What is stored and under way, of an account or of all on this server. */
export interface Usage {
  readonly objects: number;
  readonly objectBytes: number;
  readonly openUploads: number;
  readonly jobs: readonly JobCount[];
}

interface Owner {
  readonly accountId: string;
  readonly bucket: string;
}

/** @param owner whose; everybody's when undefined */
export async function readUsage(read: Connection, totals: ObjectTotals, owner: Owner | undefined): Promise<Usage> {
  const buckets = owner ? [owner.bucket] : await listBuckets(read);
  let objects = 0;
  let objectBytes = 0;
  for (const bucket of buckets) {
    const { count, bytes } = await totals.of(bucket);
    objects += count;
    objectBytes += bytes;
  }
  return {
    objects,
    objectBytes,
    openUploads: await countOpenUploads(read, owner?.accountId),
    jobs: await countJobs(read, owner?.accountId),
  };
}

async function listBuckets(read: Connection): Promise<readonly string[]> {
  const rows = await read.query.selectFrom("accounts").select("bucket").execute();
  return rows.map(({ bucket }) => bucket);
}

async function countOpenUploads(read: Connection, accountId: string | undefined): Promise<number> {
  let query = read.query.selectFrom("uploads").where("status", "=", "open");
  if (accountId !== undefined) query = query.where("account_id", "=", accountId);
  const row = await query.select(({ fn }) => fn.countAll().as("count")).executeTakeFirstOrThrow();
  return Number(row.count);
}
