import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Flags } from "../../src/config.ts";
import { startServer } from "../../src/server.ts";
import { StartError } from "../../src/start-error.ts";
import { call, startTestServer, testConfig } from "../server.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "medialoft-settings-"));
});
afterEach(() => rm(folder, { recursive: true }));

const start = (flags: Flags = {}) => startServer(testConfig(folder, flags));
const database = () => new DatabaseSync(join(folder, "medialoft.db"));

describe("a root key in the settings", () => {
  const keyOf = (name: string) => ({ accessKeyId: `LTAI${name}`, accessKeySecret: `secret-of-${name}` });
  const startWith = (name: string) =>
    start({ rootAccessKeyId: keyOf(name).accessKeyId, rootAccessKeySecret: keyOf(name).accessKeySecret });
  const audit = () => {
    using file = database();
    return file.prepare("select event, detail from audit_log where event = 'root-key-replaced'").all();
  };

  test("takes the place of a different stored one, which is written down once and without the secret", async () => {
    const accounts: string[] = [];
    for (const name of ["first", "second", "second"]) {
      await using server = await startWith(name);
      accounts.push(server.accountId);
      expect(server.firstRootKey).toBeUndefined();
      expect(await call(server, "ListYikeProductions", {}, { key: keyOf(name) })).toHaveProperty("ProductionList");
      if (name === "second")
        await expect(call(server, "ListYikeProductions", {}, { key: keyOf("first") })).rejects.toMatchObject({
          code: "InvalidAccessKeyId.NotFound",
        });
    }
    expect(new Set(accounts).size).toBe(1);
    expect(audit().map((row) => ({ ...row }))).toEqual([
      { event: "root-key-replaced", detail: "The root key LTAIsecond from the settings replaced LTAIfirst." },
    ]);
  });

  test("leaves root keys alone that were made beside it", async () => {
    let made: { AccessKeyId: string; AccessKeySecret: string };
    {
      await using server = await startWith("first");
      const { AccessKey } = await call(server, "CreateAccessKey", {}, { key: keyOf("first"), version: "2015-05-01" });
      made = AccessKey as typeof made;
    }
    await using server = await startWith("first");
    const key = { accessKeyId: made.AccessKeyId, accessKeySecret: made.AccessKeySecret };
    expect(await call(server, "ListYikeProductions", {}, { key })).toHaveProperty("ProductionList");
  });

  test("counts also when only its secret is another", async () => {
    await (await startWith("first"))[Symbol.asyncDispose]();
    const key = { ...keyOf("first"), accessKeySecret: "another-secret" };
    await using server = await start({ rootAccessKeyId: key.accessKeyId, rootAccessKeySecret: key.accessKeySecret });
    expect(await call(server, "ListYikeProductions", {}, { key })).toHaveProperty("ProductionList");
    await expect(call(server, "ListYikeProductions", {}, { key: keyOf("first") })).rejects.toMatchObject({
      code: "SignatureDoesNotMatch",
    });
    expect(JSON.stringify(audit())).not.toContain("another-secret");
  });
});

test("a root key in the settings cannot have the id of somebody else's key, and the stored one stays", async () => {
  const account = await (async () => {
    await using server = await start();
    return await call(server, "CreateAccount", { Title: "other" }, { version: "2026-11-01" });
  })();
  const flags = { rootAccessKeyId: String(account.AccessKeyId), rootAccessKeySecret: "another-secret" };
  const failure = await start(flags).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(StartError);
  expect(String(failure)).toMatch(/LTAI\w+ in MEDIALOFT_ROOT_ACCESS_KEY_ID is somebody else's/);
  await using server = await start();
  expect(await call(server, "ListYikeProductions", {})).toHaveProperty("ProductionList");
});

describe("a data folder", () => {
  test("that a newer version wrote stops the start with a sentence, and stays as it is", async () => {
    await (await start())[Symbol.asyncDispose]();
    {
      using file = database();
      file.exec("pragma user_version = 99");
    }
    const failure = await start().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StartError);
    expect(String(failure)).toMatch(/newer Medialoft \(schema 99; [^\n]+nothing was changed\.$/);
    using file = database();
    expect(file.prepare("pragma user_version").get()).toEqual({ user_version: 99 });
  });

  test("that a server uses is refused to a second one, which names it, and the first goes on", async () => {
    await using server = await start();
    const failure = await start().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StartError);
    expect(String(failure)).toContain(folder);
    expect(await call(server, "ListYikeProductions", {})).toHaveProperty("ProductionList");
  });
});

describe("clients are told the public addresses", () => {
  test("and never the one that they asked", async () => {
    const [publicApiUrl, publicObjectUrl] = ["https://media.example.com", "https://objects.example.com:444"];
    await using server = await start({ publicApiUrl, publicObjectUrl });
    expect(server).toMatchObject({ apiUrl: publicApiUrl, objectUrl: publicObjectUrl, warnings: [] });
  });
});

test.each(["faithful", "studio"] as const)("the mode %s is said, and answers like the other", async (mode) => {
  await using server = await startTestServer({ mode });
  const readyz = await fetch(`${server.apiUrl}/readyz`);
  expect(readyz.status).toBe(200);
  expect(await readyz.json()).toMatchObject({ ready: true, mode });
  const { ProductionList } = await call(server, "ListYikeProductions", {});
  expect(ProductionList).toHaveLength(1);
});

test("whoever asks is told what is wrong with the data folder, and not where it is", async () => {
  await using server = await startTestServer();
  writeFileSync(join(server.folder, "volume.json"), "something else");
  const readyz = await fetch(`${server.apiUrl}/readyz`);
  expect(readyz.status).toBe(503);
  expect(await readyz.json()).toMatchObject({
    ready: false,
    disk: "The file ./volume.json is damaged: it is not the marker that this server writes.",
  });
});
