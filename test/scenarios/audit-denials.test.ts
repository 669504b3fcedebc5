import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeDiagnostic } from "../../src/rpc/respond.ts";
import { type Key, type RamAsk, ramAsker, stsAsker } from "../ram.ts";
import { call, startTestServer, type TestServer } from "../server.ts";

interface Denial {
  readonly code: string;
  readonly data: { readonly AccessDeniedDetail: { readonly EncodedDiagnosticMessage: string } };
}

const own = "2026-11-01";

const documentOf = (Effect: "Allow" | "Deny", Action: string | string[]) =>
  JSON.stringify({ Version: "1", Statement: [{ Effect, Action, Resource: "*" }] });

let server: TestServer;
let ram: RamAsk;
let alice: Key;
let admin: Key;
let accountId: string;
let now = Date.now();
beforeAll(async () => {
  server = await startTestServer({}, () => now);
  ({ accountId } = server);
  ram = ramAsker(server);
  alice = await makeUser("alice");
  admin = await makeUser("admin");
  const policies = {
    ReadOnly: documentOf("Allow", "ice:List*"),
    NoLists: documentOf("Deny", ["ice:List*", "ice:BatchGet*"]),
    Explain: documentOf("Allow", "ram:DecodeDiagnosticMessage"),
  };
  for (const [policyName, policyDocument] of Object.entries(policies)) {
    await ram("CreatePolicy", { policyName, policyDocument });
  }
  await ram("CreateGroup", { groupName: "guests" });
  await ram("AddUserToGroup", { groupName: "guests", userName: "alice" });
  await ram("AttachPolicyToUser", { policyName: "ReadOnly", policyType: "Custom", userName: "alice" });
  await ram("AttachPolicyToGroup", { policyName: "NoLists", policyType: "Custom", groupName: "guests" });
  await ram("AttachPolicyToUser", { policyName: "Explain", policyType: "Custom", userName: "admin" });
});
afterAll(() => server[Symbol.asyncDispose]());

async function makeUser(userName: string): Promise<Key> {
  await ram("CreateUser", { userName });
  return ((await ram("CreateAccessKey", { userName })) as { accessKey: Key }).accessKey;
}

async function deny(action: string, key: Key, parameters: Record<string, string> = {}): Promise<string> {
  const error = await call(server, action, parameters, { key }).then(
    () => expect.fail(`${action} was not denied`),
    (denial: Denial) => denial,
  );
  expect(error.code).toBe("Forbidden");
  return error.data.AccessDeniedDetail.EncodedDiagnosticMessage;
}

const decode = async (encodedDiagnosticMessage: string, key: Key = admin) => {
  const answer = await ramAsker(server, key)("DecodeDiagnosticMessage", { encodedDiagnosticMessage });
  return JSON.parse(JSON.stringify((answer as { decodedDiagnosticMessage: object }).decodedDiagnosticMessage));
};

