import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outcome } from "../outcome.ts";
import { type Key, ramAsker, stsAsker } from "../ram.ts";
import { call, rootKey, startTestServer, type TestServer } from "../server.ts";
import { allow, deny, documentOf, type Refusal, refusalOf, trusting, World } from "./world.ts";

let server: TestServer;
let world: World;
let accountId: string;
beforeAll(async () => {
  server = await startTestServer();
  world = new World(server);
  accountId = await world.accountId();
});
afterAll(() => server[Symbol.asyncDispose]());

const medialoft = (key: Key, action: string, parameters: Record<string, string> = {}) =>
  call(server, action, parameters, { key, version: "2026-11-01" });

describe("a denial", () => {
  let key: Key;
  let userId: string;
  beforeAll(async () => {
    key = await world.makeUser("denied", allow("ice:Get*"), deny("medialoft:*"));
    userId = ((await stsAsker(server, key)("GetCallerIdentity")) as { userId: string }).userId;
  });

  const detailOf = (action: string, noPermissionType: string) => ({
    AuthAction: action,
    AuthPrincipalType: "SubUser",
    AuthPrincipalDisplayName: userId,
    AuthPrincipalOwnerId: accountId,
    PolicyType: "AccountLevelIdentityBasedPolicy",
    NoPermissionType: noPermissionType,
    EncodedDiagnosticMessage: expect.stringMatching(/^[\w+/]+=*$/),
  });

  const products = [
    ["ICE", () => world.ice(key, "ListYikeProductions"), "Forbidden", "ice:ListYikeProductions", "ImplicitDeny"],
    [
      "yike",
      () => call(server, "ListYikeWorkspaces", {}, { key, version: "2026-03-19" }),
      "Forbidden",
      "ice:ListYikeWorkspaces",
      "ImplicitDeny",
    ],
    ["RAM", () => ramAsker(server, key)("ListUsers"), "NoPermission", "ram:ListUsers", "ImplicitDeny"],
    [
      "STS",
      () => world.assume(key, `acs:ram::${accountId}:role/none`),
      "NoPermission",
      "sts:AssumeRole",
      "ImplicitDeny",
    ],
    [
      "Medialoft",
      () => medialoft(key, "RefreshAssetUpload"),
      "NoPermission",
      "medialoft:RefreshAssetUpload",
      "ExplicitDeny",
    ],
  ] as const;

  test.each(products)(
    "of %s says through the vendor's client who, what and why",
    async (_, ask, code, action, type) => {
      const refusal: Refusal = await refusalOf(ask());
      expect(refusal).toMatchObject({ code, statusCode: 403 });
      expect(refusal.accessDeniedDetail).toEqual(detailOf(action, type));
      expect(refusal.data.Diagnosis).toContain(action);
    },
  );

  test("carries a message that is nothing but version, time and the id of the request", async () => {
    const { accessDeniedDetail, data } = await refusalOf(world.ice(key, "ListYikeProductions"));
    const bytes = Buffer.from(accessDeniedDetail?.EncodedDiagnosticMessage ?? "", "base64");
    expect([...bytes.subarray(0, 2)]).toEqual([1, 1]);
    expect(Math.abs(Number(bytes.readBigUInt64BE(2)) - Date.now() / 1000)).toBeLessThan(60);
    expect(bytes.subarray(10).toString()).toBe(data.RequestId);
  });

  test("in a session names the session, and the session policy when that decides", async () => {
    const porter = await world.makeUser("porter", allow("sts:AssumeRole"));
    const role = await world.makeRole("Player", trusting(`acs:ram::${accountId}:root`), allow("ice:List*"));
    const { credentials } = await world.assume(porter, role, { policy: documentOf(allow("ice:Get*")) });
    const { accessDeniedDetail } = await refusalOf(world.ice(credentials, "ListYikeProductions"));
    expect(accessDeniedDetail).toEqual({
      ...detailOf("ice:ListYikeProductions", "ImplicitDeny"),
      AuthPrincipalType: "AssumedRoleUser",
      AuthPrincipalDisplayName: "Player:session-1",
      PolicyType: "SessionPolicy",
    });
    const whole = await world.assume(porter, role);
    const other = await refusalOf(world.ice(whole.credentials, "CreateYikeProduction", { Title: "x" }));
    expect(other.accessDeniedDetail?.PolicyType).toBe("AccountLevelIdentityBasedPolicy");
  });

  describe.each(["ImplicitDeny", "ExplicitDeny"] as const)("by a role's trust policy (%s)", (effect) => {
    let refusal: Refusal;
    let refusedId: string;
    beforeAll(async () => {
      const porter = await world.makeUser(`refused-${effect}`, allow("sts:AssumeRole"));
      refusedId = ((await stsAsker(server, porter)("GetCallerIdentity")) as { userId: string }).userId;
      const roots = trusting(`acs:ram::${accountId}:root`);
      const nobodys = trusting(`acs:ram::${accountId}:user/nobody`);
      const trust = effect === "ExplicitDeny" ? roots.replace("Allow", "Deny") : nobodys;
      refusal = await refusalOf(world.assume(porter, await world.makeRole(`Shut-${effect}`, trust)));
    });

    test("says who, what and why", () => {
      expect(refusal).toMatchObject({ code: "NoPermission", statusCode: 403 });
      expect(refusal.accessDeniedDetail).toEqual({
        ...detailOf("sts:AssumeRole", effect),
        AuthPrincipalDisplayName: refusedId,
        PolicyType: "AssumeRolePolicy",
      });
    });

    test("is decoded", async () => {
      const encodedDiagnosticMessage = refusal.accessDeniedDetail?.EncodedDiagnosticMessage;
      const decoded = await world.ram("DecodeDiagnosticMessage", { encodedDiagnosticMessage });
      expect(decoded).toMatchObject({
        decodedDiagnosticMessage: {
          authAction: "sts:AssumeRole",
          authResource: `acs:ram::${accountId}:role/Shut-${effect}`,
          authPrincipal: { authPrincipalDisplayName: refusedId },
          explicitDeny: effect === "ExplicitDeny",
          noPermissionPolicyType: "AssumeRolePolicy",
          matchedPolicies: [],
        },
      });
    });

    test("stands in the audit log as a denial, and not as allowed", async () => {
      const { RequestId } = refusal.data;
      const { AuditRecords } = await medialoft(rootKey, "ListAuditRecords", { RequestId: String(RequestId) });
      const deciding = effect === "ExplicitDeny" ? [{ Layer: "trust", StatementNumber: 1 }] : [];
      expect(AuditRecords).toMatchObject([
        { Action: "sts:AssumeRole", Decision: effect, DecidedBy: "trust", Statements: deciding, Status: 403 },
      ]);
    });
  });

  test("has a policy in its diagnosis that, attached to the user, allows the call", async () => {
    const helped = await world.makeUser("helped", allow("ram:GetUser"));
    const { data } = await refusalOf(world.ice(helped, "ListYikeProductions"));
    const diagnosis = String(data.Diagnosis);
    const policyDocument = diagnosis.slice(diagnosis.indexOf("{"), diagnosis.lastIndexOf("}") + 1);
    await world.ram("CreatePolicy", { policyName: "as-told", policyDocument });
    await world.ram("AttachPolicyToUser", { policyName: "as-told", policyType: "Custom", userName: "helped" });
    expect(await world.mayList(helped)).toBe("allowed");
    expect(await outcome(world.ice(helped, "CreateYikeProduction", { Title: "x" }))).toBe("Forbidden");
  });

  test("names the caller's own statement that decided, and nobody else's", async () => {
    await world.makeUser("secretive", allow("ice:Secretive"));
    const denied = await world.makeUser("mistaken", deny("ice:List*"));
    const { data } = await refusalOf(world.ice(denied, "ListYikeProductions"));
    expect(data.Diagnosis).toMatch(/Statement 1 of the policy policy-\d+ \(v1, attached to the user mistaken\)/);
    expect(data.Diagnosis).not.toContain("secretive");
  });

  test("stands before every check of the parameters", async () => {
    const wrong = { ProductionId: "no id", PageSize: "-1" };
    expect(await outcome(world.ice(key, "ListYikeAssetFolders", wrong))).toBe("Forbidden");
    expect(await outcome(world.ice(key, "CreateYikeProduction"))).toBe("Forbidden");
  });
});

