import { copyFile, mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startServer } from "../../src/server.ts";
import { databases, type TestDatabase } from "../database-server.ts";
import { call, rootKey, startTestServer, type TestServer, testConfig } from "../server.ts";
import { ConsoleClient } from "./console-client.ts";

const secretKey = Buffer.alloc(32, 7).toString("base64");
const minuteMs = 60_000;
const password = "Wonderland-1-cat";
let count = 0;

describe.each(databases)("a session on $dialect", ({ open }) => {
  let clock = Date.now();
  let database: TestDatabase;
  let server: TestServer;
  let admin: ConsoleClient;

  beforeAll(async () => {
    database = await open();
    const { options } = database;
    server = await startTestServer("url" in options ? { databaseUrl: options.url, secretKey } : {}, () => clock);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    clock += 60 * minuteMs;
    admin = await signIn({ ...rootKey });
  });

  async function signIn(credentials: Record<string, string>): Promise<ConsoleClient> {
    const client = new ConsoleClient(server);
    expect(await client.signIn(credentials)).toMatchObject({ status: 200 });
    return client;
  }

  async function ram(action: string, parameters: Record<string, unknown>): Promise<unknown> {
    const { status, fields } = await admin.call(`RAM/${action}`, parameters);
    expect({ status, Code: fields.Code }).toEqual({ status: 200, Code: undefined });
    return fields;
  }

  async function makeUser(): Promise<string> {
    const UserName = `user-${count++}`;
    await ram("CreateUser", { UserName });
    return UserName;
  }

  async function makeKey(UserName: string) {
    const { AccessKey } = (await ram("CreateAccessKey", { UserName })) as { AccessKey: Record<string, string> };
    return { accessKeyId: String(AccessKey.AccessKeyId), accessKeySecret: String(AccessKey.AccessKeySecret) };
  }

  const stateOf = async (client: ConsoleClient) => (await client.ask("/session/list")).status;

  test("is over an hour after its last request, and after six hours in any case", async () => {
    for (let minutes = 0; minutes < 330; minutes += 55) {
      clock += 55 * minuteMs;
      expect(await stateOf(admin)).toBe(200);
    }
    clock += 29 * minuteMs;
    expect(await stateOf(admin)).toBe(200);
    clock += minuteMs;
    expect(await stateOf(admin)).toBe(401);
    const idle = await signIn({ ...rootKey });
    clock += 60 * minuteMs;
    expect(await stateOf(idle)).toBe(401);
    expect((await idle.ask("/session")).body).toMatchObject({ signedIn: false });
  });

  test("lasts as long as the account says", async () => {
    await ram("SetSecurityPreference", { LoginSessionDuration: 1 });
    const { body } = await new ConsoleClient(server).signIn({ ...rootKey });
    expect(body.expiresAt).toBe(clock + 60 * minuteMs);
    await ram("SetSecurityPreference", { LoginSessionDuration: 6 });
  });

  test("is over with its sign-out, which takes the cookie back", async () => {
    const other = await signIn({ ...rootKey });
    const stolen = new ConsoleClient(server);
    Object.assign(stolen, { cookie: admin.cookie, csrfToken: admin.csrfToken });
    const answer = await admin.post("/session/sign-out");
    expect(answer.headers["set-cookie"]).toEqual([expect.stringMatching(/^medialoft=; .*Max-Age=0$/)]);
    expect(await stateOf(stolen)).toBe(401);
    expect(await stateOf(other)).toBe(200);
  });

  test("is listed and can be ended: by its user, or by the account's root, and by nobody else", async () => {
    const [one, other] = [await makeUser(), await makeUser()];
    const key = await makeKey(one);
    const [first, second] = [await signIn(key), await signIn(key)];
    const stranger = await signIn(await makeKey(other));
    const sessionsOf = async (client: ConsoleClient) =>
      ((await client.ask("/session/list")).body.sessions ?? []) as {
        sessionId: string;
        isThis: boolean;
        userName: string;
      }[];
    const mine = await sessionsOf(first);
    expect(mine.map(({ userName }) => userName)).toEqual([one, one]);
    const sessionId = mine.find(({ isThis }) => !isThis)?.sessionId;
    expect((await stranger.post("/session/end", { sessionId })).status).toBe(404);
    expect(await stateOf(second)).toBe(200);
    expect((await first.post("/session/end", { sessionId })).status).toBe(200);
    expect([await stateOf(first), await stateOf(second)]).toEqual([200, 401]);
    const all = await sessionsOf(admin);
    expect(all.map(({ userName }) => userName)).toEqual(expect.arrayContaining([one, other]));
    await admin.post("/session/end", { sessionId: all.find(({ userName }) => userName === one)?.sessionId });
    expect(await stateOf(first)).toBe(401);
  });

  test("that a key opened is over when the key is switched off, for good, or deleted", async () => {
    const UserName = await makeUser();
    const key = await makeKey(UserName);
    const off = await signIn(key);
    const change = (Status: string) => ram("UpdateAccessKey", { UserName, UserAccessKeyId: key.accessKeyId, Status });
    await change("Inactive");
    expect(await stateOf(off)).toBe(401);
    expect((await new ConsoleClient(server).signIn(key)).status).toBe(401);
    await change("Active");
    expect(await stateOf(off)).toBe(401);
    const deleted = await signIn(key);
    await ram("DeleteAccessKey", { UserName, UserAccessKeyId: key.accessKeyId });
    expect(await stateOf(deleted)).toBe(401);
  });

  test("that a password opened is over when it changes or is taken away, and so is all that was made in it", async () => {
    const UserName = await makeUser();
    await ram("CreateLoginProfile", { UserName, Password: password });
    await ram("AttachPolicyToUser", { PolicyType: "System", PolicyName: "AdministratorAccess", UserName });
    const changed = await signIn({ userName: UserName, password });
    const { status, fields } = await changed.call("ICE/CreateYikeAssetUpload", { FileExt: "mp4" });
    expect(status).toBe(200);
    const { SecurityToken, AccessKeyId, AccessKeySecret } = JSON.parse(
      Buffer.from(String(fields.UploadAuth), "base64").toString(),
    );
    const key = { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret, securityToken: SecurityToken };
    const codeOf = (error: unknown) => (error as { code?: string }).code;
    clock = Date.now();
    expect(await call(server, "ListYikeProductions", {}, { key }).catch(codeOf)).toBe("Forbidden");
    const NewPassword = "Looking-glass-2";
    expect((await changed.call("RAM/ChangePassword", { OldPassword: password, NewPassword })).status).toBe(200);
    expect(await stateOf(changed)).toBe(401);
    expect(await call(server, "ListYikeProductions", {}, { key }).catch(codeOf)).toBe("InvalidAccessKeyId.NotFound");
    const without = await signIn({ userName: UserName, password: NewPassword });
    const root = await signIn({ ...rootKey });
    expect((await root.call("RAM/DeleteLoginProfile", { UserName })).status).toBe(200);
    expect(await stateOf(without)).toBe(401);
  });
});

