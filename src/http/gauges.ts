import type { Connection, Database } from "../database/connect.ts";
import type { Counted, Sample } from "./metrics-text.ts";

export interface GaugeParts {
  readonly db: Database;
  readonly mode: string;
  readonly now: () => number;
}

/** What is counted only when somebody asks. */
export async function readGauges({ db, mode, now }: GaugeParts): Promise<Counted[]> {
  const { commits, syncs, writes } = db.counters;
  const { heapUsed, rss } = process.memoryUsage();
  return [
    counter("medialoft_commits_total", "Commits: on SQLite, writes that arrive together share one.", commits),
    counter("medialoft_commit_writes_total", "Writes that were committed.", writes),
    counter("medialoft_syncs_total", "Syncs of the database's files.", syncs),
    gauge("medialoft_jobs", "Jobs that are waiting, under way or set aside.", await countJobs(db.read)),
    gauge("medialoft_uploads", "Multipart uploads that are known.", await countUploads(db.read)),
    gauge("medialoft_console_sessions", "Sessions of the console.", [
      { labels: {}, value: await countSessions(db.read, now()) },
    ]),
    gauge("medialoft_info", "What this server is.", [{ labels: { mode, database: db.dialect }, value: 1 }]),
    gauge("process_resident_memory_bytes", "Resident memory.", [{ labels: {}, value: rss }]),
    gauge("nodejs_heap_size_used_bytes", "Heap in use.", [{ labels: {}, value: heapUsed }]),
    gauge("process_uptime_seconds", "Since the start.", [{ labels: {}, value: process.uptime() }]),
  ];
}

const counter = (name: string, help: string, value: number): Counted => ({
  name,
  kind: "counter",
  help,
  samples: [{ labels: {}, value }],
});

const gauge = (name: string, help: string, samples: readonly Sample[]): Counted => ({
  name,
  kind: "gauge",
  help,
  samples,
});

async function countJobs(read: Connection): Promise<Sample[]> {
  const rows = await read.query
    .selectFrom("jobs")
    .select((row) => ["kind", "status", row.fn.countAll().as("count")])
    .groupBy(["kind", "status"])
    .execute();
  return rows.map(({ kind, status, count }) => ({ labels: { kind, status }, value: Number(count) }));
}

async function countUploads(read: Connection): Promise<Sample[]> {
  const rows = await read.query
    .selectFrom("uploads")
    .select((row) => ["status", row.fn.countAll().as("count")])
    .groupBy("status")
    .execute();
  return rows.map(({ status, count }) => ({ labels: { status }, value: Number(count) }));
}

async function countSessions(read: Connection, now: number): Promise<number> {
  const row = await read.query
    .selectFrom("console_sessions")
    .select((count) => count.fn.countAll().as("count"))
    .where("expires_at", ">", now)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
