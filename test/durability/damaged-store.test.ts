import { randomBytes } from "node:crypto";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { nodeHashes } from "../../src/identity/hashes.ts";
import { startServer } from "../../src/server.ts";
import { signUrlV1 } from "../../src/signing/oss-v1.ts";
import { StartError } from "../../src/start-error.ts";
import { call, rootKey, testConfig, waitUntilPrepared } from "../server.ts";
import { makeFolder } from "./open-store.ts";

let home: Awaited<ReturnType<typeof makeFolder>>;
/** Of a server that was stopped, and of one that was cut off with its last writes still in the log. */
let stopped: string;
let cutOff: string;
let folder: string;

beforeAll(async () => {
  home = await makeFolder();
  stopped = join(home.path, "stopped");
  cutOff = join(home.path, "cut-off");
  await using _server = await startServer(testConfig(stopped));
  cpSync(stopped, cutOff, { recursive: true });
});
afterAll(() => home[Symbol.asyncDispose]());
beforeEach(() => {
  folder = join(home.path, randomBytes(8).toString("hex"));
});

const at = (name: string) => join(folder, name);

/** Turns bytes into others. */
function spoil(path: string, from: number, to = Number.POSITIVE_INFINITY): void {
  const bytes = readFileSync(path);
  writeFileSync(
    path,
    bytes.map((byte, index) => (index >= from && index < to ? ~byte : byte)),
  );
}

function putFolderInPlaceOf(path: string): void {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path);
}

function putFileInPlaceOf(path: string): void {
  rmSync(path, { recursive: true });
  writeFileSync(path, "a person's");
}

/** All files with their bytes; the index of the log and the lock are made anew by every start. */
function filesIn(path: string): Map<string, string> {
  const names = readdirSync(path, { recursive: true, encoding: "utf8" }).filter(
    (name) => !/-shm$|^lock\.db/.test(name),
  );
  const files = names.filter((name) => statSync(join(path, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(path, name), "base64")]));
}

/** What SQLite writes before the first page of a new database. */
function journalOfEmptyDatabase(): Buffer {
  const sector = Buffer.alloc(512);
  sector.write("d9d505f920a163d7", "hex");
  sector.writeUInt32BE(512, 20);
  sector.writeUInt32BE(4096, 24);
  return sector;
}

async function expectRefusal(name: string): Promise<void> {
  const before = filesIn(folder);
  const failure = await startServer(testConfig(folder)).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(StartError);
  expect(String(failure)).toContain(at(name));
  expect(String(failure)).toMatch(/\.$/);
  expect(filesIn(folder)).toEqual(before);
}

describe("a start is refused with a sentence that names the file, and nothing is changed, when", () => {
  const database = "medialoft.db";
  test.each<[string, string, () => void]>([
    ["the database is cut to half", database, () => truncateSync(at(database), statSync(at(database)).size / 2)],
    ["the database is cut within its header", database, () => truncateSync(at(database), 50)],
    ["the database is emptied", database, () => truncateSync(at(database), 0)],
    ["the database is missing", database, () => rmSync(at(database))],
    ["the database's header is garbage", database, () => spoil(at(database), 0, 100)],
    ["the database's schema is garbage", database, () => spoil(at(database), 100, 4096)],
    ["the database's rows are garbage", database, () => spoil(at(database), 4096)],
    ["a folder is in the place of the database", database, () => putFolderInPlaceOf(at(database))],
    ["the key file is cut", "secret.key", () => truncateSync(at("secret.key"), 30)],
    ["the key file is garbage", "secret.key", () => spoil(at("secret.key"), 0)],
    ["the key file is missing", "secret.key", () => rmSync(at("secret.key"))],
    ["a folder is in the place of the key file", "secret.key", () => putFolderInPlaceOf(at("secret.key"))],
    ["the marker is emptied", "volume.json", () => truncateSync(at("volume.json"), 0)],
    ["the folder of data files is a file", "blobs", () => putFileInPlaceOf(at("blobs"))],
    ["the folder of unfinished files is a file", "incoming", () => putFileInPlaceOf(at("incoming"))],
    ["a folder is in the place of the lock", "lock.db", () => putFolderInPlaceOf(at("lock.db"))],
  ])("%s", async (_, name, damage) => {
    cpSync(stopped, folder, { recursive: true });
    damage();
    await expectRefusal(name);
  });

  test.each([
    [["medialoft.db", "volume.json"]],
    [["medialoft.db", "volume.json", "secret.key"]],
    [["medialoft.db", "volume.json", "secret.key", "incoming", "lock.db"]],
  ])("all of %j are missing, and uploaded files are there", async (missing) => {
    cpSync(stopped, folder, { recursive: true });
    for (const name of missing) rmSync(at(name), { recursive: true });
    writeFileSync(at(`blobs/7f/7f${"0".repeat(30)}`), "uploaded");
    await expectRefusal("medialoft.db");
    expect(existsSync(at("incoming"))).toBe(!missing.includes("incoming"));
    await expectRefusal("medialoft.db");
  });

  test.each<[string, () => void]>([
    ["the log's header is garbage", () => spoil(at("medialoft.db-wal"), 0, 32)],
    ["one byte of the log's header is another", () => spoil(at("medialoft.db-wal"), 17, 18)],
    [
      "the database of a log is missing, and the marker too",
      () => {
        rmSync(at(database));
        rmSync(at("volume.json"));
      },
    ],
  ])("%s", async (_, damage) => {
    cpSync(cutOff, folder, { recursive: true });
    damage();
    await expectRefusal("medialoft.db-wal");
  });

  test("the data folder cannot be made", async () => {
    const place = join(home.path, `${randomBytes(8).toString("hex")}.txt`);
    writeFileSync(place, "a person's");
    await expect(startServer(testConfig(join(place, "data")))).rejects.toThrow(
      `The data folder ${join(place, "data")} cannot be made (ENOTDIR).`,
    );
  });

  test("the key is another installation's", async () => {
    cpSync(stopped, folder, { recursive: true });
    writeFileSync(at("secret.key"), `${randomBytes(32).toString("base64")}\n`);
    await expect(startServer(testConfig(folder))).rejects.toThrow("put secret.key back from a backup");
  });
});

