import OSS from "ali-oss";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outcome } from "../outcome.ts";
import { type Key, type RamAsk, ramAsker, stsAsker } from "../ram.ts";
import { call, decode, startTestServer, type TestServer } from "../server.ts";

const own = "2026-11-01";

let server: TestServer;
let ram: RamAsk;
beforeAll(async () => {
  server = await startTestServer();
  ram = ramAsker(server);
  await ram("CreateUser", { userName: "alice" });
  await ram("CreateGroup", { groupName: "editors" });
  await ram("AddUserToGroup", { groupName: "editors", userName: "alice" });
});
afterAll(() => server[Symbol.asyncDispose]());

const policy = (...statements: object[]) => JSON.stringify({ Version: "1", Statement: statements });

const setMode = (Mode: string) => call(server, "SetAuthorizationMode", { Mode }, { version: own });
const generate = (parameters: Record<string, string>) =>
  call(server, "GenerateLeastPrivilegePolicy", { StartTime: start, ...parameters }, { version: own });
const start = new Date(Date.now() - 60_000).toISOString();

test("the policy of what was called allows exactly what a run in soft mode did, with all that it needed", async () => {
  await ram("CreateUser", { userName: "tester" });
  const tester = ((await ram("CreateAccessKey", { userName: "tester" })) as { accessKey: Key }).accessKey;
  const run = async () => {
    await call(server, "ListYikeProductions", {}, { key: tester });
    await ramAsker(server, tester)("GetUser", { userName: "alice" });
    await ramAsker(server, tester)("GetUser", { userName: "tester" });
  };
  const join = () => ramAsker(server, tester)("AddUserToGroup", { groupName: "testers", userName: "novice" });
  await ram("CreateGroup", { groupName: "testers" });
  await ram("CreateUser", { userName: "novice" });
  await setMode("soft");
  await run();
  await join();
  await setMode("enforce");
  await expect(run()).rejects.toMatchObject({ code: "Forbidden" });
  const answer = await generate({ Principal: "user/tester" });
  expect(answer).toMatchObject({ CallCount: 4, IsExact: true });
  expect(JSON.parse(String(answer.PolicyDocument))).toEqual({
    Version: "1",
    Statement: [
      { Effect: "Allow", Action: "ice:ListYikeProductions", Resource: "*" },
      {
        Effect: "Allow",
        Action: "ram:AddUserToGroup",
        Resource: [`acs:ram::${server.accountId}:group/testers`, `acs:ram::${server.accountId}:user/novice`],
      },
      {
        Effect: "Allow",
        Action: "ram:GetUser",
        Resource: [`acs:ram::${server.accountId}:user/alice`, `acs:ram::${server.accountId}:user/tester`],
      },
    ],
  });
  await ram("CreatePolicy", { policyName: "Tests", policyDocument: String(answer.PolicyDocument) });
  await ram("AttachPolicyToUser", { policyName: "Tests", policyType: "Custom", userName: "tester" });
  await run();
  await expect(join()).rejects.toMatchObject({ code: "EntityAlreadyExists.User.Group" });
  await expect(ramAsker(server, tester)("GetUser", { userName: "nobody" })).rejects.toMatchObject({
    code: "NoPermission",
  });
  const denied = await generate({ Principal: "user/tester", IncludeDenied: "true" });
  expect(denied.PolicyDocument).toMatch(/user\/nobody/);
});

