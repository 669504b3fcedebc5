import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rootKey, startTestServer, type TestServer } from "../server.ts";
import { ConsoleClient } from "./console-client.ts";

const hourMs = 3_600_000;
const password = "Wonderland-1-cat";
let clock = Date.now();
let server: TestServer;
let admin: ConsoleClient;

beforeAll(async () => {
  server = await startTestServer({}, () => clock);
});
afterAll(() => server[Symbol.asyncDispose]());

let count = 0;
let userName: string;

async function makeUser(fields: object = {}): Promise<string> {
  userName = `user-${count++}`;
  await ram("CreateUser", { UserName: userName });
  await ram("CreateLoginProfile", { UserName: userName, Password: password, ...fields });
  return userName;
}

/** Calls by the account's root, with a session that each test has for itself. */
async function ram(action: string, parameters: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { status, fields } = await admin.call(`RAM/${action}`, parameters);
  expect(fields).not.toHaveProperty("Code");
  expect(status).toBe(200);
  return fields;
}

async function openAdmin(): Promise<void> {
  admin = open();
  await admin.signIn({ ...rootKey });
}

/** Attempts of an earlier test are forgotten. */
beforeEach(async () => {
  clock += 2 * hourMs;
  await openAdmin();
});

const open = (): ConsoleClient => new ConsoleClient(server);