describe("who may not look", () => {
  /** The same whatever it is about: no ids and times, and the name that was asked for is taken out. */
  const bare = (refusal: Refusal, name: string) => {
    const text = JSON.stringify({ code: refusal.code, status: refusal.statusCode, ...refusal.data });
    return text
      .replaceAll(String(refusal.data.RequestId), "<id>")
      .replaceAll(/"EncodedDiagnosticMessage":"[^"]*"/g, "")
      .replaceAll(name, "<name>");
  };
  let key: Key;
  beforeAll(async () => {
    key = await world.makeUser("curious");
  });

  const pairs = [
    ["GetUser", "userName", "curious-else"],
    ["DeleteUser", "userName", "curious-else"],
    ["ListAccessKeys", "userName", "curious-else"],
    ["GetLoginProfile", "userName", "curious-else"],
    ["GetRole", "roleName", "Present"],
    ["GetGroup", "groupName", "present"],
  ] as const;

  test.each(pairs)("is answered the same by %s for what is there and what is not", async (action, field, name) => {
    await world.makeUser("curious-else").catch(() => undefined);
    await world.makeRole("Present", trusting(`acs:ram::${accountId}:root`)).catch(() => undefined);
    await world.ram("CreateGroup", { groupName: "present" }).catch(() => undefined);
    expect(await outcome(world.ram(action.replace("Delete", "Get"), { [field]: name }))).not.toMatch(
      /Exist\.(User|Role|Group)$/,
    );
    const ram = ramAsker(server, key);
    const there = bare(await refusalOf(ram(action, { [field]: name })), name);
    const absent = bare(await refusalOf(ram(action, { [field]: "not-there" })), "not-there");
    expect(there).toBe(absent);
    expect(there).toContain('"code":"NoPermission","status":403');
  });

  test("is answered the same about roles to assume, keys and media", async () => {
    const [own] = ((await world.ram("ListAccessKeys", { userName: "curious" })) as AccessKeys).accessKeys.accessKey;
    const ram = ramAsker(server, key);
    const delKey = (userAccessKeyId: string) =>
      refusalOf(ram("DeleteAccessKey", { userName: "curious", userAccessKeyId }));
    const present = own?.accessKeyId ?? "";
    expect(bare(await delKey(present), present)).toBe(bare(await delKey("LTAIabsent"), "LTAIabsent"));
    const assume = async (name: string) =>
      bare(await refusalOf(world.assume(key, `acs:ram::${accountId}:role/${name}`)), name);
    expect(await assume("Present")).toBe(await assume("Absent"));
    const [{ ProductionId = "" } = {}] = (await world.ice(world.root, "ListYikeProductions")).ProductionList as {
      ProductionId: string;
    }[];
    const folders = async (id: string) =>
      bare(await refusalOf(world.ice(key, "ListYikeAssetFolders", { ProductionId: id })), id);
    expect(await folders(ProductionId)).toBe(await folders("0".repeat(32)));
  });

  test("in another account is told the same of roles that are there and that are not", async () => {
    const partner = await world.makeAccount("Leaks");
    const arn = await partner.makeRole("Closed", trusting(`acs:ram::${await partner.accountId()}:root`));
    const porter = await world.makeUser("porter-abroad", allow("sts:AssumeRole"));
    const there = bare(await refusalOf(world.assume(porter, arn)), "Closed");
    const trust = trusting(`acs:ram::${accountId}:root`).replace("Allow", "Deny");
    const barred = bare(await refusalOf(world.assume(porter, await partner.makeRole("Barred", trust))), "Barred");
    const absent = bare(await refusalOf(world.assume(porter, arn.replace("Closed", "Absent"))), "Absent");
    expect([there, barred]).toEqual([absent, absent]);
  });
});

