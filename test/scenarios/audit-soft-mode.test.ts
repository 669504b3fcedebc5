import OSS from "ali-oss";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer } from "../../src/server.ts";
import { uploadClient } from "../clients/upload-client.ts";
import { outcome } from "../outcome.ts";
import { type Key, type RamAsk, ramAsker, stsAsker } from "../ram.ts";
import {
  call,
  callFully,
  decode,
  rootKey,
  startTestServer,
  type TestServer,
  testConfig,
  waitUntilPrepared,
} from "../server.ts";

const own = "2026-11-01";

let server: TestServer;
let ram: RamAsk;
let alice: Key;
let other: { readonly accountId: string; readonly bucket: string; readonly key: Key };
beforeAll(async () => {
  server = await startTestServer();
  ram = ramAsker(server);
  await ram("CreateUser", { userName: "alice" });
  alice = ((await ram("CreateAccessKey", { userName: "alice" })) as { accessKey: Key }).accessKey;
  const made = await call(server, "CreateAccount", { Title: "Other" }, { version: own });
  other = {
    accountId: String(made.AccountId),
    bucket: String(made.Bucket),
    key: { accessKeyId: String(made.AccessKeyId), accessKeySecret: String(made.AccessKeySecret) },
  };
});
afterAll(() => server[Symbol.asyncDispose]());

const setMode = (Mode: "enforce" | "soft", key: Key = rootKey) =>
  call(server, "SetAuthorizationMode", { Mode }, { version: own, key });

const listWith = (key: Key) => outcome(call(server, "ListYikeProductions", {}, { key }));
const readiness = async () =>
  ((await (await fetch(`${server.apiUrl}/readyz`)).json()) as { authorization: string }).authorization;

const newestRecord = async (parameters: Record<string, string>) => {
  const page = await call(server, "ListAuditRecords", { MaxItems: "1", ...parameters }, { version: own });
  return (page.AuditRecords as Record<string, unknown>[])[0];
};

/** What the server says about its mode on an answer of the object address. */
async function putObject(bucket: string, name: string, key: Key) {
  const options = { ...key, bucket, endpoint: server.objectUrl, region: "cn-shanghai", sldEnable: true };
  const { res } = await new OSS(options).put(name, Buffer.from("1"));
  return res.headers as Record<string, string>;
}

const ownBucket = async () => {
  const { UploadAddress } = await call(server, "CreateYikeAssetUpload", { FileExt: "txt" });
  return decode(UploadAddress).Bucket ?? "";
};

test("what policies do not allow goes through from the next call on, is recorded, and is refused again after it", async () => {
  expect(await call(server, "GetAuthorizationMode", {}, { version: own })).toMatchObject({ Mode: "enforce" });
  expect([await listWith(alice), await readiness()]).toEqual(["Forbidden", "enforce"]);
  await setMode("soft");
  expect(await call(server, "GetAuthorizationMode", {}, { version: own })).toMatchObject({ Mode: "soft" });
  expect([await listWith(alice), await readiness()]).toEqual(["allowed", "soft"]);
  expect(await newestRecord({ Principal: "user/alice" })).toMatchObject({
    Action: "ice:ListYikeProductions",
    Decision: "SoftDeny",
    Status: 200,
  });
  await setMode("enforce");
  expect([await listWith(alice), await readiness()]).toEqual(["Forbidden", "enforce"]);
});

test("objects of the account, too, and the answer says so", async () => {
  const bucket = await ownBucket();
  expect(await outcome(putObject(bucket, "a.txt", alice))).toBe("AccessDenied");
  await setMode("soft");
  expect(await putObject(bucket, "a.txt", alice)).toMatchObject({ "x-medialoft-authorization": "soft" });
  expect(await newestRecord({ Principal: "user/alice" })).toMatchObject({
    Action: "oss:PutObject",
    Decision: "SoftDeny",
    Status: 200,
  });
  await setMode("enforce");
});

