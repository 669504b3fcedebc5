import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decode, rootKey, startTestServer, type TestServer } from "../server.ts";
import { ConsoleClient } from "./console-client.ts";

let server: TestServer;
let root: ConsoleClient;
let alice: ConsoleClient;
/** Of the one who may act as others. */
let boss: ConsoleClient;

const policy = (Effect: string, Action: string | string[], Resource: string | string[] = "*") => ({
  Version: "1",
  Statement: [{ Effect, Action, Resource }],
});

async function ram(action: string, parameters: Record<string, unknown>): Promise<unknown> {
  const { status, fields } = await root.call(`RAM/${action}`, parameters);
  expect(fields).not.toHaveProperty("Code");
  expect(status).toBe(200);
  return fields;
}

/** A user who signs in with a key. */
async function makeUser(UserName: string, document?: object): Promise<ConsoleClient> {
  await ram("CreateUser", { UserName });
  if (document) {
    await ram("CreatePolicy", { PolicyName: `of-${UserName}`, PolicyDocument: JSON.stringify(document) });
    await ram("AttachPolicyToUser", { PolicyType: "Custom", PolicyName: `of-${UserName}`, UserName });
  }
  const { AccessKey } = (await ram("CreateAccessKey", { UserName })) as { AccessKey: Record<string, string> };
  const client = new ConsoleClient(server);
  const { AccessKeyId: accessKeyId = "", AccessKeySecret: accessKeySecret = "" } = AccessKey;
  expect((await client.signIn({ accessKeyId, accessKeySecret })).status).toBe(200);
  return client;
}

beforeAll(async () => {
  server = await startTestServer();
  root = new ConsoleClient(server);
  await root.signIn({ ...rootKey });
  alice = await makeUser("alice", policy("Allow", "ice:List*"));
  boss = await makeUser(
    "boss",
    policy("Allow", ["medialoft:ActAs", "sts:AssumeRole"], ["acs:medialoft:*:*:user/alice", "acs:ram::*:role/lister"]),
  );
  await ram("CreateRole", {
    RoleName: "lister",
    AssumeRolePolicyDocument: JSON.stringify({
      Version: "1",
      Statement: [
        { Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: [`acs:ram::${server.accountId}:user/boss`] } },
      ],
    }),
  });
  await ram("AttachPolicyToRole", { PolicyType: "System", PolicyName: "AdministratorAccess", RoleName: "lister" });
});
afterAll(() => server[Symbol.asyncDispose]());

const arn = (path: string): string => `acs:ram::${server.accountId}:${path}`;