describe("a start bears", () => {
  test("a cut-off server's folder, with all that is in its log", async () => {
    cpSync(cutOff, folder, { recursive: true });
    expect(statSync(at("medialoft.db-wal")).size).toBeGreaterThan(0);
    await using server = await startServer(testConfig(folder));
    expect(await call(server, "ListYikeProductions", {})).toMatchObject({ ProductionList: [{ Title: "default" }] });
  });

  test.each<[string, () => void]>([
    ["cut within its header", () => truncateSync(at("medialoft.db-wal"), 20)],
    ["zeros", () => writeFileSync(at("medialoft.db-wal"), Buffer.alloc(4096))],
  ])("a log that a power cut left as %s", async (_, leave) => {
    cpSync(stopped, folder, { recursive: true });
    copyFileSync(join(cutOff, "medialoft.db-wal"), at("medialoft.db-wal"));
    leave();
    await using server = await startServer(testConfig(folder));
    expect(await call(server, "ListYikeProductions", {})).toMatchObject({ ProductionList: [{ Title: "default" }] });
  });

  test("a very first write that was cut off", async () => {
    mkdirSync(folder);
    writeFileSync(at("medialoft.db"), Buffer.alloc(4096));
    writeFileSync(at("medialoft.db-journal"), journalOfEmptyDatabase());
    await using server = await startServer(testConfig(folder));
    expect(await call(server, "ListYikeProductions", {})).toMatchObject({ ProductionList: [{ Title: "default" }] });
  });

  test("a person's files among its own, and leaves them alone", async () => {
    cpSync(stopped, folder, { recursive: true });
    const names = ["notes.txt", "lost+found/x", "blobs/notes.txt", "blobs/00/notes.txt", "incoming/notes.txt"];
    mkdirSync(at("lost+found"));
    for (const name of names) writeFileSync(at(name), "a person's");
    await (await startServer(testConfig(folder)))[Symbol.asyncDispose]();
    for (const name of names) expect(readFileSync(at(name), "utf8")).toBe("a person's");
  });
});

test("what the server makes is for its owner alone, also in a folder that others may read", async () => {
  mkdirSync(folder, { mode: 0o755 });
  await using _server = await startServer(testConfig(folder));
  const names = readdirSync(folder);
  expect(names).toEqual(expect.arrayContaining(["medialoft.db", "medialoft.db-wal", "medialoft.db-shm", "lock.db"]));
  for (const name of names) expect([name, statSync(at(name)).mode & 0o077]).toEqual([name, 0]);
  expect(statSync(folder).mode & 0o777).toBe(0o755);
});

describe("an object whose data file is gone", () => {
  const urlOf = (objectUrl: string, bucket: string, method: string, key: string) =>
    signUrlV1(nodeHashes, {
      url: `${objectUrl}/${bucket}/${key}`,
      method,
      bucket,
      key,
      accessKeyId: rootKey.accessKeyId,
      secret: rootKey.accessKeySecret,
      expires: Math.floor(Date.now() / 1000) + 600,
    });

  /** Puts two objects, takes the data file of the first away, and starts the server again. */
  async function startWithoutFile() {
    let bucket = "";
    {
      await using server = await startServer(testConfig(folder));
      const { FileURL } = await call(server, "CreateYikeAssetUpload", { FileExt: "txt" });
      bucket = new URL(String(FileURL)).pathname.split("/")[1] ?? "";
      for (const key of ["lost.txt", "kept.txt"]) {
        const put = await fetch(urlOf(server.objectUrl, bucket, "PUT", key), { method: "PUT", body: Buffer.from(key) });
        expect(put.status).toBe(200);
        if (key === "lost.txt") renameSync(at("blobs"), at("all"));
        if (key === "lost.txt") cpSync(join(stopped, "blobs"), at("blobs"), { recursive: true });
      }
    }
    return { server: await startServer(testConfig(folder)), bucket };
  }

  test("stops no start and no other object, and is answered with what is wrong", async () => {
    const { server, bucket } = await startWithoutFile();
    await using _server = server;
    const lost = await fetch(urlOf(server.objectUrl, bucket, "GET", "lost.txt"));
    expect(lost.status).toBe(500);
    expect(await lost.text()).toMatch(/<Code>InternalError<.*is damaged: a data file is missing\./);
    const kept = await fetch(urlOf(server.objectUrl, bucket, "GET", "kept.txt"));
    expect([kept.status, await kept.text()]).toEqual([200, "kept.txt"]);
    const input = { InputURL: `oss://${bucket}/lost.txt`, MediaType: "video" };
    const { MediaId } = await call(server, "RegisterYikeAssetMediaInfo", input);
    const { MediaBasicInfo } = await waitUntilPrepared(server, String(MediaId));
    expect(MediaBasicInfo).toMatchObject({
      Status: "PrepareFail",
      StatusReason: "Its data file is missing or damaged in the store.",
    });
  });
});
