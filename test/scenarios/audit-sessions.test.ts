import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { revokeSession } from "../../src/identity/session-list.ts";
import { uploadClient } from "../clients/upload-client.ts";
import { databases, type TestDatabase } from "../database-server.ts";
import { outcome } from "../outcome.ts";
import { type Key, type RamAsk, ramAsker, stsAsker } from "../ram.ts";
import { call, rootKey, startTestServer, type TestServer } from "../server.ts";

const own = "2026-11-01";
const secretKey = Buffer.alloc(32, 7).toString("base64");

interface Page {
  readonly Sessions: readonly Record<string, string>[];
  readonly IsTruncated: boolean;
  readonly Marker?: string;
}

describe.each(databases)("temporary credentials on $dialect", ({ open }) => {
  let server: TestServer;
  let database: TestDatabase;
  let ram: RamAsk;
  let alice: Key;
  const now = Date.now();

  beforeAll(async () => {
    database = await open();
    const { options } = database;
    server = await startTestServer("url" in options ? { databaseUrl: options.url, secretKey } : {}, () => now);
    ram = ramAsker(server);
    await ram("CreateUser", { userName: "alice" });
    alice = ((await ram("CreateAccessKey", { userName: "alice" })) as { accessKey: Key }).accessKey;
    const trust = {
      Version: "1",
      Statement: [
        { Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: `acs:ram::${server.accountId}:root` } },
      ],
    };
    await ram("CreateRole", { roleName: "Reader", assumeRolePolicyDocument: JSON.stringify(trust) });
    for (const policyName of ["AliyunICEFullAccess", "AliyunSTSAssumeRoleAccess"]) {
      await ram("AttachPolicyToRole", { policyName, policyType: "System", roleName: "Reader" });
      await ram("AttachPolicyToUser", { policyName, policyType: "System", userName: "alice" });
    }
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  const list = async (parameters: Record<string, string> = {}, key: Key = rootKey) =>
    (await call(server, "ListSessions", parameters, { version: own, key })) as unknown as Page;
  const revoke = (SessionAccessKeyId: string, key: Key = rootKey) =>
    call(server, "RevokeSession", { SessionAccessKeyId }, { version: own, key });
  const assume = async (roleSessionName: string): Promise<Key> => {
    const roleArn = `acs:ram::${server.accountId}:role/Reader`;
    const answer = await stsAsker(server, alice)("AssumeRole", { roleArn, roleSessionName, durationSeconds: 900 });
    return (answer as { credentials: Key }).credentials;
  };
  const listWith = (key: Key) => outcome(call(server, "ListYikeProductions", {}, { key }));
  const makeOther = async (): Promise<Key> => {
    const other = await call(server, "CreateAccount", { Title: "Other" }, { version: own });
    return { accessKeyId: String(other.AccessKeyId), accessKeySecret: String(other.AccessKeySecret) };
  };

  test("are listed newest first, with who is behind them and what they are for", async () => {
    const session = await assume("player-7");
    const upload = await call(server, "CreateYikeAssetUpload", { FileExt: "txt" }, { key: alice });
    const { key } = uploadClient(upload);
    const { Sessions, IsTruncated } = await list({ UserName: "alice" });
    expect({ Sessions, IsTruncated }).toEqual({
      IsTruncated: false,
      Sessions: [
        {
          AccessKeyId: session.accessKeyId,
          Kind: "role",
          CreateTime: `${new Date(now).toISOString().slice(0, 19)}Z`,
          ExpireTime: `${new Date(now + 900_000).toISOString().slice(0, 19)}Z`,
          CreatorAccessKeyId: alice.accessKeyId,
          UserName: "alice",
          RoleName: "Reader",
          SessionName: "player-7",
        },
      ],
    });
    const uploads = await list({ Kind: "upload" });
    expect(uploads.Sessions).toMatchObject([{ CreatorAccessKeyId: alice.accessKeyId, ObjectKey: key }]);
    expect((await list({ RoleName: "Nobody" })).Sessions).toEqual([]);
    expect((await list({}, await makeOther())).Sessions).toEqual([]);
  });

  test("of another account's user are listed without the name and the key of whoever is behind them", async () => {
    const other = await makeOther();
    const { accountId } = (await stsAsker(server, other)("GetCallerIdentity")) as { accountId: string };
    const principal = `acs:ram::${server.accountId}:root`;
    const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: principal } };
    const assumeRolePolicyDocument = JSON.stringify({ Version: "1", Statement: [trust] });
    const theirs = ramAsker(server, other);
    await theirs("CreateRole", { roleName: "Guest", assumeRolePolicyDocument });
    await theirs("AttachPolicyToRole", {
      policyName: "AliyunICEFullAccess",
      policyType: "System",
      roleName: "Guest",
    });
    const roleArn = `acs:ram::${accountId}:role/Guest`;
    const { credentials } = (await stsAsker(server, alice)("AssumeRole", { roleArn, roleSessionName: "visit" })) as {
      credentials: Key;
    };
    await call(server, "CreateYikeAssetUpload", { FileExt: "txt" }, { key: credentials });
    await call(server, "CreateYikeAssetUpload", { FileExt: "txt" }, { key: other });
    const { Sessions } = await list({}, other);
    expect(JSON.stringify(Sessions)).not.toMatch(new RegExp(`alice|${alice.accessKeyId}`));
    expect(Sessions.filter(({ Kind }) => Kind === "role")).toMatchObject([{ RoleName: "Guest", SessionName: "visit" }]);
    const uploads = Sessions.filter(({ Kind }) => Kind === "upload");
    expect(uploads.map(({ CreatorAccessKeyId }) => CreatorAccessKeyId).sort()).toEqual([other.accessKeyId, undefined]);
  });

  test("are listed page after page", async () => {
    for (let i = 0; i < 5; i++) await assume(`page-${i}`);
    const whole = (await list()).Sessions.map(({ AccessKeyId }) => AccessKeyId);
    const ids = [];
    let Marker: string | undefined;
    do {
      const page = await list({ MaxItems: "2", ...(Marker && { Marker }) });
      ids.push(...page.Sessions.map(({ AccessKeyId }) => AccessKeyId));
      ({ Marker } = page);
    } while (Marker);
    expect(ids).toEqual(whole);
    await expect(list({ Marker: "eA" })).rejects.toMatchObject({ code: "InvalidParameter" });
  });

  test("end with the next call when they are revoked, on this node and on others", async () => {
    const [here, elsewhere, kept] = [await assume("here"), await assume("elsewhere"), await assume("kept")];
    for (const key of [here, elsewhere, kept]) expect(await listWith(key)).toBe("allowed");
    await revoke(here.accessKeyId);
    expect(await listWith(here)).toBe("InvalidAccessKeyId.NotFound");
    if (database.db.dialect === "postgres") {
      const { transact } = database.db;
      const keys = { find: async () => undefined, forget: () => undefined };
      const node = { caller: { accountId: server.accountId }, transact: transact.bind(database.db), parts: { keys } };
      await revokeSession(node, elsewhere.accessKeyId);
      expect(await listWith(elsewhere)).toBe("InvalidAccessKeyId.NotFound");
    }
    expect(await listWith(kept)).toBe("allowed");
    await expect(revoke(here.accessKeyId)).rejects.toMatchObject({ code: "ResourceNotFound" });
  });

  test("of an upload end in the middle of it", async () => {
    const { client, key } = uploadClient(
      await call(server, "CreateYikeAssetUpload", { FileExt: "txt" }, { key: alice }),
    );
    await client.put(key, Buffer.from("1"));
    const [session] = (await list({ Kind: "upload" })).Sessions.filter(({ ObjectKey }) => ObjectKey === key);
    await revoke(session?.AccessKeyId ?? "");
    expect(await outcome(client.put(key, Buffer.from("2")))).toBe("InvalidAccessKeyId");
  });

  test("of a role end with what was made in them to upload, and a role that was assumed in them goes on", async () => {
    const [session, kept] = [await assume("uploads"), await assume("uploads")];
    const [mine, theirs] = await Promise.all(
      [session, kept].map(async (key) =>
        uploadClient(await call(server, "CreateYikeAssetUpload", { FileExt: "txt" }, { key })),
      ),
    );
    const roleArn = `acs:ram::${server.accountId}:role/Reader`;
    const chained = (await stsAsker(server, session)("AssumeRole", { roleArn, roleSessionName: "chained" })) as {
      credentials: Key;
    };
    const put = (upload: typeof mine) => outcome(upload?.client.put(upload.key, Buffer.from("1")) ?? Promise.reject());
    const keysListed = async () => (await list({ Kind: "upload" })).Sessions.map(({ ObjectKey }) => ObjectKey);
    expect([await put(mine), await put(theirs)]).toEqual(["allowed", "allowed"]);
    expect(await keysListed()).toEqual(expect.arrayContaining([mine?.key, theirs?.key]));
    await revoke(session.accessKeyId);
    expect([await put(mine), await put(theirs)]).toEqual(["InvalidAccessKeyId", "allowed"]);
    expect(await keysListed()).not.toContain(mine?.key);
    expect(await keysListed()).toContain(theirs?.key);
    expect(await listWith(chained.credentials)).toBe("allowed");
  });

  test("of another account cannot be revoked, and who may not revoke does not learn which there are", async () => {
    const session = await assume("mine");
    const other = await makeOther();
    expect(await outcome(revoke(session.accessKeyId, other))).toBe("ResourceNotFound");
    expect(await outcome(revoke(session.accessKeyId, alice))).toBe("NoPermission");
    expect(await outcome(revoke("STS.doesnotexist", alice))).toBe("NoPermission");
    expect(await listWith(session)).toBe("allowed");
  });
});