describe("a call without a signature", () => {
  test("answers what a signed one would, with status, headers, duration and request id", async () => {
    const answer = await root.post("/session/call/ICE/ListYikeProductions", { parameters: {} });
    expect(answer.status).toBe(200);
    const { status, headers, body, durationMs, principal, requestId } = answer.body;
    expect({ status, headers, principal }).toEqual({
      status: 200,
      headers: { "content-type": "application/json;charset=utf-8", "x-medialoft-authorization": "enforce" },
      principal: arn("root"),
    });
    expect(JSON.parse(String(body))).toMatchObject({ RequestId: requestId, ProductionList: [expect.anything()] });
    expect(durationMs).toBeGreaterThan(0);
    expect(answer.headers["x-acs-request-id"]).toBe(requestId);
    const xml = await root.post("/session/call/yike/ListYikeWorkspaces", { format: "xml" });
    expect(xml.body.body).toMatch(/^<ListYikeWorkspacesResponse><RequestId>/);
  });

  test("is validated and refused as a signed one would be", async () => {
    expect(await root.call("ICE/RegisterYikeAssetMediaInfo", {})).toMatchObject({
      status: 400,
      fields: { Code: "MissingParameter" },
    });
    expect(await root.call("ICE/ListYikeProduction", {})).toMatchObject({
      status: 404,
      fields: { Code: "InvalidAction.NotFound", Diagnosis: expect.stringContaining("ListYikeProductions") },
    });
    expect((await root.post("/session/call/VOD/GetVideoInfo")).status).toBe(400);
    expect((await root.post("/session/call/ICE/ListYikeProductions", { parameters: [] })).status).toBe(400);
    expect((await root.post("/session/call/ICE/ListYikeProductions", { as: "alice" })).status).toBe(400);
  });

  test("has the rights of who is signed in, and a changed policy holds for the next one", async () => {
    expect((await alice.call("ICE/ListYikeProductions")).status).toBe(200);
    const denied = await alice.call("ICE/CreateYikeProduction", { Title: "x" });
    expect(denied).toMatchObject({
      status: 403,
      fields: { Code: "Forbidden", AccessDeniedDetail: { AuthAction: "ice:CreateYikeProduction" } },
    });
    const document = JSON.stringify(policy("Deny", "ice:ListYikeProductions"));
    await ram("CreatePolicy", { PolicyName: "not-now", PolicyDocument: document });
    await ram("AttachPolicyToUser", { PolicyType: "Custom", PolicyName: "not-now", UserName: "alice" });
    expect((await alice.call("ICE/ListYikeProductions")).status).toBe(403);
    await ram("DetachPolicyFromUser", { PolicyType: "Custom", PolicyName: "not-now", UserName: "alice" });
    expect((await alice.call("ICE/ListYikeProductions")).status).toBe(200);
  });

  test("stands in the audit log, which says that it came from the console and names no secret", async () => {
    await root.call("ICE/CreateYikeProduction", { Title: "x" }, { user: "alice" });
    const { requestId } = (await boss.call("STS/GetCallerIdentity", {}, { user: "alice" })) as { requestId?: string };
    const { fields } = await root.call("Medialoft/ListAuditRecords", { Principal: arn("user/alice") });
    const records = fields.AuditRecords as Record<string, string>[];
    expect(records.find((record) => record.RequestId === requestId)).toMatchObject({
      Action: "sts:GetCallerIdentity",
      Detail: `In the console, by ${arn("user/boss")}.`,
    });
    expect(JSON.stringify(fields)).not.toContain(String(root.cookie).slice(10));
  });
});

describe("as a user", () => {
  test("the root calls with that user's rights", async () => {
    const allowed = await root.call("ICE/ListYikeProductions", {}, { user: "alice" });
    expect(allowed).toMatchObject({ status: 200, principal: arn("user/alice") });
    expect((await root.call("STS/GetCallerIdentity", {}, { user: "alice" })).fields.Arn).toBe(arn("user/alice"));
    expect((await root.call("ICE/CreateYikeProduction", { Title: "x" }, { user: "alice" })).status).toBe(403);
    const unknown = await root.post("/session/call/ICE/ListYikeProductions", { as: { user: "nobody" } });
    expect(unknown).toMatchObject({ status: 404, body: { code: "EntityNotExist.User" } });
  });

  test("somebody else needs medialoft:ActAs on that user, and learns no more than that", async () => {
    expect((await boss.call("ICE/ListYikeProductions")).status).toBe(403);
    expect((await boss.call("ICE/ListYikeProductions", {}, { user: "alice" })).status).toBe(200);
    for (const user of ["boss", "nobody"]) {
      const refused = await boss.call("ICE/ListYikeProductions", {}, { user });
      expect(refused).toMatchObject({ status: 403, principal: arn("user/boss"), fields: { Code: "NoPermission" } });
      expect(JSON.stringify(refused.fields)).toContain("medialoft:ActAs");
    }
    expect((await alice.call("ICE/ListYikeProductions", {}, { user: "boss" })).status).toBe(403);
  });
});

