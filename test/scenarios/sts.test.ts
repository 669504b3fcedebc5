import OSS from "ali-oss";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { uploadClient } from "../clients/upload-client.ts";
import { databases, type TestDatabase } from "../database-server.ts";
import { outcome } from "../outcome.ts";
import { type Key, type RamAsk, ramAsker, stsAsker } from "../ram.ts";
import { call, decode, rootKey, startTestServer, type TestServer } from "../server.ts";

const secretKey = Buffer.alloc(32, 7).toString("base64");
const forever = { accessKeyId: "", accessKeySecret: "" };

const allowing = (action: string | string[], resource = "*") =>
  JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: action, Resource: resource }] });

const trusting = (name: string, externalId?: string) =>
  JSON.stringify({
    Version: "1",
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { RAM: name },
        ...(externalId && { Condition: { StringEquals: { "sts:ExternalId": externalId } } }),
      },
    ],
  });

interface Assumed {
  readonly assumedRoleUser: { readonly arn: string; readonly assumedRoleId: string };
  readonly credentials: Required<Key> & { readonly expiration: string };
}

interface Identity {
  readonly accountId: string;
  readonly identityType: string;
}

describe.each(databases)("roles on $dialect", ({ open }) => {
  let server: TestServer;
  let database: TestDatabase;
  let ram: RamAsk;
  let accountId: string;
  let alice: Key = forever;
  let now = Date.now();

  beforeAll(async () => {
    database = await open();
    const { options } = database;
    server = await startTestServer("url" in options ? { databaseUrl: options.url, secretKey } : {}, () => now);
    ram = ramAsker(server);
    accountId = ((await stsAsker(server)("GetCallerIdentity")) as Identity).accountId;
    alice = await makeUser("alice");
    await ram("CreatePolicy", { policyName: "Assume", policyDocument: allowing("sts:AssumeRole") });
    await ram("AttachPolicyToUser", { policyName: "Assume", policyType: "Custom", userName: "alice" });
    await makeRole("Reader", trusting(`acs:ram::${accountId}:root`));
    const read = { policyName: "AliyunICEReadOnlyAccess", policyType: "System" };
    await ram("AttachPolicyToRole", { ...read, roleName: "Reader" });
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  async function makeUser(userName: string): Promise<Key> {
    await ram("CreateUser", { userName });
    const { accessKey } = (await ram("CreateAccessKey", { userName })) as { accessKey: Key };
    return accessKey;
  }

  const makeRole = (roleName: string, assumeRolePolicyDocument: string) =>
    ram("CreateRole", { roleName, assumeRolePolicyDocument });

  const arnOf = (roleName: string, account = accountId) => `acs:ram::${account}:role/${roleName}`;

  async function assume(roleName: string, fields: object = {}, key: Key = alice): Promise<Assumed> {
    const request = { roleArn: arnOf(roleName), roleSessionName: "player-7", ...fields };
    return (await stsAsker(server, key)("AssumeRole", request)) as Assumed;
  }

  const listWith = (key: Key) => outcome(call(server, "ListYikeProductions", {}, { key }));

  const listRecords = async (parameters: Record<string, string>, key: Key) => {
    const answer = await call(server, "ListAuditRecords", parameters, { version: "2026-11-01", key });
    return answer.AuditRecords as readonly Record<string, string>[];
  };

  test("callers are told who they are, whatever they may do", async () => {
    expect(await stsAsker(server)("GetCallerIdentity")).toMatchObject({
      identityType: "Account",
      accountId,
      principalId: accountId,
      arn: `acs:ram::${accountId}:root`,
    });
    const nobody = await makeUser("nobody");
    const identity = (await stsAsker(server, nobody)("GetCallerIdentity")) as { userId: string };
    expect(identity).toMatchObject({ identityType: "RAMUser", accountId, arn: `acs:ram::${accountId}:user/nobody` });
    expect(identity).toMatchObject({ userId: expect.stringMatching(/^\d{18}$/), principalId: identity.userId });
  });

  test("a user acts in a role with the role's rights, and not with their own", async () => {
    const { assumedRoleUser, credentials } = await assume("Reader", { durationSeconds: 900 });
    expect(assumedRoleUser.arn).toBe(`${arnOf("Reader")}/player-7`);
    expect(assumedRoleUser.assumedRoleId).toMatch(/^\d{18}:player-7$/);
    expect(credentials).toMatchObject({
      accessKeyId: expect.stringMatching(/^STS\./),
      securityToken: expect.stringMatching(/^CAIS/),
      expiration: `${new Date(now + 900_000).toISOString().slice(0, 19)}Z`,
    });
    expect(await listWith(alice)).toBe("Forbidden");
    expect(await listWith(credentials)).toBe("allowed");
    expect(await stsAsker(server, credentials)("GetCallerIdentity")).toMatchObject({
      identityType: "AssumedRoleUser",
      accountId,
      arn: assumedRoleUser.arn,
      principalId: assumedRoleUser.assumedRoleId,
    });
  });

  test("a session policy takes away, and never adds", async () => {
    const { credentials } = await assume("Reader", { policy: allowing(["ice:GetYikeAssetMediaInfo", "ram:*"]) });
    expect(await listWith(credentials)).toBe("Forbidden");
    await expect(ramAsker(server, credentials)("ListUsers")).rejects.toMatchObject({ code: "NoPermission" });
  });

  test("the vendor's other client assumes roles, too", async () => {
    const client = new OSS.STS({ ...alice, endpoint: server.apiUrl } as never);
    const { credentials } = await client.assumeRole(arnOf("Reader"), allowing("ice:List*"), 900, "oss-session");
    const key = {
      accessKeyId: credentials.AccessKeyId,
      accessKeySecret: credentials.AccessKeySecret,
      securityToken: credentials.SecurityToken,
    };
    expect(await listWith(key)).toBe("allowed");
  });

  test("the caller's own policies must allow it, as well as the role", async () => {
    const bob = await makeUser("bob");
    await expect(assume("Reader", {}, bob)).rejects.toMatchObject({ code: "NoPermission", statusCode: 403 });
    await makeRole("Bobs", trusting(`acs:ram::${accountId}:user/bob`));
    await expect(assume("Bobs")).rejects.toMatchObject({ code: "NoPermission" });
    const onlyReader = { policyName: "OnlyReader", policyDocument: allowing("sts:AssumeRole", arnOf("Reader")) };
    await ram("CreatePolicy", onlyReader);
    await ram("AttachPolicyToUser", { policyName: "OnlyReader", policyType: "Custom", userName: "bob" });
    await expect(assume("Reader", {}, bob)).resolves.toBeDefined();
    await expect(assume("Bobs", {}, bob)).rejects.toMatchObject({ code: "NoPermission" });
  });

  test("why a role does not let somebody in is told, and what its trust policy says to who may read it", async () => {
    const carol = await makeUser("carol");
    await makeRole("Partners", trusting(`acs:ram::${accountId}:root`, "contract-7"));
    const attach = (policyName: string) =>
      ram("AttachPolicyToUser", { policyName, policyType: "System", userName: "carol" });
    const reason = () =>
      assume("Partners", { externalId: "contract-8" }, carol).then(
        () => expect.fail("The role let her in."),
        ({ data }: { data: { Diagnosis: string } }) => data.Diagnosis,
      );
    await attach("AliyunSTSAssumeRoleAccess");
    expect(await reason()).toMatch(/^The role's trust policy does not let the user carol in\. Ask whoever manages/);
    expect(await reason()).not.toContain("contract-7");
    await attach("AliyunRAMReadOnlyAccess");
    expect(await reason()).toContain("to assume the role, if sts:ExternalId is contract-7.");
    expect(await reason()).toContain("In this call sts:ExternalId is contract-8.");
  });

  test("the root assumes no role", async () => {
    await expect(assume("Reader", {}, rootKey)).rejects.toMatchObject({
      code: "NoPermission",
      statusCode: 403,
      message: expect.stringContaining("Roles may not be assumed by root accounts."),
    });
  });

  test("a role of another account is assumed with the agreed ExternalId", async () => {
    const made = (await call(server, "CreateAccount", { Title: "Partner" }, { version: "2026-11-01" })) as Record<
      string,
      string
    >;
    const { AccountId: partner = "", AccessKeyId: accessKeyId = "", AccessKeySecret: accessKeySecret = "" } = made;
    const partnerRam = ramAsker(server, { accessKeyId, accessKeySecret });
    const assumeRolePolicyDocument = trusting(`acs:ram::${accountId}:root`, "contract-7");
    await partnerRam("CreateRole", { roleName: "Guest", assumeRolePolicyDocument });
    const guest = { roleArn: arnOf("Guest", partner) };
    await expect(assume("Guest", guest)).rejects.toMatchObject({ code: "NoPermission" });
    const { credentials } = await assume("Guest", { ...guest, externalId: "contract-7" });
    const identity = await stsAsker(server, credentials)("GetCallerIdentity");
    expect(identity).toMatchObject({ accountId: partner, arn: `${arnOf("Guest", partner)}/player-7` });
    expect(await listWith(credentials)).toBe("Forbidden");
    const asked = { ActionName: "sts:AssumeRole" };
    const [record, ...others] = await listRecords(asked, { accessKeyId, accessKeySecret });
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      Principal: `acs:ram::${accountId}:root`,
      Resource: arnOf("Guest", partner),
      SourceAddress: "127.0.0.1",
      Decision: "Allow",
      DecidedBy: "trust",
      Status: 200,
    });
    expect(JSON.stringify(record)).not.toMatch(new RegExp(`alice|Assume"|${alice.accessKeyId}`));
    expect(await listRecords({ RequestId: record?.RequestId ?? "" }, rootKey)).toMatchObject([
      { Principal: `acs:ram::${accountId}:user/alice`, DecidedBy: "identity", Status: 200 },
    ]);
  });

  test("a session ends with its key's status, with its role, and with its time", async () => {
    const { credentials } = await assume("Reader");
    const setStatus = (status: string) =>
      ram("UpdateAccessKey", { userName: "alice", userAccessKeyId: alice.accessKeyId, status });
    await setStatus("Inactive");
    expect(await listWith(credentials)).toBe("InvalidAccessKeyId.NotFound");
    await setStatus("Active");
    expect(await listWith(credentials)).toBe("allowed");
    await makeRole("Doomed", trusting(`acs:ram::${accountId}:root`));
    const doomed = await assume("Doomed");
    await ram("DeleteRole", { roleName: "Doomed" });
    expect(await listWith(doomed.credentials)).toBe("InvalidAccessKeyId.NotFound");
    const started = now;
    now += 3_600_000;
    const answer = await listWith(credentials);
    now = started;
    expect(answer).toMatch(/^Invalid(SecurityToken|TimeStamp)\.Expired$/);
  });

  test("what a session uploads with ends with the session: with its role, and with its time; another one renews it", async () => {
    const policy = { policyName: "AdministratorAccess", policyType: "System", roleName: "Uploader" };
    const makeUploader = async () => {
      await makeRole("Uploader", trusting(`acs:ram::${accountId}:root`));
      await ram("AttachPolicyToRole", policy);
    };
    const assumeUploader = async () => (await assume("Uploader", { durationSeconds: 900 })).credentials;
    const put = ({ client, key }: ReturnType<typeof uploadClient>) => outcome(client.put(key, Buffer.from("1")));
    await makeUploader();
    const started = now;
    const session = await assumeUploader();
    now += 600_000;
    const upload = await call(server, "CreateYikeAssetUpload", { FileExt: "txt" }, { key: session });
    expect(decode(upload.UploadAuth)).toMatchObject({
      Expiration: "300",
      ExpireUTCTime: `${new Date(started + 900_000).toISOString().slice(0, 19)}Z`,
    });
    const refreshed = await call(
      server,
      "RefreshAssetUpload",
      { FileURL: String(upload.FileURL) },
      { key: await assumeUploader(), version: "2026-11-01" },
    );
    now = started;
    expect(decode(refreshed.UploadAuth)).toMatchObject({ Expiration: "900" });
    const uploads = [upload, { ...upload, ...refreshed }].map((each) => uploadClient(each));
    for (const each of uploads) expect(await put(each)).toBe("allowed");
    await ram("DetachPolicyFromRole", policy);
    await ram("DeleteRole", { roleName: "Uploader" });
    for (const each of uploads) expect(await put(each)).toBe("InvalidAccessKeyId");
    await makeUploader();
    for (const each of uploads) expect(await put(each)).toBe("InvalidAccessKeyId");
  });

  test.each([
    [{ roleSessionName: "x" }, "InvalidParameter.RoleSessionName"],
    [{ roleArn: "acs:ram::1:role/x" }, "InvalidParameter.RoleArn"],
    [{ externalId: "a b" }, "InvalidParameter.ExternalId"],
    [{ durationSeconds: 899 }, "InvalidParameter.DurationSeconds"],
    [{ durationSeconds: 3601 }, "InvalidParameter.DurationSeconds"],
    [{ policy: "{}" }, "InvalidParameter.PolicyGrammar"],
    [{ policy: "" }, "InvalidParameter.PolicyGrammar"],
    [{ policy: allowing(`ice:${"a".repeat(2048)}`) }, "InvalidParameter.PolicySize"],
  ])("%j is refused", async (fields, code) => {
    await expect(assume("Reader", fields)).rejects.toMatchObject({ code, statusCode: 400 });
  });
});
