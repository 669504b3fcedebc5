import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../../test/database-server.ts";
import { KeptRows } from "./kept-rows.ts";
import { statement } from "./statement.ts";
import { writtenTable } from "./table-versions.ts";

interface Fact {
  readonly fact: string;
  readonly value: string;
}

const insert = statement<Fact>()((query, p) =>
  query.insertInto("instance_facts").values({ fact: p.fact, value: p.value }),
);
const update = statement<Fact>()((query, p) =>
  query.updateTable("instance_facts").set({ value: p.value }).where("fact", "=", p.fact),
);
const byFact = statement<{ fact: string }>()((query, p) =>
  query.selectFrom("instance_facts").selectAll().where("fact", "=", p.fact),
);

describe.each(databases.filter(({ dialect }) => dialect === "sqlite"))("kept rows on $dialect", ({ open }) => {
  let opened: TestDatabase;
  const rows = new KeptRows<Fact>("instance_facts", ({ value }) => value.length < 100);
  const find = (fact: string) =>
    rows.find(opened.db.read, fact, async () => (await opened.db.read.run(byFact, { fact }))[0] as Fact | undefined);
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(async () => {
    await opened[Symbol.asyncDispose]();
  });

  test("tell what the last commit wrote, however it was written", async () => {
    const { db } = opened;
    expect(await find("a")).toBeUndefined();
    await db.transact((tx) => tx.run(insert, { fact: "a", value: "1" }));
    expect((await find("a"))?.value).toBe("1");
    await db.transact((tx) => tx.run(update, { fact: "a", value: "2" }));
    expect((await find("a"))?.value).toBe("2");
    await db.transact((tx) => tx.runEach(update, [{ fact: "a", value: "3" }]));
    expect((await find("a"))?.value).toBe("3");
    await db.transact((tx) =>
      tx.query.updateTable("instance_facts").set({ value: "4" }).where("fact", "=", "a").execute(),
    );
    expect((await find("a"))?.value).toBe("4");
    await db.transact((tx) => tx.query.deleteFrom("instance_facts").where("fact", "=", "a").execute());
    expect(await find("a")).toBeUndefined();
  });

  test("tell nothing of a write that was rolled back or is not committed", async () => {
    const { db } = opened;
    await db.transact((tx) => tx.run(insert, { fact: "b", value: "1" }));
    expect((await find("b"))?.value).toBe("1");
    const failed = db.transact(async (tx) => {
      await tx.run(update, { fact: "b", value: "2" });
      expect((await find("b"))?.value).toBe("1");
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect((await find("b"))?.value).toBe("1");
  });

  test("are read once for as long as nothing is written", async () => {
    const { db } = opened;
    await db.transact((tx) => tx.run(insert, { fact: "c", value: "1" }));
    const [first, second] = [await find("c"), await find("c")];
    expect(first).toBe(second);
  });

  test("are small ones: a large one is read each time", async () => {
    const value = "v".repeat(100);
    await opened.db.transact((tx) => tx.run(insert, { fact: "large", value }));
    const [first, second] = [await find("large"), await find("large")];
    expect(first).toEqual({ fact: "large", value });
    expect(first).not.toBe(second);
    expect(second).toEqual(first);
  });
});

test.each([
  ['insert into "assets" ("a") values (?)', "assets"],
  ['insert or ignore into "assets" ("a") values (?)', "assets"],
  ['update "jobs" set "a" = ?', "jobs"],
  ['delete from "nonces" where "a" < ?', "nonces"],
  ['select * from "assets"', undefined],
  ["pragma user_version = 3", "*"],
  ['with "x" as (select 1) update "assets" set "a" = 1', "*"],
])("%s writes to %s", (sql, table) => {
  expect(writtenTable(sql)).toBe(table);
});