test("what one node opens holds on every other, and what one ends is over on all", async () => {
  await using stack = new AsyncDisposableStack();
  const { options } = stack.use(await databases[1].open());
  if (!("url" in options)) throw new Error("Two servers need PostgreSQL.");
  const flags = { databaseUrl: options.url, secretKey };
  const first = stack.use(await startTestServer(flags));
  const folder = stack.use(await mkdtempDisposable(join(tmpdir(), "medialoft-second-")));
  await copyFile(join(first.folder, "volume.json"), join(folder.path, "volume.json"));
  const second = stack.use(await startServer(testConfig(folder.path, flags)));

  const here = new ConsoleClient(first);
  await here.signIn({ ...rootKey });
  const there = new ConsoleClient(second);
  Object.assign(there, { cookie: here.cookie, csrfToken: here.csrfToken });
  expect((await there.call("ICE/ListYikeProductions")).status).toBe(200);
  await here.call("RAM/CreateUser", { UserName: "alice" });
  await here.call("RAM/CreateLoginProfile", { UserName: "alice", Password: password });
  await here.call("RAM/SetPasswordPolicy", { MaxLoginAttemps: 2 });
  for (const node of [first, second]) {
    const guess = await new ConsoleClient(node).signIn({ userName: "alice", password: "x" });
    expect(guess.status).toBe(401);
  }
  expect((await new ConsoleClient(first).signIn({ userName: "alice", password })).status).toBe(401);
  await there.post("/session/sign-out");
  expect((await here.ask("/session/list")).status).toBe(401);
});
