import { readdirSync, readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import OSS from "ali-oss";
import { afterAll, beforeAll, expect, test } from "vitest";
import { call, rootKey, startTestServer, type TestServer } from "../server.ts";
import { createAccount, type Key, openAccount, type TestAccount } from "./library.ts";

const version = "2026-11-01";

interface Status {
  readonly Objects: number;
  readonly ObjectBytes: number;
  readonly OpenUploads: number;
  readonly Jobs: readonly Readonly<Record<string, string | number>>[];
  readonly Server?: Readonly<Record<string, unknown>>;
}

/** A host that takes requests and never answers. */
const waiting: ServerResponse[] = [];
const silent = createServer((_, response) => waiting.push(response));
let silentUrl: string;

let server: TestServer;
let mine: TestAccount;
let other: TestAccount;
beforeAll(async () => {
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  silentUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  server = await startTestServer({ allowPrivateFetch: "127.0.0.0/8" });
  mine = await openAccount(server);
  other = await createAccount(server);
  await mine.put("a/one.txt", "1234567890");
  await other.put("a/two.txt", "12345");
});
afterAll(async () => {
  for (const response of waiting) response.end();
  await server[Symbol.asyncDispose]();
  silent.close();
});

const statusFor = async (key: Key = rootKey) =>
  (await call(server, "GetSystemStatus", {}, { key, version })) as unknown as Status;

test("the first account is told of itself and of the whole server", async () => {
  const status = await statusFor();
  expect(status).toMatchObject({ Objects: 1, ObjectBytes: 10, OpenUploads: 0, Jobs: [] });
  expect(status.Server).toMatchObject({ Ready: true, DatabaseState: "ok", DiskState: "ok", WriteState: "ok" });
  expect(status.Server).toMatchObject({ Mode: "faithful", Authorization: "enforce", Objects: 2, ObjectBytes: 15 });
  expect(status.Server?.FreeBytes).toBeGreaterThan(1_000_000);
  expect(status.Server?.Writes).toBeGreaterThanOrEqual(Number(status.Server?.Commits));
  const { version: packaged } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const migrations = readdirSync(new URL("../../src/database/migrations", import.meta.url));
  expect(status.Server).toMatchObject({
    Version: packaged,
    NodeVersion: process.versions.node,
    SchemaVersion: migrations.filter((file) => /^\d{4}-/.test(file)).length,
  });
});

test("another account is told of itself only, even its root", async () => {
  const { RequestId: _, ...status } = (await statusFor(other.key)) as Status & { RequestId: string };
  expect(status).toEqual({ Objects: 1, ObjectBytes: 5, OpenUploads: 0, Jobs: [] });
});

test("a user needs the permission, and with it sees what the account may see", async () => {
  const ram = (action: string, fields: Record<string, string>, key: Key = rootKey) =>
    call(server, action, fields, { version: "2015-05-01", key });
  const makeUser = async (key: Key) => {
    await ram("CreateUser", { UserName: "watcher" }, key);
    const made = (await ram("CreateAccessKey", { UserName: "watcher" }, key)) as { AccessKey: Record<string, string> };
    return {
      accessKeyId: String(made.AccessKey.AccessKeyId),
      accessKeySecret: String(made.AccessKey.AccessKeySecret),
    };
  };
  const Statement = [{ Effect: "Allow", Action: "medialoft:GetSystemStatus", Resource: "*" }];
  const allow = async (key: Key) => {
    const PolicyDocument = JSON.stringify({ Version: "1", Statement });
    await ram("CreatePolicy", { PolicyName: "watch", PolicyDocument }, key);
    await ram("AttachPolicyToUser", { PolicyType: "Custom", PolicyName: "watch", UserName: "watcher" }, key);
  };
  const watcher = await makeUser(rootKey);
  await expect(statusFor(watcher)).rejects.toMatchObject({ code: "NoPermission" });
  await allow(rootKey);
  expect(await statusFor(watcher)).toMatchObject({ Objects: 1, Server: { Objects: 2 } });

  const foreign = await makeUser(other.key);
  await allow(other.key);
  expect(await statusFor(foreign)).not.toHaveProperty("Server");
});

test("work under way and uploads that have not ended are counted for whom they belong to", async () => {
  const client = new OSS({ ...other.key, endpoint: other.objectUrl, bucket: other.bucket });
  await client.initMultipartUpload("a/film.mp4");
  await other.register({ InputURL: `${silentUrl}/film.mp4`, MediaType: "video" });
  const jobs = [{ Kind: "copy-remote", Status: "leased", Count: 1, DueTime: expect.stringMatching(/Z$/) }];
  await expect.poll(async () => (await statusFor(other.key)).Jobs, { timeout: 30_000 }).toEqual(jobs);
  expect(await statusFor(other.key)).toMatchObject({ OpenUploads: 1, Jobs: jobs });
  expect(await statusFor()).toMatchObject({ OpenUploads: 0, Jobs: [], Server: { OpenUploads: 1, Jobs: jobs } });
});