interface AccessKeys {
  readonly accessKeys: { readonly accessKey: readonly { readonly accessKeyId: string }[] };
}

describe("every permission that a call depends on", () => {
  test("is needed: the new name of a user, the policy that is attached", async () => {
    await world.makeUser("clerk-1");
    const users = `acs:ram:*:${accountId}:user/clerk-*`;
    const key = await world.makeUser(
      "personnel",
      allow("ram:UpdateUser", users),
      allow("ram:AttachPolicyToUser", users),
    );
    const ram = ramAsker(server, key);
    const update = (newUserName: string) => ram("UpdateUser", { userName: "clerk-1", newUserName });
    expect(await outcome(ram("UpdateUser", { userName: "clerk-1", newDisplayName: "Clerk" }))).toBe("allowed");
    expect(await outcome(update("boss"))).toBe("NoPermission");
    expect(await outcome(update("clerk-2"))).toBe("allowed");
    const attach = (policyName: string) =>
      outcome(ram("AttachPolicyToUser", { policyName, policyType: "System", userName: "clerk-2" }));
    expect(await attach("AliyunICEReadOnlyAccess")).toBe("NoPermission");
    await world.attach(
      { userName: "personnel" },
      allow("ram:AttachPolicyToUser", "acs:ram:*:system:policy/AliyunICEReadOnlyAccess"),
    );
    expect(await attach("AdministratorAccess")).toBe("NoPermission");
    expect(await attach("AliyunICEReadOnlyAccess")).toBe("allowed");
  });

  test("about a user is about the caller when no user is named", async () => {
    const own = `acs:ram:*:${accountId}:user/self`;
    const key = await world.makeUser("self", allow("ram:*AccessKey*", own));
    const ram = ramAsker(server, key);
    expect(await outcome(ram("ListAccessKeys"))).toBe("allowed");
    expect(await outcome(ram("ListAccessKeys", { userName: "self" }))).toBe("allowed");
    expect(await outcome(ram("ListAccessKeys", { userName: "denied" }))).toBe("NoPermission");
    expect(await outcome(ram("CreateAccessKey"))).toBe("allowed");
    const { accessKeys } = (await world.ram("ListAccessKeys", { userName: "self" })) as AccessKeys;
    expect(accessKeys.accessKey).toHaveLength(2);
  });
});

