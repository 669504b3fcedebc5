import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync, StatementSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LogMover } from "./log-mover.ts";
import { WriteFence } from "./write-fence.ts";

let folder: string;
let writer: DatabaseSync;
let fence: WriteFence;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "medialoft-log-"));
  writer = new DatabaseSync(join(folder, "long.db"));
  writer.exec("pragma journal_mode = wal; pragma wal_autocheckpoint = 0; create table things (value text)");
  writer.prepare("insert into things values (?)").run("x".repeat(80 * 2 ** 20));
  fence = new WriteFence();
});
afterEach(async () => {
  vi.restoreAllMocks();
  writer.close();
  await rm(folder, { recursive: true });
});

const move = (path: string) => new LogMover({ path, writer, fence, onSync: () => undefined });
/** As after a commit that begins the log anew when all of it was moved. */
function commit(mover: LogMover): number {
  writer.exec("insert into things values ('')");
  mover.afterCommit();
  return Number(writer.prepare("pragma wal_checkpoint(noop)").get()?.log);
}
/** SQLite's errors have its result code in their `errcode`. */
function failMoving(errcode: number): void {
  const { get } = StatementSync.prototype;
  vi.spyOn(StatementSync.prototype, "get").mockImplementation(function (this: StatementSync, ...values) {
    if (this.sourceSQL.includes("passive")) throw Object.assign(new Error("it failed"), { errcode });
    return get.apply(this, values);
  });
}
const noThread = "/no/such/folder/long.db";

test("without its thread a log is moved all the same", async () => {
  await using mover = move(noThread);
  await expect.poll(() => commit(mover)).toBeLessThan(100);
  expect(fence.reason).toBeUndefined();
});

test("a full disk ends nothing: the log is moved when there is space", async () => {
  await using mover = move(noThread);
  failMoving(13);
  const moving = vi.mocked(StatementSync.prototype.get);
  const failures = () => moving.mock.results.filter(({ type }) => type === "throw").length;
  await expect.poll(() => commit(mover) && failures()).toBeGreaterThan(1);
  vi.restoreAllMocks();
  await expect.poll(() => commit(mover)).toBeLessThan(100);
  expect(fence.reason).toBeUndefined();
});

test("a disk that fails is not asked again, and writes are refused with a reason", async () => {
  await using mover = move(noThread);
  failMoving(10);
  await expect
    .poll(() => commit(mover) && fence.reason)
    .toContain("log could not be moved into its file (Error: it failed)");
});