test("every answer says so: to the account's root, to the credential of an upload and to a signed address as well", async () => {
  const rootsMode = async () =>
    (await callFully(server, "ListYikeProductions", {})).headers["x-medialoft-authorization"];
  const objectModes = async () => {
    const { client, key, fileUrl } = uploadClient(await call(server, "CreateYikeAssetUpload", { FileExt: "srt" }));
    const { res } = await client.put(key, Buffer.from("1"));
    const byRoot = await putObject(await ownBucket(), "b.txt", rootKey);
    const { MediaId } = await call(server, "RegisterYikeAssetMediaInfo", { InputURL: fileUrl, MediaType: "text" });
    const { FileInfoList } = await waitUntilPrepared(server, String(MediaId));
    const read = await fetch(FileInfoList[0]?.FileBasicInfo.FileUrl ?? "");
    const names = "x-medialoft-authorization";
    return [(res.headers as Record<string, string>)[names], byRoot[names], read.headers.get(names)];
  };
  expect([await rootsMode(), ...(await objectModes())]).toEqual(Array(4).fill("enforce"));
  await setMode("soft");
  expect([await rootsMode(), ...(await objectModes())]).toEqual(Array(4).fill("soft"));
  await setMode("enforce");
});

test("everything that a call would lack is recorded, and the policy made of it is enough", async () => {
  const name = "carol";
  await ram("CreateUser", { userName: name });
  await ram("CreateGroup", { groupName: "editors" });
  const { accessKey } = (await ram("CreateAccessKey", { userName: name })) as { accessKey: Key };
  const membership = { userName: "alice", groupName: "editors" };
  const asCarol = ramAsker(server, accessKey);
  const add = () => outcome(asCarol("AddUserToGroup", membership));
  const update = (newUserName: string, userName: string) => outcome(asCarol("UpdateUser", { userName, newUserName }));
  expect(await add()).toBe("NoPermission");
  const startTime = new Date().toISOString();
  await setMode("soft");
  expect([await add(), await update("dave", "alice"), await update("alice", "dave")]).toEqual(Array(3).fill("allowed"));
  const user = expect.stringMatching(/^acs:ram::\d{16}:user\/alice$/);
  const group = expect.stringMatching(/^acs:ram::\d{16}:group\/editors$/);
  expect(await newestRecord({ ActionName: "ram:AddUserToGroup", Decision: "SoftDeny" })).toMatchObject({
    Resource: user,
    Needs: [
      { Action: "ram:AddUserToGroup", Resource: user, Decision: "ImplicitDeny" },
      { Action: "ram:AddUserToGroup", Resource: group, Decision: "ImplicitDeny" },
    ],
  });
  await setMode("enforce");
  await ram("RemoveUserFromGroup", membership);
  expect([await add(), await update("dave", "alice")]).toEqual(Array(2).fill("NoPermission"));
  const { PolicyDocument } = await call(
    server,
    "GenerateLeastPrivilegePolicy",
    { Principal: `user/${name}`, StartTime: startTime },
    { version: own },
  );
  await ram("CreatePolicy", { policyName: "as-called", policyDocument: String(PolicyDocument) });
  await ram("AttachPolicyToUser", { policyName: "as-called", policyType: "Custom", userName: name });
  expect([await add(), await update("dave", "alice"), await update("alice", "dave")]).toEqual(Array(3).fill("allowed"));
  expect(await update("boss", "alice")).toBe("NoPermission");
});

test("what only the second need of a call lacks is recorded, and told in full when it is enforced", async () => {
  await ram("CreateGroup", { groupName: "guests" });
  const grantUser = { Effect: "Allow", Action: "ram:AddUserToGroup", Resource: "acs:ram:*:*:user/*" };
  await ram("CreateUser", { userName: "erin" });
  const { accessKey } = (await ram("CreateAccessKey", { userName: "erin" })) as { accessKey: Key };
  const asErin = ramAsker(server, accessKey);
  const add = () => asErin("AddUserToGroup", { userName: "alice", groupName: "guests" });
  const lacksBoth = await add().catch((error) => error.data.Diagnosis);
  expect(lacksBoth).toMatch(/The call also needs ram:AddUserToGroup on acs:ram::\d{16}:group\/guests/);
  await ram("CreatePolicy", {
    policyName: "users-only",
    policyDocument: JSON.stringify({ Version: "1", Statement: [grantUser] }),
  });
  await ram("AttachPolicyToUser", { policyName: "users-only", policyType: "Custom", userName: "erin" });
  await setMode("soft");
  await add();
  await setMode("enforce");
  const record = await newestRecord({ Principal: "user/erin", Decision: "SoftDeny" });
  expect(record?.Resource).toMatch(/:group\/guests$/);
  expect(record?.Needs).toMatchObject([{ Decision: "Allow" }, { Decision: "ImplicitDeny" }]);
});

