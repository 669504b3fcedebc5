import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { StoreError } from "../database/errors.ts";
import { lockDataFolder } from "./lock.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medialoft-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const module = new URL("./lock.ts", import.meta.url).href;
const lockElsewhere = (rest: string) =>
  promisify(execFile)(process.execPath, [
    "--input-type=module",
    "-e",
    `const { lockDataFolder } = await import(${JSON.stringify(module)});
     try { globalThis.lock = lockDataFolder(${JSON.stringify(folder)}); console.log("locked"); } catch (error) { console.log(error.message); }
     ${rest}`,
  ]);

test("a second server in the same process or another one is kept away and told the folder", async () => {
  using _lock = lockDataFolder(folder);
  expect(() => lockDataFolder(folder)).toThrow(StoreError);
  expect(() => lockDataFolder(folder)).toThrow(`The data folder ${folder} is used by another server.`);
  expect((await lockElsewhere("")).stdout).toContain(`The data folder ${folder} is used by another server.`);
});

test("the folder is free again when its server has stopped", () => {
  lockDataFolder(folder)[Symbol.dispose]();
  using again = lockDataFolder(folder);
  expect(again).toBeDefined();
});

test("the folder is free again when its server was killed", async () => {
  await expect(lockElsewhere("process.kill(process.pid, 'SIGKILL');")).rejects.toMatchObject({
    signal: "SIGKILL",
    stdout: "locked\n",
  });
  using again = lockDataFolder(folder);
  expect(again).toBeDefined();
});

test("a lock file that is something else is named and left as it is", () => {
  writeFileSync(
    join(folder, "lock.db"),
    "not a database, but a note of some person, and longer than a header ".repeat(20),
  );
  expect(() => lockDataFolder(folder)).toThrow(`The lock file ${join(folder, "lock.db")} cannot be used`);
});
