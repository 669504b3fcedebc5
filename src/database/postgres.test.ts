import { once } from "node:events";
import { createServer } from "node:net";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { databases, type TestDatabase } from "../../test/database-server.ts";
import { listen } from "../../test/listen.ts";
import { PostgresRelay } from "../../test/postgres-relay.ts";
import { openDatabase } from "./connect.ts";
import { CommitUnknownError, DatabaseUnavailableError, StoreError } from "./errors.ts";
import { statement } from "./statement.ts";

const insert = statement<{ fact: string }>()((query, p) =>
  query.insertInto("instance_facts").values({ fact: p.fact, value: "" }),
);
const byFact = statement<{ fact: string }>()((query, p) =>
  query.selectFrom("instance_facts").select("fact").where("fact", "=", p.fact),
);

/** More than any of the limits; only the clock that the limits are read from moves. */
const longMs = 60_000;
const stopClock = () => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
afterEach(() => {
  vi.useRealTimers();
});
const faultOf = (answer: Promise<unknown>) =>
  answer.then(
    () => "done",
    (error: unknown) => error,
  );

describe("a PostgreSQL server that stops answering", () => {
  let opened: TestDatabase;
  beforeEach(async () => {
    opened = await databases[1].open();
  });
  afterEach(() => opened[Symbol.asyncDispose]());
  const urlOf = ({ options }: TestDatabase): string => ("url" in options ? options.url : "");

  test("costs a read, a write and a look their answer, and not the server its end", async () => {
    await using relay = await PostgresRelay.open(urlOf(opened));
    const db = await openDatabase({ url: relay.url });
    stopClock();
    const asked = relay.hush();
    const faults = [
      faultOf(db.read.run(byFact, { fact: "a" })),
      faultOf(db.transact((tx) => tx.run(insert, { fact: "silent" }))),
      faultOf(db.ping()),
    ];
    await asked;
    await vi.advanceTimersByTimeAsync(longMs);
    for (const fault of await Promise.all(faults)) {
      expect(fault).toBeInstanceOf(DatabaseUnavailableError);
      expect(fault).not.toBeInstanceOf(CommitUnknownError);
    }
    await db[Symbol.asyncDispose]();
    expect(await opened.db.read.run(byFact, { fact: "silent" })).toEqual([]);
  });

  test("leaves it open whether a commit was done that it does not confirm", async () => {
    await using relay = await PostgresRelay.open(urlOf(opened));
    const db = await openDatabase({ url: relay.url });
    await db.transact((tx) => tx.run(insert, { fact: "confirmed" }));
    stopClock();
    const asked = relay.hush("commit");
    const fault = faultOf(db.transact((tx) => tx.run(insert, { fact: "unconfirmed" })));
    await asked;
    await vi.advanceTimersByTimeAsync(longMs);
    expect(await fault).toBeInstanceOf(CommitUnknownError);
    expect(db.counters.commits).toBe(1);
    vi.useRealTimers();
    await expect.poll(() => opened.db.read.run(byFact, { fact: "unconfirmed" })).toHaveLength(1);
    await db[Symbol.asyncDispose]();
  });

  test("and ends a connection in the middle of a write costs that write alone", async () => {
    const ending = opened.db.transact(async (tx) => {
      await tx.run(insert, { fact: "ended" });
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx.query);
    });
    expect(await faultOf(ending)).toBeInstanceOf(DatabaseUnavailableError);
    await opened.db.transact((tx) => tx.run(insert, { fact: "after" }));
    expect(await opened.db.read.run(byFact, { fact: "ended" })).toEqual([]);
  });
});

describe("what keeps the start from PostgreSQL is told in a sentence that names the setting and no password:", () => {
  const urlOf = (port: number) => `postgres://u:hidden@127.0.0.1:${port}/x`;

  async function sentenceOf(opening: Promise<unknown>): Promise<string> {
    const fault = await faultOf(opening);
    expect(fault).toBeInstanceOf(StoreError);
    expect(String(fault)).toMatch(
      /^StoreError: The PostgreSQL database 127\.0\.0\.1:\d+\/\w+ of MEDIALOFT_DATABASE_URL cannot be used: [^\n]+[^.]\.$/,
    );
    expect(String(fault)).not.toContain("hidden");
    return String(fault);
  }

  test("a port where nobody listens", async () => {
    const server = createServer();
    const url = urlOf(await listen(server));
    await new Promise((resolve) => server.close(resolve));
    expect(await sentenceOf(openDatabase({ url }))).toContain("ECONNREFUSED");
  });

  test("a port that takes connections and ends them", async () => {
    const server = createServer((socket) => socket.destroy());
    await sentenceOf(openDatabase({ url: urlOf(await listen(server)) }));
  });

  test("a port that takes connections and says nothing", async () => {
    const server = createServer();
    const url = urlOf(await listen(server));
    stopClock();
    const connected = once(server, "connection");
    const opening = sentenceOf(openDatabase({ url }));
    await connected;
    await vi.advanceTimersByTimeAsync(longMs);
    expect(await opening).toContain("timeout");
  });

  test.each([
    [
      "a wrong password",
      (right: URL) => Object.assign(right, { password: "hidden" }),
      "password authentication failed",
    ],
    ["a database that is not there", (right: URL) => Object.assign(right, { pathname: "/nowhere" }), "nowhere"],
    [
      "a certificate that cannot be read",
      (right: URL) => Object.assign(right, { search: "?sslrootcert=nowhere.pem" }),
      "nowhere.pem",
    ],
  ])("%s", async (_name, spoil, named) => {
    await using opened = await databases[1].open();
    const { href } = spoil(new URL("url" in opened.options ? opened.options.url : ""));
    expect(await sentenceOf(openDatabase({ url: href }))).toContain(named);
  });
});