describe("as a role", () => {
  test("the caller assumes it for this one call, if its trust policy lets them", async () => {
    const answer = await boss.call("STS/GetCallerIdentity", {}, { role: "lister" });
    expect(answer).toMatchObject({ status: 200, fields: { Arn: arn("role/lister/console") } });
    const made = await boss.call("ICE/CreateYikeProduction", { Title: "by a role" }, { role: arn("role/lister") });
    expect(made).toMatchObject({ status: 200, principal: arn("role/lister/console") });
    expect((await alice.call("STS/GetCallerIdentity", {}, { role: "lister" })).status).toBe(403);
    expect((await root.call("STS/GetCallerIdentity", {}, { role: "lister" })).status).toBe(403);
    expect((await boss.call("STS/GetCallerIdentity", {}, { role: "nothing" })).status).not.toBe(200);
  });

  test("the session can do what the call needs, and nothing else", async () => {
    await boss.call("ICE/ListYikeWorkspaces", {}, { role: "lister" });
    await boss.call("ICE/CreateYikeWorkspace", { Title: "x" }, { role: "lister" });
    const { fields } = await root.call("Medialoft/ListAuditRecords", { ActionName: "sts:AssumeRole", Status: "200" });
    const [newest] = fields.AuditRecords as { Parameters: string; Principal: string }[];
    const { Policy, DurationSeconds } = JSON.parse(String(newest?.Parameters));
    expect(JSON.parse(Policy).Statement).toEqual([
      { Effect: "Allow", Action: ["ice:CreateYikeWorkspace"], Resource: "*" },
    ]);
    expect([newest?.Principal, DurationSeconds]).toEqual([arn("user/boss"), "3600"]);
  });

  test("an upload that begins with the call has all the time of any other", async () => {
    const { fields } = await boss.call("ICE/CreateYikeAssetUpload", { FileExt: "mp4" }, { role: "lister" });
    expect(decode(fields.UploadAuth)).toMatchObject({ Expiration: "3000" });
  });

  test("no credential of the session is in the answer", async () => {
    const answer = await boss.post("/session/call/ICE/ListYikeProductions", { as: { role: "lister" } });
    expect(answer.body).toMatchObject({ status: 200, principal: arn("role/lister/console") });
    expect(answer.text).not.toMatch(/AccessKeySecret|SecurityToken|STS\./);
  });
});

describe("whether a call would be allowed", () => {
  const check = async (client: ConsoleClient, query: Record<string, string>) =>
    (await client.ask(`/session/check?${new URLSearchParams(query)}`)).body as {
      allowed: boolean;
      principal: string;
      sentence?: string;
      needs: { action: string; allowed: boolean; effect?: string; diagnosis?: string; statements?: object[] }[];
    };

  test("is told with the statement that decides, and nothing is run", async () => {
    const allowed = await check(alice, { product: "ICE", action: "ListYikeProductions" });
    expect(allowed).toMatchObject({
      allowed: true,
      principal: arn("user/alice"),
      needs: [
        {
          action: "ice:ListYikeProductions",
          effect: "Allow",
          decidedBy: "identity",
          statements: [{ index: 0, source: { name: "of-alice" }, statement: { effect: "Allow" } }],
        },
      ],
    });
    const denied = await check(alice, { product: "ICE", action: "CreateYikeProduction", parameters: '{"Title":"x"}' });
    expect(denied).toMatchObject({ allowed: false, needs: [{ effect: "ImplicitDeny", statements: [] }] });
    expect(denied.needs[0]?.diagnosis).toContain("ice:CreateYikeProduction");
    const before = await root.call("ICE/ListYikeProductions");
    expect(await check(root, { product: "ICE", action: "CreateYikeProduction" })).toMatchObject({ allowed: true });
    expect((await root.call("ICE/ListYikeProductions")).fields.ProductionList).toEqual(before.fields.ProductionList);
  });

  test("is told for a user and a role, first of all whether one may act so", async () => {
    const asked = { product: "ICE", action: "ListYikeProductions" };
    const asAlice = await check(boss, { ...asked, user: "alice" });
    expect(asAlice).toMatchObject({ allowed: true, principal: arn("user/alice") });
    expect(asAlice.needs.map(({ action }) => action)).toEqual(["medialoft:ActAs", "ice:ListYikeProductions"]);
    expect(await check(alice, { ...asked, user: "boss" })).toMatchObject({
      allowed: false,
      needs: [{ allowed: false }],
    });
    const asRole = await check(boss, { ...asked, role: "lister" });
    expect(asRole).toMatchObject({ allowed: true, principal: arn("role/lister/console") });
    expect(asRole.needs.map(({ action }) => action)).toEqual(["sts:AssumeRole", "ice:ListYikeProductions"]);
    expect(await check(root, { ...asked, role: "lister" })).toMatchObject({
      allowed: false,
      sentence: expect.stringContaining("root cannot"),
    });
    expect(await check(alice, { ...asked, role: "lister" })).toMatchObject({ allowed: false });
  });

  test("cannot be asked of what there is not", async () => {
    const answer = await root.ask("/session/check?product=ICE&action=Nothing");
    expect(answer).toMatchObject({ status: 404, body: { code: "InvalidAction.NotFound" } });
    expect((await root.ask("/session/check?product=ICE&action=ListYikeProductions&parameters=[]")).status).toBe(400);
  });
});
