import OSS from "ali-oss";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CommandFolder } from "../command.ts";
import { databases, type TestDatabase } from "../database-server.ts";
import { PostgresRelay } from "../postgres-relay.ts";
import { call, rootKey, startTestServer } from "../server.ts";

let database: TestDatabase;
let relay: PostgresRelay;
beforeEach(async () => {
  database = await databases[1].open();
  relay = await PostgresRelay.open("url" in database.options ? database.options.url : "");
});
afterEach(async () => {
  await relay[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const secretKey = "ab".repeat(32);
const start = () => startTestServer({ databaseUrl: relay.url, secretKey, logLevel: "silent" });

describe("a server whose PostgreSQL", () => {
  test("says nothing is not ready, and says so", async () => {
    await using server = await start();
    const asked = relay.hush();
    const answer = fetch(`${server.apiUrl}/readyz`);
    await asked;
    const readyz = await answer;
    expect(readyz.status).toBe(503);
    expect(await readyz.json()).toMatchObject({
      ready: false,
      authorization: "unknown",
      database: { state: "No answer came within 3 s." },
      disk: "ok",
    });
    await relay[Symbol.asyncDispose]();
  });

  test("is away asks callers to come back later, and keeps to itself what PostgreSQL says", async () => {
    await using server = await start();
    const { FileURL } = await call(server, "CreateYikeAssetUpload", { FileExt: "mp4" });
    const bucket = new URL(String(FileURL)).pathname.split("/")[1];
    await relay[Symbol.asyncDispose]();
    for (const [action, query] of [
      ["ListYikeProductions", {}],
      ["CreateYikeProduction", { Title: "x" }],
    ] as const)
      await expect(call(server, action, query)).rejects.toMatchObject({
        statusCode: 503,
        code: "ServiceUnavailable",
      });
    const objects = new OSS({ ...rootKey, endpoint: server.objectUrl, bucket, region: "oss-cn-shanghai" });
    await expect(objects.put("a.bin", Buffer.from("a"))).rejects.toMatchObject({
      status: 503,
      code: "ServiceUnavailable",
    });
    const readyz = await fetch(`${server.apiUrl}/readyz`);
    expect(readyz.status).toBe(503);
    expect(await readyz.json()).toMatchObject({
      database: { state: "The database does not answer now: try again later." },
    });
  });
});

describe("a signal ends the server", () => {
  let folder: CommandFolder;
  beforeEach(() => {
    folder = new CommandFolder();
  });
  afterEach(() => folder[Symbol.asyncDispose]());

  test("whose PostgreSQL says nothing", async () => {
    const script = `
      import { runServer } from "./src/cli/commands/serve.ts";
      import { readConfig } from "./src/config.ts";
      await runServer(readConfig({ apiPort: "0", objectPort: "0" }), 1);
    `;
    const run = folder.run(process.execPath, ["--input-type=module", "--eval", script], {
      MEDIALOFT_DATA: folder.data,
      MEDIALOFT_DATABASE_URL: relay.url,
      MEDIALOFT_SECRET_KEY: secretKey,
    });
    const { api } = await run.ready();
    const asked = relay.hush();
    const answer = fetch(`${api}/readyz`).catch((error: unknown) => error);
    await asked;
    const { code, stderr } = await run.stop();
    expect(code).toBe(1);
    expect(stderr).toContain("got no answer");
    await answer;
  });
});
