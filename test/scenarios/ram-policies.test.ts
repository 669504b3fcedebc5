import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RamAsk, ramAsker } from "../ram.ts";
import { call, startTestServer, type TestServer } from "../server.ts";

let server: TestServer;
let ram: RamAsk;
beforeAll(async () => {
  server = await startTestServer();
  ram = ramAsker(server);
});
afterAll(() => server[Symbol.asyncDispose]());

const documentOf = (...actions: string[]) =>
  JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] });

const createPolicy = (policyName: string, policyDocument = documentOf("ice:*")) =>
  ram("CreatePolicy", { policyName, policyDocument });

const trusting = (...names: string[]) =>
  JSON.stringify({
    Version: "1",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: names } }],
  });
const trustPolicy = trusting("acs:ram::1000000000000001:root");

describe("a policy", () => {
  test("is answered as it was given, and is in force in its first version", async () => {
    const policyDocument = `{ "Version": "1",\n  "Statement": { "Effect": "Allow", "Action": "ice:Get*", "Resource": "*" } }`;
    const made = await ram("CreatePolicy", { policyName: "As-given", policyDocument, description: "Grüße" });
    expect(made).toMatchObject({
      policy: {
        policyName: "As-given",
        policyType: "Custom",
        description: "Grüße",
        defaultVersion: "v1",
        createDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      },
    });
    expect(await ram("GetPolicy", { policyName: "As-given", policyType: "Custom" })).toMatchObject({
      policy: { policyName: "As-given", attachmentCount: 0, policyDocument },
      defaultPolicyVersion: { versionId: "v1", isDefaultVersion: true, policyDocument },
    });
  });

  test.each([
    ["is no JSON", '{"Version": "1",', "MalformedPolicyDocument", /line 1, column 17/],
    [
      "has an unknown operator",
      `{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringSame":{"acs:SourceIp":"1"}}}]}`,
      "MalformedPolicyDocument",
      /StringSame/,
    ],
    [
      "names nobody's resource",
      '{"Version":"1","Statement":[{"Effect":"Allow","Action":"*"}]}',
      "MalformedPolicyDocument",
      /Resource/,
    ],
    ["is too long", documentOf("a".repeat(6144)), "InvalidParameter.PolicyDocument.Length", /beyond the length limit/],
  ])("that %s is refused, also as a new version", async (_, policyDocument, code, message) => {
    const refusal = { code, message: expect.stringMatching(message) };
    await expect(createPolicy("Refused", policyDocument)).rejects.toMatchObject(refusal);
    await ram("CreatePolicy", { policyName: "Fine", policyDocument: documentOf("ice:*") }).catch(() => undefined);
    await expect(ram("CreatePolicyVersion", { policyName: "Fine", policyDocument })).rejects.toMatchObject(refusal);
  });

  test("that hardly does what was meant is stored with a warning, and a good one without", async () => {
    const statement = { Effect: "Allow", Action: "ice:GetYikeAssetMediaInfo", Resource: "acs:ice:*:*:production/7" };
    const PolicyDocument = JSON.stringify({ Version: "1", Statement: [statement] });
    const ask = (action: string, fields: Record<string, string>) =>
      call(server, action, { PolicyName: "Doubtful", ...fields }, { version: "2015-05-01" });
    const warned = { PolicyWarnings: [{ StatementNumber: 1, Code: "no-effect", Message: expect.any(String) }] };
    expect(await ask("CreatePolicy", { PolicyDocument })).toMatchObject(warned);
    expect(await ask("CreatePolicyVersion", { PolicyDocument })).toMatchObject(warned);
    const good = await ask("CreatePolicyVersion", { PolicyDocument: documentOf("ice:Get*") });
    expect(Object.keys(good).sort()).toEqual(["PolicyVersion", "RequestId"]);
  });

  test("that is wrong in a long text is refused with a short message", async () => {
    const refused = createPolicy("Refused", documentOf("a".repeat(6000))).catch((error: Error) => error.message.length);
    expect(await refused).toBeLessThan(600);
  });

  test("may be longer by its blanks", async () => {
    const policyDocument = documentOf(`ice:${"a".repeat(6000)}`).replace("[{", `[${" ".repeat(3000)}{`);
    await expect(createPolicy("Airy", policyDocument)).resolves.toMatchObject({ policy: { defaultVersion: "v1" } });
  });

  test("has a name that no other has in other letters, and that is found in its own letters only", async () => {
    await createPolicy("Camel-Case");
    await expect(createPolicy("camel-case")).rejects.toMatchObject({ code: "EntityAlreadyExists.Policy" });
    await expect(createPolicy("administratoraccess")).rejects.toMatchObject({ code: "EntityAlreadyExists.Policy" });
    await expect(ram("GetPolicy", { policyName: "camel-case", policyType: "Custom" })).rejects.toMatchObject({
      code: "EntityNotExist.Policy",
    });
    await expect(createPolicy("a_b")).rejects.toMatchObject({ code: "InvalidParameter.PolicyName.InvalidChars" });
    await expect(createPolicy("a".repeat(129))).rejects.toMatchObject({ code: "InvalidParameter.PolicyName.Length" });
  });

  test("gets another description", async () => {
    await createPolicy("Described");
    const change = { policyName: "Described", newDescription: "Better" };
    expect(await ram("UpdatePolicyDescription", change)).toMatchObject({ policy: { description: "Better" } });
    const read = await ram("GetPolicy", { policyName: "Described", policyType: "Custom" });
    expect(read).toMatchObject({ policy: { description: "Better" } });
  });

  test("of the system is shown and can be neither changed nor deleted", async () => {
    const policyName = "AliyunICEReadOnlyAccess";
    const shown = await ram("GetPolicy", { policyName, policyType: "System" });
    expect(shown).toMatchObject({ policy: { policyType: "System", defaultVersion: "v1" } });
    const { policyDocument } = (shown as { policy: { policyDocument: string } }).policy;
    expect(JSON.parse(policyDocument)).toEqual({
      Version: "1",
      Statement: [{ Effect: "Allow", Action: ["ice:Get*", "ice:List*", "ice:Describe*"], Resource: "acs:ice:*:*:*" }],
    });
    const refused = { code: "EntityNotExist.Policy", statusCode: 404 };
    await expect(ram("DeletePolicy", { policyName })).rejects.toMatchObject(refused);
    const version = { policyName, policyDocument: documentOf("*"), setAsDefault: true };
    await expect(ram("CreatePolicyVersion", version)).rejects.toMatchObject(refused);
    await expect(ram("GetPolicy", { policyName, policyType: "Own" })).rejects.toMatchObject({
      code: "InvalidParameter.PolicyType",
    });
  });
});