describe("a denial's message", () => {
  test("names the policy of somebody's group that denied, to who may decode it", async () => {
    const { user } = (await ram("GetUser", { userName: "alice" })) as { user: { userId: string } };
    expect(await decode(await deny("ListYikeProductions", alice))).toEqual({
      authAction: "ice:ListYikeProductions",
      authResource: `acs:ice:cn-shanghai:${accountId}:*`,
      authPrincipal: {
        authPrincipalType: "SubUser",
        authPrincipalDisplayName: user.userId,
        authPrincipalOwnerId: accountId,
      },
      authConditions: [
        { conditionKey: "acs:SourceIp", conditionValues: ["127.0.0.1"] },
        { conditionKey: "acs:CurrentTime", conditionValues: [`${new Date(now).toISOString().slice(0, 19)}Z`] },
      ],
      explicitDeny: true,
      noPermissionPolicyType: "AccountLevelIdentityBasedPolicy",
      matchedPolicies: [
        {
          policyType: "Custom",
          policyIdentifier: "NoLists",
          policyVersion: "v1",
          effect: "Deny",
          attachedEntityType: "RamGroup",
          attachedScope: "Account",
        },
      ],
    });
  });

  test("names who was denied also when their name is another's by then, or nobody's", async () => {
    const key = await makeUser("bob");
    const { user } = (await ram("GetUser", { userName: "bob" })) as { user: { userId: string } };
    const message = await deny("ListYikeProductions", key);
    await ram("UpdateUser", { userName: "bob", newUserName: "robert" });
    const was = { authPrincipal: { authPrincipalType: "SubUser", authPrincipalDisplayName: user.userId } };
    expect(await decode(message)).toMatchObject(was);
    await ram("CreateUser", { userName: "bob" });
    expect(await decode(message)).toMatchObject(was);
  });

  test("says when nothing allowed it", async () => {
    const message = await deny("GetYikeAssetMediaInfo", alice, { MediaId: "a".repeat(32) });
    expect(await decode(message)).toMatchObject({
      authAction: "ice:GetYikeAssetMediaInfo",
      explicitDeny: false,
      matchedPolicies: [],
    });
  });

  test("says whether it was the session policy that did not allow it", async () => {
    const trust = {
      Version: "1",
      Statement: [
        { Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: `acs:ram::${accountId}:user/alice` } },
      ],
    };
    await ram("CreateRole", { roleName: "Reader", assumeRolePolicyDocument: JSON.stringify(trust) });
    await ram("AttachPolicyToRole", {
      policyName: "AliyunICEFullAccess",
      policyType: "System",
      roleName: "Reader",
    });
    await ram("AttachPolicyToUser", {
      policyName: "AliyunSTSAssumeRoleAccess",
      policyType: "System",
      userName: "alice",
    });
    const { credentials } = (await stsAsker(server, alice)("AssumeRole", {
      roleArn: `acs:ram::${accountId}:role/Reader`,
      roleSessionName: "player-7",
      policy: documentOf("Allow", "ice:Get*"),
    })) as { credentials: Key };
    expect(await decode(await deny("ListYikeProductions", credentials))).toMatchObject({
      authPrincipal: { authPrincipalType: "AssumedRoleUser", authPrincipalDisplayName: "Reader:player-7" },
      explicitDeny: false,
      noPermissionPolicyType: "SessionPolicy",
      matchedPolicies: [],
    });
  });

  test("is not decoded for who may not, for another account, in pieces, or made up", async () => {
    const message = await deny("ListYikeProductions", alice);
    await expect(decode(message, alice)).rejects.toMatchObject({ code: "NoPermission" });
    const other = await call(server, "CreateAccount", { Title: "Other" }, { version: own });
    const otherRoot = { accessKeyId: String(other.AccessKeyId), accessKeySecret: String(other.AccessKeySecret) };
    await call(server, "ListYikeProductions", {}, { key: otherRoot });
    await expect(decode(message, otherRoot)).rejects.toMatchObject({ code: /^E/ });
    const unknown = encodeDiagnostic("00000000-0000-4000-8000-000000000000", now);
    await expect(decode(unknown)).rejects.toMatchObject({ code: "EntityNotExist", statusCode: 404 });
    for (const wrong of [message.slice(0, -8), "hello", `${message} `, ""]) {
      await expect(decode(wrong)).rejects.toMatchObject({ statusCode: 400 });
    }
  });

  test("expires with the audit log", async () => {
    const old = encodeDiagnostic("00000000-0000-4000-8000-000000000000", now - 40 * 86_400_000);
    await expect(decode(old)).rejects.toMatchObject({
      code: "EncodedMessageExpire",
      statusCode: 400,
    });
  });
});