test("it is not widened by calls that name everything, or nothing", async () => {
  const { UploadAddress } = await call(server, "CreateYikeAssetUpload", { FileExt: "txt" });
  const { Bucket: bucket = "" } = decode(UploadAddress);
  await ram("CreateUser", { userName: "mallory" });
  const mallory = ((await ram("CreateAccessKey", { userName: "mallory" })) as { accessKey: Key }).accessKey;
  const place = { bucket, endpoint: server.objectUrl, region: "cn-shanghai", sldEnable: true };
  const objects = new OSS({ ...mallory, ...place });
  const wild = () =>
    Promise.allSettled([
      stsAsker(server, mallory)("AssumeRole", { roleArn: "*", roleSessionName: "xx" }),
      stsAsker(server, mallory)("AssumeRole", { roleArn: "Reader", roleSessionName: "xx" }),
      ramAsker(server, mallory)("DeleteUser", { userName: "u".repeat(7000) }),
      ramAsker(server, mallory)("CreateAccessKey", { userName: "*" }),
      ramAsker(server, mallory)("DeleteGroup", {}),
      objects.get("*"),
      objects.get("private/???.txt"),
    ]);
  await setMode("soft");
  await wild();
  await objects.put("mine.txt", Buffer.from("1"));
  const malformed = { roleArn: `acs:ram::${server.accountId}:role/Reader`, roleSessionName: "?" };
  await expect(stsAsker(server, mallory)("AssumeRole", malformed)).rejects.toMatchObject({
    code: expect.stringMatching(/^InvalidParameter/),
  });
  await setMode("enforce");
  await wild();
  const answer = await generate({ Principal: "user/mallory", IncludeDenied: "true" });
  const document = String(answer.PolicyDocument);
  expect(document).not.toMatch(/[*?]/);
  expect(document).toContain("mine.txt");
  expect(document).not.toContain("Reader");
  await ram("CreatePolicy", { policyName: "mallorys", policyDocument: document });
  expect(answer.IsExact).toBe(false);
  expect(answer.NotCovered).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ Action: "ram:DeleteGroup", Reason: "Unnameable" }),
      expect.objectContaining({ Action: "oss:GetObject", Resource: expect.stringMatching(/private\/\?\?\?/) }),
    ]),
  );
});

test("it tells apart what a Deny or a trust policy stops, and leaves out what needs no Allow", async () => {
  await ram("CreateUser", { userName: "stopped" });
  const stopped = ((await ram("CreateAccessKey", { userName: "stopped" })) as { accessKey: Key }).accessKey;
  await stsAsker(server, stopped)("GetCallerIdentity", {});
  expect(await generate({ Principal: "user/stopped" })).toMatchObject({
    CallCount: 1,
    IsExact: true,
    NotCovered: [],
  });
  const deny = { Effect: "Deny", Action: ["ram:GetUser", "ram:AddUserToGroup"], Resource: "acs:ram:*:*:user/*" };
  await ram("CreatePolicy", { policyName: "stop", policyDocument: policy(deny) });
  await ram("AttachPolicyToUser", { policyName: "stop", policyType: "Custom", userName: "stopped" });
  const trust = policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ice.aliyuncs.com" } });
  await ram("CreateRole", { roleName: "Closed", assumeRolePolicyDocument: trust });
  const roleArn = `acs:ram::${server.accountId}:role/Closed`;
  await setMode("soft");
  await call(server, "ListYikeProductions", {}, { key: stopped });
  await ramAsker(server, stopped)("GetUser", { userName: "alice" });
  await ramAsker(server, stopped)("AddUserToGroup", { groupName: "editors", userName: "stopped" });
  await outcome(stsAsker(server, stopped)("AssumeRole", { roleArn, roleSessionName: "xx" }));
  await setMode("enforce");
  const answer = await generate({ Principal: "user/stopped", IncludeDenied: "true" });
  expect(JSON.parse(String(answer.PolicyDocument)).Statement).toMatchObject([
    { Action: "ice:ListYikeProductions", Resource: "*" },
    { Action: "ram:AddUserToGroup", Resource: `acs:ram::${server.accountId}:group/editors` },
  ]);
  expect(answer).toMatchObject({
    CallCount: 5,
    IsExact: false,
    NotCovered: [
      { Action: "ram:AddUserToGroup", Resource: /user\/stopped/, Reason: "ExplicitDeny" },
      { Action: "ram:GetUser", Resource: /user\/alice/, Reason: "ExplicitDeny" },
      { Action: "sts:AssumeRole", Resource: roleArn, Reason: "TrustPolicy" },
    ].map((one) => ({ ...one, Resource: expect.stringMatching(one.Resource) })),
  });
});

test("it counts users and roles and not the account's root, unless it is asked for", async () => {
  const everybody = await generate({});
  expect(everybody.PolicyDocument).not.toMatch(/SetAuthorizationMode/);
  const { PolicyDocument } = await generate({ Principal: "root" });
  for (const needed of ["SetAuthorizationMode", "AddUserToGroup", "group/editors"]) {
    expect(PolicyDocument).toContain(needed);
  }
  await expect(generate({ Principal: "user/nobody" })).rejects.toMatchObject({ code: "ResourceNotFound" });
  const later = new Date(Date.now() + 60_000).toISOString();
  await expect(generate({ StartTime: later })).rejects.toMatchObject({ code: "ResourceNotFound" });
});