describe("versions", () => {
  const policyName = "Versions";
  const versions = async () => {
    const { policyVersions } = (await ram("ListPolicyVersions", { policyName, policyType: "Custom" })) as {
      policyVersions: { policyVersion: { versionId: string; isDefaultVersion: boolean }[] };
    };
    return policyVersions.policyVersion.map((one) => (one.isDefaultVersion ? `[${one.versionId}]` : one.versionId));
  };
  const add = (action: string, more: object = {}) =>
    ram("CreatePolicyVersion", { policyName, policyDocument: documentOf(action), ...more });

  test("are five at most, keep their numbers, and make room on demand", async () => {
    await createPolicy(policyName);
    for (const action of ["b:*", "c:*", "d:*"]) await add(action);
    expect(await add("e:*", { setAsDefault: true })).toMatchObject({
      policyVersion: { versionId: "v5", isDefaultVersion: true },
    });
    await expect(add("f:*")).rejects.toMatchObject({ code: "LimitExceeded.Policy.Version", statusCode: 409 });
    await ram("SetDefaultPolicyVersion", { policyName, versionId: "v1" });
    await add("f:*", { rotateStrategy: "DeleteOldestNonDefaultVersionWhenLimitExceeded" });
    expect(await versions()).toEqual(["v6", "v5", "v4", "v3", "[v1]"]);
    await ram("DeletePolicyVersion", { policyName, versionId: "v6" });
    expect(await add("g:*")).toMatchObject({ policyVersion: { versionId: "v7", isDefaultVersion: false } });
  });

  test("in force cannot be deleted, and unknown ones are not found", async () => {
    const one = { policyName, versionId: "v1" };
    await expect(ram("DeletePolicyVersion", one)).rejects.toMatchObject({
      code: "DeleteConflict.Policy.Version.Default",
    });
    const gone = { policyName, versionId: "v2" };
    await expect(ram("DeletePolicyVersion", gone)).rejects.toMatchObject({ code: "EntityNotExist.Policy.Version" });
    await expect(ram("SetDefaultPolicyVersion", gone)).rejects.toMatchObject({ code: "EntityNotExist.Policy.Version" });
    await expect(ram("GetPolicyVersion", { ...gone, policyType: "Custom" })).rejects.toMatchObject({
      code: "EntityNotExist.Policy.Version",
    });
    await expect(ram("DeletePolicyVersion", { policyName, versionId: "2" })).rejects.toMatchObject({
      code: "InvalidParameter.VersionId.Format",
    });
    const read = await ram("GetPolicyVersion", { ...one, policyType: "Custom" });
    expect(read).toMatchObject({ policyVersion: { versionId: "v1", policyDocument: documentOf("ice:*") } });
  });

  test("beside the one in force keep their policy from being deleted, unless all are to go", async () => {
    await expect(ram("DeletePolicy", { policyName })).rejects.toMatchObject({ code: "DeleteConflict.Policy.Version" });
    await ram("DeletePolicy", { policyName, cascadingDelete: true });
    await createPolicy(policyName, documentOf("new:*"));
    expect(await versions()).toEqual(["[v1]"]);
  });
});