describe("the list of audit records", () => {
  interface Page {
    readonly AuditRecords: readonly Record<string, unknown>[];
    readonly IsTruncated: boolean;
    readonly Marker?: string;
  }
  const list = async (parameters: Record<string, string> = {}, options: { key?: Key } = {}) =>
    (await call(server, "ListAuditRecords", parameters, { version: own, ...options })) as unknown as Page;

  test("has a call that is answered, and no password, token or secret", async () => {
    await ram("CreateLoginProfile", { userName: "alice", password: "Through-1-looking-glass" });
    await call(server, "ListYikeProductions", { PageSize: "7" });
    const { AuditRecords } = await list({ MaxItems: "2" });
    expect(AuditRecords).toMatchObject([
      {
        Action: "ice:ListYikeProductions",
        Principal: `acs:ram::${accountId}:root`,
        Parameters: JSON.stringify({ PageSize: "7" }),
        Decision: "Allow",
        Status: 200,
        SourceAddress: "127.0.0.1",
      },
      { Action: "ram:CreateLoginProfile", Decision: "Allow", Status: 200 },
    ]);
    const everything = JSON.stringify(await list({ MaxItems: "1000" }));
    for (const secret of ["looking-glass", alice.accessKeySecret, admin.accessKeySecret]) {
      expect(everything).not.toContain(secret);
    }
  });

  test("is filtered by who, what, how it was decided and answered, and which call it was", async () => {
    await deny("ListYikeProductions", alice);
    const since = new Date(now).toISOString();
    now += 60_000;
    await call(server, "GetYikeAssetMediaInfo", { MediaId: "f".repeat(32) }).catch(() => undefined);
    const newest = async (parameters: Record<string, string>) => (await list(parameters)).AuditRecords[0];
    const denied = { Action: "ice:ListYikeProductions", ErrorCode: "Forbidden", DecidedBy: "identity" };
    const missing = { Action: "ice:GetYikeAssetMediaInfo", ErrorCode: "ResourceNotFound", Status: 404 };
    expect(await newest({ Principal: "user/alice" })).toMatchObject(denied);
    expect(await newest({ Principal: `acs:ram::${accountId}:user/alice` })).toMatchObject(denied);
    expect(await newest({ Decision: "ExplicitDeny" })).toMatchObject({
      ...denied,
      Statements: [{ PolicyName: "NoLists", AttachedTo: "group/guests", StatementNumber: 1 }],
    });
    expect(await newest({ EndTime: new Date(now).toISOString(), ActionName: "ice:*" })).toMatchObject(denied);
    expect(await newest({ ActionName: "ice:GetYike*" })).toMatchObject(missing);
    expect(await newest({ Status: "404" })).toMatchObject(missing);
    const { RequestId } = (await newest({ Status: "404" })) ?? {};
    expect((await list({ RequestId: String(RequestId), StartTime: since })).AuditRecords).toMatchObject([missing]);
    expect(await newest({ Principal: "user/ali" })).toBeUndefined();
  });

  test("goes on page after page", async () => {
    const whole = await list({ MaxItems: "1000", EndTime: new Date(now).toISOString() });
    const ids = [];
    let Marker: string | undefined;
    do {
      const page = await list({ MaxItems: "7", EndTime: new Date(now).toISOString(), ...(Marker && { Marker }) });
      expect(page.IsTruncated).toBe(page.Marker !== undefined);
      ids.push(...page.AuditRecords.map(({ RequestId }) => RequestId));
      ({ Marker } = page);
    } while (Marker);
    expect(ids.length).toBeGreaterThan(20);
    expect(ids).toEqual(whole.AuditRecords.map(({ RequestId }) => RequestId));
    await expect(list({ Marker: "bm90aGluZw" })).rejects.toMatchObject({ code: "InvalidParameter" });
  });

  test("is told to who may list it, and is their account's alone", async () => {
    await expect(list({}, { key: alice })).rejects.toMatchObject({ code: "NoPermission" });
    const other = await call(server, "CreateAccount", { Title: "Other" }, { version: own });
    const key = { accessKeyId: String(other.AccessKeyId), accessKeySecret: String(other.AccessKeySecret) };
    expect((await list({}, { key })).AuditRecords).toEqual([]);
  });
});
