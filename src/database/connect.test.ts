import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../../test/database-server.ts";
import { openDatabase } from "./connect.ts";
import { isUniqueViolation, StoreError } from "./errors.ts";
import { statement } from "./statement.ts";
import { WriteFence, WritesRefusedError } from "./write-fence.ts";

const insert = statement<{ fact: string; value: string }>()((query, p) =>
  query.insertInto("instance_facts").values({ fact: p.fact, value: p.value }),
);
const byFact = statement<{ fact: string }>()((query, p) =>
  query.selectFrom("instance_facts").selectAll().where("fact", "=", p.fact),
);

describe.each(databases)("a database on $dialect", ({ open }) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(async () => {
    await opened[Symbol.asyncDispose]();
  });

  test("answers what was committed", async () => {
    await opened.db.transact((tx) => tx.run(insert, { fact: "a", value: "1" }));
    expect(await opened.db.read.run(byFact, { fact: "a" })).toEqual([{ fact: "a", value: "1" }]);
  });

  test("never shows a row before its commit", async () => {
    let seen: unknown;
    await opened.db.transact(async (tx) => {
      await tx.run(insert, { fact: "hidden", value: "1" });
      seen = await opened.db.read.run(byFact, { fact: "hidden" });
    });
    expect(seen).toEqual([]);
  });

  test("rolls back the failing writer alone", async () => {
    const writers = Array.from({ length: 50 }, (_, i) =>
      opened.db.transact(async (tx) => {
        await tx.run(insert, { fact: `many-${i}`, value: "1" });
        if (i % 7 === 0) throw new Error("no");
      }),
    );
    const outcomes = await Promise.allSettled(writers);
    expect(outcomes.map((outcome) => outcome.status === "rejected")).toEqual(writers.map((_, i) => i % 7 === 0));
    const rows = await opened.db.read.query
      .selectFrom("instance_facts")
      .select("fact")
      .where("fact", "like", "many-%")
      .execute();
    expect(rows).toHaveLength(50 - 8);
  });

  test("lets one of two equal rows win", async () => {
    const twice = await Promise.allSettled(
      ["1", "2"].map((value) => opened.db.transact((tx) => tx.run(insert, { fact: "twin", value }))),
    );
    const refused = twice.filter((outcome) => outcome.status === "rejected");
    expect(refused).toHaveLength(1);
    expect(isUniqueViolation(refused[0]?.reason)).toBe(true);
  });

  test("orders text by its bytes", async () => {
    for (const fact of ["o-b", "o-B", "o-é", "o-a"])
      await opened.db.transact((tx) => tx.run(insert, { fact, value: "" }));
    const rows = await opened.db.read.query
      .selectFrom("instance_facts")
      .select("fact")
      .where("fact", "like", "o-%")
      .orderBy("fact")
      .execute();
    expect(rows.map((row) => row.fact)).toEqual(["o-B", "o-a", "o-b", "o-é"]);
  });

  test("keeps its rows when it is opened again", async () => {
    await opened.db.transact((tx) => tx.run(insert, { fact: "kept", value: "1" }));
    const again = await openDatabase(opened.options);
    expect(await again.read.run(byFact, { fact: "kept" })).toHaveLength(1);
    await again[Symbol.asyncDispose]();
  });

  test("refuses writes once the fence is closed", async () => {
    const fence = new WriteFence();
    const fenced = await openDatabase({ ...opened.options, fence });
    fence.close("The disk is gone.");
    await expect((async () => fenced.transact(async () => 1))()).rejects.toThrow(WritesRefusedError);
    expect(await fenced.read.run(byFact, { fact: "a" })).toHaveLength(1);
    await fenced[Symbol.asyncDispose]();
  });
});