describe("attaching", () => {
  beforeAll(async () => {
    await ram("CreateUser", { userName: "alice", displayName: "Alice" });
    await ram("CreateGroup", { groupName: "editors", comments: "Who cuts" });
    await ram("CreateRole", { roleName: "Cutter", assumeRolePolicyDocument: trustPolicy });
    await createPolicy("Attached");
  });
  const policy = { policyName: "Attached", policyType: "Custom" };
  const kinds = [
    { kind: "User", to: { userName: "alice" }, most: 10 },
    { kind: "Group", to: { groupName: "editors" }, most: 5 },
    { kind: "Role", to: { roleName: "Cutter" }, most: 5 },
  ] as const;

  test.each(kinds)("to a $kind is listed, counted, and refused the second time", async ({ kind, to }) => {
    await ram(`AttachPolicyTo${kind}`, { ...policy, ...to });
    await ram(`AttachPolicyTo${kind}`, { policyName: "AdministratorAccess", policyType: "System", ...to });
    await expect(ram(`AttachPolicyTo${kind}`, { ...policy, ...to })).rejects.toMatchObject({
      code: `EntityAlreadyExists.${kind}.Policy`,
      statusCode: 409,
    });
    expect(await ram(`ListPoliciesFor${kind}`, to)).toMatchObject({
      policies: {
        policy: [
          { ...policy, defaultVersion: "v1", attachDate: expect.stringMatching(/Z$/) },
          { policyName: "AdministratorAccess", policyType: "System", defaultVersion: "v1" },
        ],
      },
    });
    await expect(ram("DeletePolicy", { policyName: "Attached" })).rejects.toMatchObject({
      code: expect.stringMatching(/^DeleteConflict\.Policy\.(User|Group|Role)$/),
    });
  });

  test("shows who has a policy, of the system as well", async () => {
    const holders = {
      users: { user: [{ userName: "alice", displayName: "Alice", userId: expect.stringMatching(/^\d{18}$/) }] },
      groups: { group: [{ groupName: "editors", comments: "Who cuts" }] },
      roles: { role: [{ roleName: "Cutter", arn: expect.stringMatching(/^acs:ram::\d{16}:role\/Cutter$/) }] },
    };
    expect(await ram("ListEntitiesForPolicy", policy)).toMatchObject(holders);
    const system = { policyName: "AdministratorAccess", policyType: "System" };
    expect(await ram("ListEntitiesForPolicy", system)).toMatchObject(holders);
    expect(await ram("GetPolicy", system)).toMatchObject({ policy: { attachmentCount: 3 } });
  });

  test.each(kinds)("more of the account's own to a $kind than it may have is refused", async ({ kind, to, most }) => {
    for (let n = 2; n <= most; n++) {
      await createPolicy(`Many-${n}`).catch(() => undefined);
      await ram(`AttachPolicyTo${kind}`, { policyName: `Many-${n}`, policyType: "Custom", ...to });
    }
    await createPolicy("One-too-many").catch(() => undefined);
    const more = { policyName: "One-too-many", policyType: "Custom", ...to };
    await expect(ram(`AttachPolicyTo${kind}`, more)).rejects.toMatchObject({ code: `LimitExceeded.${kind}.Policy` });
    const system = { policyName: "AliyunRAMFullAccess", policyType: "System", ...to };
    await expect(ram(`AttachPolicyTo${kind}`, system)).resolves.toBeDefined();
  });

  test("within a resource group is refused, as it would count in the whole account", async () => {
    const attachment = { ...policy, userName: "alice", resourceGroupId: "rg-1" };
    await expect(ram("AttachPolicyToUser", attachment)).rejects.toMatchObject({ code: "InvalidParameter" });
  });

  test.each(kinds)("ends for a $kind, and what is not attached cannot be detached", async ({ kind, to }) => {
    await ram(`DetachPolicyFrom${kind}`, { ...policy, ...to });
    await expect(ram(`DetachPolicyFrom${kind}`, { ...policy, ...to })).rejects.toMatchObject({
      code: `EntityNotExist.${kind}.Policy`,
      statusCode: 404,
    });
  });

  test.each([
    ["AttachPolicyToUser", { userName: "nobody" }, "EntityNotExist.User"],
    ["AttachPolicyToGroup", { groupName: "nobody" }, "EntityNotExist.Group"],
    ["AttachPolicyToRole", { roleName: "nobody" }, "EntityNotExist.Role"],
    ["ListPoliciesForRole", { roleName: "cutter" }, "EntityNotExist.Role"],
    ["AttachPolicyToUser", { userName: "alice", policyName: "nothing" }, "EntityNotExist.Policy"],
    ["AttachPolicyToUser", { userName: "alice", policyType: "System" }, "EntityNotExist.Policy"],
  ])("%s with %j finds nothing", async (action, fields, code) => {
    await expect(ram(action, { ...policy, ...fields })).rejects.toMatchObject({ code, statusCode: 404 });
  });

  test("the user, group or role keeps from being deleted", async () => {
    await expect(ram("DeleteRole", { roleName: "Cutter" })).rejects.toMatchObject({
      code: "DeleteConflict.Role.Policy",
    });
    await expect(ram("DeleteUser", { userName: "alice" })).rejects.toMatchObject({
      code: "DeleteConflict.User.Policy",
    });
    await expect(ram("DeleteGroup", { groupName: "editors" })).rejects.toMatchObject({
      code: "DeleteConflict.Group.Policy",
    });
  });
});

