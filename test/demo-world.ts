import { randomUUID } from "node:crypto";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { readConfig } from "../src/config.ts";
import type { Connection } from "../src/database/connect.ts";
import { insertRootKey } from "../src/identity/access-keys.ts";
import { insertAccount } from "../src/identity/accounts.ts";
import { nodeHashes } from "../src/identity/hashes.ts";
import type { SecretBox } from "../src/identity/secret-box.ts";
import { insertProduction } from "../src/library/productions.ts";
import { type OpenStore, openStore } from "../src/open-store.ts";
import { demo } from "../src/operations/demo.ts";
import { type RunningServer, startServer } from "../src/server.ts";
import { rpcV1StringToSign, signRpcV1 } from "../src/signing/rpc-v1.ts";
import { putObject } from "../src/storage/objects.ts";
import { writeCalls } from "./demo-audit.ts";
import { hashDemoPassword, writeUsers } from "./demo-identity.ts";
import { writePolicies } from "./demo-policies.ts";
import { readSample } from "./server.ts";

export const demoRootKey = {
  accessKeyId: "LTAIdemoroot000000000000",
  accessKeySecret: "demo-root-secret-0123456789",
} as const;

const createdAt = Date.parse(demo.createTime);
const calledAt = Date.parse(demo.callTime);
const createdBy = `aliyun_${demo.accountId}`;

/** The library of `src/operations/demo.ts` on disk: each server that is started on it finds it untouched. */
export interface DemoWorld extends AsyncDisposable {
  start(): Promise<RunningServer>;
}

/** Writes the library; a real server registers and prepares what is in it. */
export async function createDemoWorld(): Promise<DemoWorld> {
  const template = await mkdtemp(join(tmpdir(), "medialoft-demo-world-"));
  await write(template);
  await prepare(template);
  return {
    async start() {
      const folder = await mkdtemp(join(tmpdir(), "medialoft-demo-"));
      await cp(template, folder, { recursive: true });
      const server = await startServer(configOf(folder), { now: () => calledAt });
      return {
        ...server,
        async [Symbol.asyncDispose]() {
          await server[Symbol.asyncDispose]();
          await rm(folder, { recursive: true, force: true });
        },
      };
    },
    [Symbol.asyncDispose]: () => rm(template, { recursive: true, force: true }),
  };
}

const configOf = (dataFolder: string) =>
  readConfig(
    {
      dataFolder,
      apiPort: "0",
      objectPort: "0",
      publicObjectUrl: demo.objectUrl,
      region: demo.region,
      rootAccessKeyId: demoRootKey.accessKeyId,
      rootAccessKeySecret: demoRootKey.accessKeySecret,
      logLevel: "error",
    },
    {},
  );

async function write(folder: string): Promise<void> {
  await using opened = await openStore(configOf(folder), () => undefined);
  const passwordHash = await hashDemoPassword();
  await opened.db.transact(async (tx) => {
    await writeAccount(tx, opened.box);
    await writeUsers(tx, { box: opened.box, passwordHash });
    await writePolicies(tx);
    await writeCalls(tx);
  });
  await writeObject(opened, demo.video.key, "video/mp4", await readSample("demo/sample.mp4"));
  await writeObject(opened, demo.binned.key, "application/x-subrip", await readSample("test/samples/captions.srt"));
  await writeObject(opened, demo.picture.key, "image/png", await readSample("test/samples/picture.png"));
}

async function writeAccount(tx: Connection, box: SecretBox): Promise<void> {
  const { accountId, workspaceId } = demo;
  await insertAccount(tx, {
    account_id: accountId,
    title: "default",
    bucket: demo.bucket,
    default_workspace_id: workspaceId,
    default_production_id: demo.productionId,
    is_first: 1,
    created_at: createdAt,
    identity_version: 1,
  });
  await insertRootKey(tx, { ...demoRootKey, accountId, now: createdAt }, box);
  await tx.query
    .insertInto("workspaces")
    .values({
      workspace_id: workspaceId,
      account_id: accountId,
      code: demo.workspaceCode,
      title: "default",
      status: "Online",
      user_count_limit: 1000,
      default_production_id: demo.productionId,
      created_at: createdAt,
    })
    .execute();
  const common = { accountId, workspaceId, createdBy, now: createdAt };
  const { productionId, folderId, otherProductionId, otherFolderId } = demo;
  await insertProduction(tx, { ...common, productionId, title: "default", defaultFolderId: folderId });
  await insertProduction(tx, {
    ...common,
    productionId: otherProductionId,
    title: "Autumn campaign",
    defaultFolderId: otherFolderId,
    now: createdAt + 3600_000,
  });
}

