import { z } from "zod";
import { described } from "../../contract/fields.ts";
import { allResources } from "../../contract/operation.ts";
import { currentVersion } from "../../contract/releases.ts";
import { formatUtc } from "../../library/uploads.ts";
import type { Usage } from "../../library/usage.ts";
import type { SystemFacts } from "../context.ts";
import { defineOperation } from "../define.ts";

const count = (description: string) => z.int().min(0).meta({ description });
const flag = (description: string) => z.boolean().meta({ description });

const usageOutput = {
  Objects: count("Stored objects."),
  ObjectBytes: count("Their bytes."),
  OpenUploads: count("Multipart uploads that have begun and not ended."),
  Jobs: z
    .array(
      z.object({
        Kind: described("What they do, for instance probe-asset."),
        Status: described("ready for those that wait, leased for those under way, quarantined for those set aside."),
        Count: count("How many."),
        DueTime: described("When the first of them was to start. UTC."),
      }),
    )
    .meta({ description: "Work that is to be done, by kind and status; none when all is done." }),
};

const state = (what: string) => described(`ok, or what is wrong with ${what}.`);

const serverOutput = z
  .object({
    Ready: flag("Whether calls can be answered and written."),
    Mode: described("faithful or studio."),
    Authorization: described("enforce, soft when some account does not enforce policies, or unknown."),
    DatabaseState: state("the database"),
    DiskState: state("the disk"),
    WriteState: state("writing"),
    MediaWalls: z
      .array(z.string())
      .meta({ description: "What stands between a media worker and the machine; none before the first file is read." }),
    Version: described("Of Medialoft."),
    NodeVersion: described("Of Node.js."),
    Database: described("sqlite or postgres."),
    SchemaVersion: count("Of the tables."),
    UptimeSeconds: count("Since the start."),
    MemoryBytes: count("Resident memory."),
    FreeBytes: count("What is left on the disk of the data folder."),
    Commits: count("Commits since the start: on SQLite, writes that arrive together share one."),
    Writes: count("Writes that were committed since the start."),
    Syncs: count("Syncs of the database's files since the start."),
    ...usageOutput,
  })
  .meta({ description: "All accounts together, and the server itself; only for callers of its first account." });

/** The caller's account, and for the first account the whole server: nobody else is told how much others have. */
export const GetSystemStatus = defineOperation({
  name: "GetSystemStatus",
  products: ["Medialoft"],
  summary: "Tells how the server is, what is stored and what is under way.",
  input: {},
  output: { ...usageOutput, Server: serverOutput.optional() },
  permissions: [{ action: "medialoft:GetSystemStatus", access: "get", resource: allResources }],
  errors: [],
  behaviours: [
    { statement: "Objects are counted anew when the last count is older than half a minute.", evidence: "documented" },
    {
      statement: "Callers of other accounts than the first are told of their own account only.",
      evidence: "documented",
    },
  ],
  examples: [
    {
      title: "The whole server",
      input: {},
      output: {
        Objects: "<Number>",
        ObjectBytes: "<Number>",
        OpenUploads: 0,
        Jobs: [],
        Server: {
          Ready: true,
          Mode: "faithful",
          Authorization: "enforce",
          DatabaseState: "ok",
          DiskState: "ok",
          WriteState: "ok",
          MediaWalls: [],
          Version: currentVersion,
          NodeVersion: "<Version>",
          Database: "sqlite",
          SchemaVersion: "<Number>",
          UptimeSeconds: "<Number>",
          MemoryBytes: "<Number>",
          FreeBytes: "<Number>",
          Commits: "<Number>",
          Writes: "<Number>",
          Syncs: "<Number>",
          Objects: "<Number>",
          ObjectBytes: "<Number>",
          OpenUploads: 0,
          Jobs: [],
        },
      },
    },
  ],
  async run(_, { caller, parts: { system } }) {
    const { accountId, bucket, isFirstAccount } = caller;
    const own = toUsage(await system.usage({ accountId, bucket }));
    return isFirstAccount ? { ...own, Server: await toServer(system) } : own;
  },
});

const toUsage = ({ objects, objectBytes, openUploads, jobs }: Usage) => ({
  Objects: objects,
  ObjectBytes: objectBytes,
  OpenUploads: openUploads,
  Jobs: jobs.map(({ kind, status, count, dueAt }) => ({
    Kind: kind,
    Status: status,
    Count: count,
    DueTime: formatUtc(dueAt),
  })),
});

async function toServer(system: SystemFacts) {
  const { ready, mode, authorization, database, disk, writes, mediaWalls } = await system.health();
  return {
    Ready: ready,
    Mode: mode,
    Authorization: authorization,
    DatabaseState: database.state,
    DiskState: disk,
    WriteState: writes,
    MediaWalls: Object.entries(mediaWalls).flatMap(([name, stands]) => (stands ? [name] : [])),
    Version: currentVersion,
    NodeVersion: process.versions.node,
    Database: database.dialect,
    SchemaVersion: system.schemaVersion,
    UptimeSeconds: Math.floor(process.uptime()),
    MemoryBytes: process.memoryUsage.rss(),
    FreeBytes: await system.freeBytes(),
    Commits: database.commits,
    Writes: database.writes,
    Syncs: database.syncs,
    ...toUsage(await system.usage(undefined)),
  };
}