describe("a role", () => {
  test("is made, shown, changed in what is sent, and deleted", async () => {
    const roleName = "Some.role@x_1";
    expect(await ram("CreateRole", { roleName, assumeRolePolicyDocument: trustPolicy })).toMatchObject({
      role: {
        roleName,
        roleId: expect.stringMatching(/^\d{18}$/),
        arn: expect.stringMatching(/^acs:ram::\d{16}:role\/Some\.role@x_1$/),
        assumeRolePolicyDocument: trustPolicy,
        maxSessionDuration: 3600,
        description: "",
      },
    });
    await ram("UpdateRole", { roleName, newMaxSessionDuration: 43_200, newDescription: "Long" });
    expect(await ram("GetRole", { roleName })).toMatchObject({
      role: { maxSessionDuration: 43_200, description: "Long", assumeRolePolicyDocument: trustPolicy },
    });
    const closer = trusting("acs:ram::1000000000000001:user/alice");
    await ram("UpdateRole", { roleName, newAssumeRolePolicyDocument: closer });
    expect(await ram("GetRole", { roleName })).toMatchObject({
      role: { maxSessionDuration: 43_200, assumeRolePolicyDocument: closer },
    });
    await ram("DeleteRole", { roleName });
    await expect(ram("GetRole", { roleName })).rejects.toMatchObject({ code: "EntityNotExist.Role", statusCode: 404 });
  });

  test.each([
    [{ roleName: "a b" }, "InvalidParameter.RoleName.InvalidChars"],
    [{ roleName: "a".repeat(65) }, "InvalidParameter.RoleName.Length"],
    [{ maxSessionDuration: 3599 }, "InvalidParameter.MaxSessionDuration.Range"],
    [{ maxSessionDuration: 43_201 }, "InvalidParameter.MaxSessionDuration.Range"],
    [{ assumeRolePolicyDocument: documentOf("ice:*") }, "MalformedPolicyDocument"],
    [{ roleName: "CUTTER" }, "EntityAlreadyExists.Role"],
  ])("with %j is refused", async (fields, code) => {
    const role = { roleName: "Fine", assumeRolePolicyDocument: trustPolicy, ...fields };
    await expect(ram("CreateRole", role)).rejects.toMatchObject({ code });
  });
});