async function writeObject({ store }: OpenStore, key: string, contentType: string, bytes: Buffer): Promise<void> {
  const blob = await store.disk.writeBlob(Readable.from([bytes]), { maxBytes: bytes.length });
  const object = { accountId: demo.accountId, bucket: demo.bucket, key, contentType, headers: "{}" };
  await putObject(store, object, blob, { forbidOverwrite: false, now: createdAt });
}

/** Registers the assets through the API, so that what is known of them was found and not written by hand; only their ids are. */
async function prepare(folder: string): Promise<void> {
  const { video, binned } = demo;
  let now = createdAt;
  const given = new Map<string, string>();
  {
    await using server = await startServer(configOf(folder), { now: () => now });
    const call = (action: string, parameters: Record<string, string>) =>
      callDemo(server, { version: "2020-11-09", action, parameters, now });
    for (const [{ mediaId, fileUrl }, mediaType] of [[video, "video"] as const, [binned, "text"] as const]) {
      const { MediaId } = await call("RegisterYikeAssetMediaInfo", { InputURL: fileUrl, MediaType: mediaType });
      given.set(String(MediaId), mediaId);
      while (
        /"Status":"Preparing"/.test(JSON.stringify(await call("GetYikeAssetMediaInfo", { MediaId: String(MediaId) })))
      )
        await new Promise((resolve) => setTimeout(resolve, 20));
      if (mediaType === "text") {
        now = Date.parse(demo.deletedTime);
        await call("DeleteYikeAssetMediaInfos", { MediaIds: String(MediaId) });
      }
    }
  }
  await using opened = await openStore(configOf(folder), () => undefined);
  await opened.db.transact(async (tx) => {
    for (const [made, wanted] of given)
      await tx.query.updateTable("assets").set({ media_id: wanted }).where("media_id", "=", made).execute();
  });
}

interface DemoCall {
  readonly version: string;
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly format?: "JSON" | "XML";
  readonly key?: { readonly accessKeyId: string; readonly accessKeySecret: string };
  /** Epoch milliseconds, as the server's clock says. */
  readonly now?: number;
}

/** One signed call, by the account's root unless `key` is another's; answers the body as it came. */
export async function sendDemo(server: RunningServer, call: DemoCall): Promise<{ status: number; body: string }> {
  const { version, action, parameters, format = "JSON", key = demoRootKey, now = calledAt } = call;
  const common = {
    Action: action,
    Version: version,
    Format: format,
    AccessKeyId: key.accessKeyId,
    SignatureMethod: "HMAC-SHA1",
    SignatureVersion: "1.0",
    SignatureNonce: randomUUID(),
    Timestamp: new Date(now).toISOString(),
  };
  const pairs = Object.entries({ ...common, ...parameters });
  const stringToSign = rpcV1StringToSign("POST", pairs);
  const signature = signRpcV1(nodeHashes, key.accessKeySecret, "HMAC-SHA1", stringToSign);
  const body = new URLSearchParams([...pairs.map(([name, value]) => [name, value]), ["Signature", signature]]);
  const response = await fetch(server.apiUrl, { method: "POST", body });
  return { status: response.status, body: await response.text() };
}

async function callDemo(server: RunningServer, call: DemoCall): Promise<Record<string, unknown>> {
  const { status, body } = await sendDemo(server, call);
  if (status !== 200) throw new Error(`${call.action} was answered with ${status}: ${body}`);
  return JSON.parse(body);
}