test("every other wall stands: signatures, other accounts, trust policies and upload credentials", async () => {
  await setMode("soft");
  const wrong = { ...alice, accessKeySecret: "x".repeat(30) };
  expect(await listWith(wrong)).toBe("SignatureDoesNotMatch");
  const unsigned = await fetch(`${server.apiUrl}/?Action=ListYikeProductions&Version=2020-11-09&Format=JSON`);
  expect(unsigned.status).toBe(400);

  const ofOthers = await call(server, "ListYikeProductions", {}, { key: other.key });
  const [production] = ofOthers.ProductionList as { ProductionId: string }[];
  const update = { ProductionId: production?.ProductionId ?? "", Title: "Taken" };
  expect(await outcome(call(server, "UpdateYikeProduction", update, { key: alice, version: "2026-03-19" }))).toBe(
    "ResourceNotFound",
  );
  const bucket = await ownBucket();
  expect(await outcome(putObject(other.bucket, "a.txt", alice))).toBe("AccessDenied");
  expect(await outcome(fetchUnsigned(`${server.objectUrl}/${bucket}/a.txt`))).toBe("403");
  expect(await outcome(call(server, "ListAuditRecords", {}, { version: own, key: other.key }))).toBe("allowed");

  const trustPolicy = {
    Version: "1",
    Statement: [
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: `acs:ram::${other.accountId}:user/nobody` } },
    ],
  };
  const role = { roleName: "Theirs", assumeRolePolicyDocument: JSON.stringify(trustPolicy) };
  await ramAsker(server, other.key)("CreateRole", role);
  const assuming = stsAsker(server, alice)("AssumeRole", {
    roleArn: `acs:ram::${other.accountId}:role/Theirs`,
    roleSessionName: "player-7",
  });
  expect(await outcome(assuming)).toBe("NoPermission");

  const upload = await call(server, "CreateYikeAssetUpload", { FileExt: "txt" }, { key: alice });
  const { client } = uploadClient(upload);
  expect(await outcome(client.put("elsewhere.txt", Buffer.from("1")))).toBe("AccessDenied");
  const { AccessKeyId = "", AccessKeySecret = "", SecurityToken = "" } = decode(upload.UploadAuth);
  const credential = { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret, securityToken: SecurityToken };
  expect(await listWith(credential)).toBe("Forbidden");
  await setMode("enforce");
});

const fetchUnsigned = async (url: string): Promise<void> => {
  const { ok, status } = await fetch(url);
  if (!ok) throw Object.assign(new Error(url), { code: String(status) });
};

test("one account's mode is no other's", async () => {
  await setMode("soft", other.key);
  expect(await readiness()).toBe("soft");
  expect(await listWith(alice)).toBe("Forbidden");
  expect(await outcome(setMode("soft", alice))).toBe("NoPermission");
  await setMode("enforce", other.key);
});

test("a start warns as long as an account is in soft mode, and old records go at the start", async () => {
  await using first = await startTestServer();
  const countCalls = async (of: Pick<TestServer, "apiUrl">) => {
    const page = await call(of, "ListAuditRecords", { ActionName: "ice:*" }, { version: own });
    return (page.AuditRecords as unknown[]).length;
  };
  {
    await using passing = await startServer(testConfig(`${first.folder}/second`));
    await call(passing, "SetAuthorizationMode", { Mode: "soft" }, { version: own });
    for (let i = 0; i < 8; i++) await call(passing, "ListYikeProductions", {});
    expect(passing.warnings).toEqual([]);
    expect(await countCalls(passing)).toBe(8);
  }
  await using again = await startServer(testConfig(`${first.folder}/second`, { auditMaxRows: "3" }));
  expect(again.warnings).toEqual([expect.stringMatching(/^One account does not enforce policies \(soft mode\)/)]);
  await expect.poll(() => countCalls(again)).toBeLessThanOrEqual(3);
});