describe("lists", () => {
  /** Names of all pages, and how many pages there were. */
  async function listAll(action: string, fields: object, names: (body: never) => readonly string[]) {
    const all: string[] = [];
    let pages = 0;
    for (let marker: string | undefined; pages === 0 || marker; pages++) {
      const body = (await ram(action, { ...fields, ...(marker && { marker }) })) as never;
      all.push(...names(body));
      const { isTruncated, marker: next } = body as { isTruncated: boolean; marker?: string };
      expect(isTruncated).toBe(next !== undefined);
      marker = next;
    }
    return { all, pages };
  }
  interface Policies {
    readonly policies: { readonly policy: readonly { readonly policyName: string; readonly policyType: string }[] };
  }
  const policyNames = ({ policies }: Policies) => policies.policy.map((one) => `${one.policyType} ${one.policyName}`);

  test("go on where the page before ended, from the account's own policies to the system's", async () => {
    const whole = await listAll("ListPolicies", {}, policyNames);
    expect(whole.pages).toBe(1);
    const paged = await listAll("ListPolicies", { maxItems: 3 }, policyNames);
    expect(paged.all).toEqual(whole.all);
    expect(paged.pages).toBe(Math.ceil(whole.all.length / 3));
    expect(new Set(whole.all).size).toBe(whole.all.length);
    expect(whole.all.at(0)).toMatch(/^Custom /);
    expect(whole.all.at(-1)).toBe("System MedialoftReadOnlyAccess");
    const system = await listAll("ListPolicies", { maxItems: 2, policyType: "System" }, policyNames);
    expect(system.all).toEqual(whole.all.filter((name) => name.startsWith("System")));
    const custom = await listAll("ListPolicies", { maxItems: 2, policyType: "Custom" }, policyNames);
    expect([...custom.all, ...system.all]).toEqual(whole.all);
  });

  test("of roles go by name", async () => {
    for (const roleName of ["b-role", "A-role", "c-role"])
      await ram("CreateRole", { roleName, assumeRolePolicyDocument: trustPolicy });
    const names = ({ roles }: { roles: { role: { roleName: string }[] } }) => roles.role.map((one) => one.roleName);
    const { all } = await listAll("ListRoles", { maxItems: 1 }, names);
    expect(all).toEqual(["A-role", "b-role", "c-role", "Cutter"]);
  });

  test("refuse a marker and a size that they have not made", async () => {
    await expect(ram("ListRoles", { marker: "xyz" })).rejects.toMatchObject({ code: "InvalidParameter.Marker.Format" });
    await expect(ram("ListPolicies", { maxItems: 1001 })).rejects.toMatchObject({
      code: "InvalidParameter.MaxItems.Range",
    });
  });
});