describe("signing in", () => {
  test("the account's root shows its AccessKey and gets a session that tells who it is", async () => {
    const root = open();
    const answer = await root.signIn({ ...rootKey });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      signedIn: true,
      principal: { kind: "root", accountId: server.accountId, arn: `acs:ram::${server.accountId}:root` },
      expiresAt: clock + 6 * hourMs,
      idleExpiresAt: clock + hourMs,
    });
    expect((await root.ask("/session")).body).toMatchObject({ signedIn: true, csrfToken: root.csrfToken });
    expect((await open().ask("/session")).body).toEqual({
      requestId: expect.any(String),
      signedIn: false,
      csrfToken: "before-sign-in",
    });
  });

  test("whoever is signed in is told whether policies are enforced, as it is at that moment", async () => {
    const root = open();
    expect((await root.signIn({ ...rootKey })).body).toMatchObject({ mode: "enforce" });
    await root.call("Medialoft/SetAuthorizationMode", { Mode: "soft" });
    expect((await root.ask("/session")).body).toMatchObject({ mode: "soft" });
    await root.call("Medialoft/SetAuthorizationMode", { Mode: "enforce" });
    expect((await root.ask("/session")).body).toMatchObject({ mode: "enforce" });
    expect((await open().ask("/session")).body).not.toHaveProperty("mode");
  });

  test("a user shows name and password, of the account's id, its alias or the first account", async () => {
    await makeUser();
    await ram("SetAccountAlias", { AccountAlias: "studio-one" });
    for (const account of [server.accountId, "studio-one", ""]) {
      const answer = await open().signIn({ account, userName, password });
      expect(answer.body).toMatchObject({ signedIn: true, byPassword: true, principal: { kind: "user", userName } });
    }
    const { User } = (await ram("GetUser", { UserName: userName })) as { User: { LastLoginDate: string } };
    expect(Date.parse(User.LastLoginDate)).toBe(Math.floor(clock / 1000) * 1000);
  });

  test("no secret is in any answer, and the cookie is out of reach of scripts", async () => {
    const root = open();
    const answer = await root.signIn({ ...rootKey });
    const texts = [answer.text, (await root.ask("/session")).text, (await root.ask("/session/list")).text].join();
    expect(texts).not.toContain(rootKey.accessKeySecret);
    expect(texts).not.toContain(String(root.cookie).split("=")[1]);
    expect(answer.headers["set-cookie"]).toEqual([
      expect.stringMatching(/^medialoft=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
  });

  test("whatever is wrong, the answer is the same", async () => {
    await makeUser();
    await ram("CreateUser", { UserName: "keyless" });
    const wrongs: Record<string, string>[] = [
      { accessKeyId: rootKey.accessKeyId, accessKeySecret: "no" },
      { accessKeyId: "LTAInobody", accessKeySecret: rootKey.accessKeySecret },
      { accessKeyId: "a\0b", accessKeySecret: "x" },
      { account: server.accountId, userName, password: "no" },
      { account: server.accountId, userName: "nobody", password },
      { account: server.accountId, userName: "keyless", password },
      { account: "no-such-account", userName, password },
      { account: server.accountId, userName: "a\0'; --", password },
    ];
    const answers = await Promise.all(wrongs.map((credentials) => open().signIn(credentials)));
    const [first] = answers;
    expect(first).toMatchObject({ status: 401, body: { code: "WrongCredentials" } });
    for (const { status, body, headers } of answers) {
      expect({ status, message: body.message }).toEqual({ status: 401, message: first?.body.message });
      expect(headers["set-cookie"]).toBeUndefined();
    }
  });

  test("stands in the audit log, refused or not, and never with what was typed for a name", async () => {
    await open().signIn({ userName: "my-own-secret", password: "x" });
    await open().signIn({ ...rootKey, accessKeySecret: "another-secret" });
    const { fields } = await admin.call("Medialoft/ListAuditRecords", {});
    const records = fields.AuditRecords as { Event: string; Detail: string }[];
    expect(
      records
        .filter(({ Event }) => Event !== "call")
        .slice(0, 3)
        .map(({ Detail }) => Detail)
        .sort(),
    ).toEqual([
      "A sign-in as a user that there is not was refused, from 127.0.0.1.",
      `A sign-in with the AccessKey ${rootKey.accessKeyId} was refused, from 127.0.0.1.`,
      `acs:ram::${server.accountId}:root signed in with the AccessKey ${rootKey.accessKeyId}, from 127.0.0.1.`,
    ]);
    expect(JSON.stringify(fields)).not.toMatch(/my-own-secret|another-secret/);
  });

  test("a temporary credential opens no session", async () => {
    const root = open();
    await root.signIn({ ...rootKey });
    const { fields } = await root.call("ICE/CreateYikeAssetUpload", { FileExt: "mp4" });
    const { AccessKeyId, AccessKeySecret } = JSON.parse(Buffer.from(String(fields.UploadAuth), "base64").toString());
    const answer = await open().signIn({ accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret });
    expect(answer.status).toBe(401);
  });

  test.each([
    ["no credentials", {}],
    ["half of them", { accessKeyId: "LTAI" }],
    ["a number", { userName: 7, password: "x" }],
    ["a text without end", { userName: "x".repeat(2000), password: "x" }],
  ])("%s is refused as such", async (_, body) => {
    expect(await open().post("/session/sign-in", body)).toMatchObject({ status: 400, body: { code: "BadRequest" } });
  });
});

describe("too many attempts", () => {
  const wrong = { accessKeyId: "LTAIguess", accessKeySecret: "x" };

  test("from one address are told to wait, and time lets one more try; being right costs nothing", async () => {
    for (let i = 0; i < 20; i++) expect((await open().signIn({ ...wrong, accessKeyId: `LTAI${i}` })).status).toBe(401);
    const refused = await open().signIn({ ...rootKey });
    expect(refused).toMatchObject({ status: 429, body: { code: "TooManyAttempts" }, headers: { "retry-after": "15" } });
    clock += 15_000;
    for (let i = 0; i < 5; i++) expect((await open().signIn({ ...rootKey })).status).toBe(200);
    expect((await open().signIn(wrong)).status).toBe(401);
    expect((await open().signIn(wrong)).status).toBe(429);
  });

  test("with one name lock it for an hour where the account says so, also when they come at once", async () => {
    await makeUser();
    await ram("SetPasswordPolicy", { MaxLoginAttemps: 2 });
    const guess = async (typed: string) => (await open().signIn({ userName, password: typed })).status;
    expect(await Promise.all(["a", "b", "c"].map(guess))).toEqual([401, 401, 401]);
    clock += hourMs - 1;
    expect(await guess(password)).toBe(401);
    clock += 1;
    expect(await guess(password)).toBe(200);
    expect([await guess("a"), await guess(password), await guess("a"), await guess(password)]).toEqual([
      401, 200, 401, 200,
    ]);
    await openAdmin();
    await ram("SetPasswordPolicy", { MaxLoginAttemps: 0 });
  });
});

describe("what the account demands", () => {
  test("a password that must be changed opens nothing until a new one comes with it", async () => {
    await makeUser({ PasswordResetRequired: true });
    const user = open();
    const demanded = await user.signIn({ userName, password });
    expect(demanded).toMatchObject({ status: 403, body: { code: "PasswordMustChange" } });
    expect(demanded.headers["set-cookie"]).toBeUndefined();
    const weak = await user.signIn({ userName, password, newPassword: "short" });
    expect(weak).toMatchObject({ status: 400, body: { code: "InvalidParameter.newPassword.TooWeak" } });
    const newPassword = "Looking-glass-2";
    expect((await user.signIn({ userName, password, newPassword })).body).toMatchObject({ signedIn: true });
    expect((await open().signIn({ userName, password })).status).toBe(401);
    expect((await open().signIn({ userName, password: newPassword })).status).toBe(200);
  });

  test("a password that is too old must be changed, or is worthless where only an administrator may change it", async () => {
    await makeUser();
    await ram("SetPasswordPolicy", { MaxPasswordAge: 30 });
    clock += 29 * 24 * hourMs;
    expect((await open().signIn({ userName, password })).status).toBe(200);
    clock += 2 * 24 * hourMs;
    const soft = await open().signIn({ userName, password });
    expect(soft).toMatchObject({ status: 403, body: { code: "PasswordMustChange" } });
    await openAdmin();
    await ram("SetPasswordPolicy", { MaxPasswordAge: 30, HardExpiry: true });
    const hard = await open().signIn({ userName, password, newPassword: "Looking-glass-2" });
    expect(hard).toMatchObject({ status: 403, body: { code: "PasswordExpired" } });
    await ram("SetPasswordPolicy", { MaxPasswordAge: 0, HardExpiry: false });
  });

  test("users sign in only from the networks that the account names, its root from anywhere", async () => {
    await makeUser();
    const set = (LoginNetworkMasks: string) => ram("SetSecurityPreference", { LoginNetworkMasks });
    await set("192.0.2.0/24;2001:db8::/32");
    expect(await open().signIn({ userName, password })).toMatchObject({ status: 403, body: { code: "LoginNetwork" } });
    expect((await open().signIn({ ...rootKey })).status).toBe(200);
    await set("192.0.2.0/24;127.0.0.1");
    expect((await open().signIn({ userName, password })).status).toBe(200);
  });
});