describe("a SQLite file", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "medialoft-sqlite-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test("moves a log that has grown long into the file, and begins it anew", async () => {
    const path = join(folder, "log.db");
    const large = "x".repeat(2 ** 20);
    {
      await using db = await openDatabase({ path });
      for (let i = 0; i < 80; i++) await db.transact((tx) => tx.run(insert, { fact: `large ${i}`, value: large }));
      using looker = new DatabaseSync(path);
      const length = looker.prepare("pragma wal_checkpoint(noop)");
      let count = 0;
      const logAfterWrite = async () => {
        await db.transact((tx) => tx.run(insert, { fact: `small ${count++}`, value: "" }));
        return length.get()?.log;
      };
      await expect.poll(logAfterWrite).toBeLessThan(100);
      expect(db.counters.syncs).toBe(db.counters.commits + 4);
    }
    await using again = await openDatabase({ path });
    expect(await again.read.run(byFact, { fact: "large 79" })).toEqual([{ fact: "large 79", value: large }]);
  });

  test("may be closed while its log is being moved", async () => {
    const path = join(folder, "closed.db");
    const large = "x".repeat(2 ** 20);
    {
      await using db = await openDatabase({ path });
      for (let i = 0; i < 80; i++) await db.transact((tx) => tx.run(insert, { fact: `large ${i}`, value: large }));
    }
    await using again = await openDatabase({ path });
    expect(await again.read.query.selectFrom("instance_facts").select("fact").execute()).toHaveLength(80);
  });

  test("syncs each commit in full, and concurrent writers share one", async () => {
    const db = await openDatabase({ path: join(folder, "group.db") });
    let mode: unknown;
    await db.transact(async (tx) => {
      const { sql } = await import("kysely");
      mode = (await sql<{ synchronous: number }>`pragma synchronous`.execute(tx.query)).rows[0]?.synchronous;
    });
    expect(mode).toBe(2);
    const before = db.counters.syncs;
    await Promise.all(
      Array.from({ length: 128 }, (_, i) => db.transact((tx) => tx.run(insert, { fact: `g${i}`, value: "" }))),
    );
    expect(db.counters.syncs - before).toBeLessThanOrEqual(2);
    await db[Symbol.asyncDispose]();
  });

  test.each([
    ["random bytes", (path: string) => writeFileSync(path, Buffer.alloc(8192, 7))],
    ["a short file", (path: string) => writeFileSync(path, "SQLite format 3")],
    ["another program's database", (path: string) => new DatabaseSync(path).exec("create table t(x)")],
  ])("that is %s stops the start, is named and left alone", async (name, make) => {
    const path = join(folder, `${name.replaceAll(/\W/g, "-")}.db`);
    make(path);
    copyFileSync(path, `${path}.copy`);
    const failure = await openDatabase({ path }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StoreError);
    expect(String(failure)).toContain(path);
    expect(readFileSync(path).equals(readFileSync(`${path}.copy`))).toBe(true);
  });

  test("that turns out to be damaged takes no more writes", async () => {
    const path = join(folder, "spoilt.db");
    await (await openDatabase({ path }))[Symbol.asyncDispose]();
    const page = rootPageOf(path, "instance_facts");
    const bytes = readFileSync(path).fill(7, 4096 * (page - 1), 4096 * page);
    writeFileSync(path, bytes);
    const fence = new WriteFence();
    const db = await openDatabase({ path, fence });
    await expect(db.transact((tx) => tx.run(insert, { fact: "a", value: "" }))).rejects.toThrow("malformed");
    expect(fence.reason).toContain("malformed");
    await db[Symbol.asyncDispose]();
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  test("that a newer version wrote stops the start", async () => {
    const path = join(folder, "newer.db");
    await (await openDatabase({ path }))[Symbol.asyncDispose]();
    const file = new DatabaseSync(path);
    file.exec("pragma user_version = 99");
    file.close();
    await expect(openDatabase({ path })).rejects.toThrow(/newer Medialoft/);
    appendFileSync(path, "");
  });
});

function rootPageOf(path: string, table: string): number {
  const file = new DatabaseSync(path);
  const row = file.prepare("select rootpage from sqlite_schema where name = ?").get(table);
  file.close();
  return Number(row?.rootpage);
}
