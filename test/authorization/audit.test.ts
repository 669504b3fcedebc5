import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Database } from "../../src/database/connect.ts";
import type { AuditRow } from "../../src/database/schema.ts";
import { AuditLog, type CallRecord } from "../../src/identity/audit-log.ts";
import { databases, type TestDatabase } from "../database-server.ts";
import { outcome } from "../outcome.ts";
import { type Key, ramAsker } from "../ram.ts";
import { startTestServer, type TestServer } from "../server.ts";
import { allow, deny, World } from "./world.ts";

const secretKey = Buffer.alloc(32, 7).toString("base64");

const rowsOf = (db: Pick<Database, "read">, action: string): Promise<AuditRow[]> =>
  db.read.query.selectFrom("audit_log").selectAll().where("action", "=", action).orderBy("audit_id").execute();

/** What is on the disk, read beside the server that writes it. */
function readFile(path: string, action: string): AuditRow[] {
  using file = new DatabaseSync(path, { readOnly: true });
  const rows = file.prepare("select * from audit_log where action = ? order by audit_id").all(action);
  return rows.map((row) => ({ ...row })) as unknown as AuditRow[];
}

describe.each(databases)("rows of calls on $dialect", ({ open }) => {
  let database: TestDatabase;
  let server: TestServer;
  let world: World;
  let find: (action: string) => Promise<AuditRow[]>;
  let key: Key;
  const findSoon = (action: string, least = 1) =>
    vi.waitUntil(
      async () => {
        const rows = await find(action);
        return rows.length >= least && rows;
      },
      { timeout: 60_000, interval: 5 },
    );
  beforeAll(async () => {
    database = await open();
    const { options } = database;
    server = await startTestServer("url" in options ? { databaseUrl: options.url, secretKey } : {});
    world = new World(server);
    find = async (action) =>
      "url" in options ? rowsOf(database.db, action) : readFile(`${server.folder}/medialoft.db`, action);
    key = await world.makeUser("alice", allow("ice:*"), allow("ram:CreateGroup"), deny("ice:ListYikeProductions"));
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  test("of a write stand there when it is answered, once, with who, what, from where and why", async () => {
    await world.ice(key, "CreateYikeProduction", { Title: "Autumn" });
    const [row, ...others] = await find("ice:CreateYikeProduction");
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      event: "call",
      status: 200,
      decision: "Allow",
      error_code: null,
      source_address: "127.0.0.1",
      principal: expect.stringMatching(/^acs:ram::\d{16}:user\/alice$/),
      resource: expect.stringMatching(/^acs:ice:cn-shanghai:\d{16}:\*$/),
      parameters: JSON.stringify({ Title: "Autumn" }),
    });
    expect(JSON.parse(row?.reasons ?? "")).toMatchObject({
      effect: "Allow",
      statements: [{ layer: "identity", index: 0, source: { attachedTo: { kind: "user", name: "alice" } } }],
    });
  });

  test("of a write that fails say so, and never 200", async () => {
    const ram = ramAsker(server, key);
    await ram("CreateGroup", { groupName: "crew" });
    expect(await outcome(ram("CreateGroup", { groupName: "crew" }))).toBe("EntityAlreadyExists.Group");
    const rows = await findSoon("ram:CreateGroup", 2);
    expect(rows.map(({ status, error_code }) => [status, error_code])).toEqual([
      [200, null],
      [409, "EntityAlreadyExists.Group"],
    ]);
  });

  test("of reads and of denials come soon after", async () => {
    await world.ice(key, "ListYikeAssetFolders").catch(() => undefined);
    expect(await outcome(world.ice(key, "ListYikeProductions"))).toBe("Forbidden");
    const [row] = await findSoon("ice:ListYikeProductions");
    expect(row).toMatchObject({ status: 403, error_code: "Forbidden", decision: "ExplicitDeny" });
    expect(await find("ice:ListYikeAssetFolders")).toHaveLength(1);
  });

  test("of calls that need no policy name them as allowed", async () => {
    await ramAsker(server, key)("ChangePassword", { oldPassword: "x", newPassword: "y" }).catch(() => undefined);
    const [row] = await findSoon("ram:ChangePassword");
    expect(row?.decision).toBe("Allow");
    expect(JSON.parse(row?.parameters ?? "")).toEqual({ OldPassword: "***", NewPassword: "***" });
  });
});

describe("a log of calls", () => {
  const record: CallRecord = {
    requestId: "R",
    accountId: "1".repeat(16),
    principal: "acs:ram::1:root",
    needs: [{ action: "ice:List", resource: "*" }],
    verdict: { allowed: true, need: undefined, decision: undefined },
    parameters: {},
    address: "127.0.0.1",
    at: Date.now(),
    durationUs: 1,
    status: 200,
    errorCode: undefined,
  };

  test("writes what was read a tenth of a second later, all in one transaction", async () => {
    vi.useFakeTimers();
    const written: number[] = [];
    const tx = { runEach: async (_: unknown, rows: readonly unknown[]) => written.push(rows.length) };
    const db = { transact: async (fn: (tx: unknown) => Promise<unknown>) => fn(tx) };
    const log = new AuditLog({ db: db as never, log: (message) => expect.fail(message) });
    try {
      for (let n = 0; n < 500; n++) log.note(record);
      await vi.advanceTimersByTimeAsync(99);
      expect(written).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      expect(written).toEqual([500]);
    } finally {
      vi.useRealTimers();
    }
  });

  test("leaves no row of a change that was rolled back", async () => {
    await using stack = new AsyncDisposableStack();
    const { db } = stack.use(await databases[0].open());
    const log = stack.use(new AuditLog({ db, log: (message) => expect.fail(message) }));
    const failing = db.transact(async (tx) => {
      await log.insert(tx, record);
      throw new Error("The disk is full.");
    });
    await expect(failing).rejects.toThrow("The disk is full.");
    expect(await rowsOf(db, "ice:List")).toEqual([]);
    await db.transact((tx) => log.insert(tx, record));
    expect(await rowsOf(db, "ice:List")).toHaveLength(1);
  });
});