describe("what needs no policy", () => {
  test("is done by a user without one, and stopped by a Deny", async () => {
    const key = await world.makeUser("plain");
    const who = () => outcome(stsAsker(server, key)("GetCallerIdentity"));
    const change = () => outcome(ramAsker(server, key)("ChangePassword", { oldPassword: "x", newPassword: "y" }));
    expect([await who(), await change()]).toEqual(["allowed", "EntityNotExist.User.LoginProfile"]);
    await world.attach({ userName: "plain" }, deny(["sts:GetCallerIdentity", "ram:ChangePassword"]));
    expect([await who(), await change()]).toEqual(["NoPermission", "NoPermission"]);
  });

  test("grows by one's own keys while the account lets users manage theirs, unless a Deny says no", async () => {
    const key = await world.makeUser("keeper");
    const ram = ramAsker(server, key);
    const prefer = (allowUserToManageAccessKeys: boolean) =>
      world.ram("SetSecurityPreference", { allowUserToManageAccessKeys });
    const list = (fields = {}) => outcome(ram("ListAccessKeys", fields));
    expect(await list()).toBe("NoPermission");
    await prefer(true);
    expect([await list(), await list({ userName: "keeper" })]).toEqual(["allowed", "allowed"]);
    expect([await list({ userName: "plain" }), await list({ userName: "Keeper" })]).toEqual(
      Array(2).fill("NoPermission"),
    );
    const { accessKey } = (await ram("CreateAccessKey")) as { accessKey: Key };
    const own = { userAccessKeyId: accessKey.accessKeyId };
    expect(await outcome(ram("UpdateAccessKey", { ...own, status: "Inactive" }))).toBe("allowed");
    expect(await outcome(ram("GetAccessKeyLastUsed", own))).toBe("allowed");
    expect(await outcome(ram("DeleteAccessKey", own))).toBe("allowed");
    expect(await outcome(ram("GetUser", { userName: "keeper" }))).toBe("NoPermission");
    await world.attach({ userName: "keeper" }, deny("ram:ListAccessKeys"));
    expect(await list()).toBe("NoPermission");
    expect(await outcome(ram("GetAccessKeyLastUsed", { userAccessKeyId: key.accessKeyId }))).toBe("allowed");
    await prefer(false);
    expect(await outcome(ram("GetAccessKeyLastUsed", { userAccessKeyId: key.accessKeyId }))).toBe("NoPermission");
  });
});
