import { copyFile, mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startServer } from "../../src/server.ts";
import { databases, type TestDatabase } from "../database-server.ts";
import { outcome } from "../outcome.ts";
import { type Key, ramAsker } from "../ram.ts";
import { OlderClient } from "../scenarios/ram-client.ts";
import { startTestServer, type TestServer, testConfig } from "../server.ts";
import { allow, deny, documentOf, trusting, World } from "./world.ts";

const secretKey = Buffer.alloc(32, 7).toString("base64");
const policyType = "Custom";

describe.each(databases)("what policies decide on $dialect", ({ open }) => {
  let database: TestDatabase;
  let server: TestServer;
  let world: World;
  let accountId: string;
  let now = Date.now();

  beforeAll(async () => {
    database = await open();
    const { options } = database;
    server = await startTestServer("url" in options ? { databaseUrl: options.url, secretKey } : {}, () => now);
    world = new World(server);
    accountId = await world.accountId();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  test("a user may what a policy allows, and nothing else", async () => {
    const key = await world.makeUser("reader", allow(["ice:List*", "ram:GetUser"]));
    expect(await world.mayList(key)).toBe("allowed");
    expect(await outcome(world.ice(key, "CreateYikeProduction", { Title: "x" }))).toBe("Forbidden");
    const ram = ramAsker(server, key);
    expect(await outcome(ram("GetUser", { userName: "reader" }))).toBe("allowed");
    expect(await outcome(ram("ListUsers"))).toBe("NoPermission");
  });

  test("conditions on the address and on the time hold", async () => {
    const near = { IpAddress: { "acs:SourceIp": ["127.0.0.0/8", "::1"] } };
    const far = { IpAddress: { "acs:SourceIp": "192.0.2.0/24" } };
    const soon = { DateLessThan: { "acs:CurrentTime": new Date(now + 60_000).toISOString() } };
    const overTls = { Bool: { "acs:SecureTransport": "true" } };
    const expected = [
      ["near", near, "allowed"],
      ["far", far, "Forbidden"],
      ["soon", soon, "allowed"],
      ["near-and-soon", { ...near, ...soon }, "allowed"],
      ["far-and-soon", { ...far, ...soon }, "Forbidden"],
      ["over-tls", overTls, "Forbidden"],
    ] as const;
    const keys = new Map<string, Key>();
    for (const [name, condition, answer] of expected) {
      const key = await world.makeUser(name, allow("ice:List*", "*", condition));
      keys.set(name, key);
      expect([name, await world.mayList(key)]).toEqual([name, answer]);
    }
    now += 61_000;
    expect(await world.mayList(keys.get("soon") as Key)).toBe("Forbidden");
    expect(await world.mayList(keys.get("near") as Key)).toBe("allowed");
    now -= 61_000;
  });

  test("a member has the group's rights as long as the membership lasts", async () => {
    const key = await world.makeUser("member");
    await world.ram("CreateGroup", { groupName: "crew" });
    await world.attach({ groupName: "crew" }, allow("ice:List*"));
    const membership = { userName: "member", groupName: "crew" };
    expect(await world.mayList(key)).toBe("Forbidden");
    await world.ram("AddUserToGroup", membership);
    expect(await world.mayList(key)).toBe("allowed");
    await world.ram("RemoveUserFromGroup", membership);
    expect(await world.mayList(key)).toBe("Forbidden");
  });

  test("a group's Deny beats the user's own Allow", async () => {
    const key = await world.makeUser("restrained", allow("*"));
    await world.ram("CreateGroup", { groupName: "restrained-ones" });
    const policyName = await world.attach({ groupName: "restrained-ones" }, deny("ice:List*"));
    expect(await world.mayList(key)).toBe("allowed");
    await world.ram("AddUserToGroup", { userName: "restrained", groupName: "restrained-ones" });
    expect(await world.mayList(key)).toBe("Forbidden");
    expect(await outcome(ramAsker(server, key)("ListUsers"))).toBe("allowed");
    await world.ram("DetachPolicyFromGroup", { policyName, policyType, groupName: "restrained-ones" });
    expect(await world.mayList(key)).toBe("allowed");
  });

  test("what is attached, detached or another version of a policy counts from the next request on", async () => {
    const key = await world.makeUser("changing");
    const policyName = await world.attach({ userName: "changing" }, allow("ice:List*"));
    expect(await world.mayList(key)).toBe("allowed");
    const policyDocument = documentOf(allow("ram:ListUsers"));
    await world.ram("CreatePolicyVersion", { policyName, policyDocument, setAsDefault: false });
    expect(await world.mayList(key)).toBe("allowed");
    await world.ram("SetDefaultPolicyVersion", { policyName, versionId: "v2" });
    expect(await world.mayList(key)).toBe("Forbidden");
    expect(await outcome(ramAsker(server, key)("ListUsers"))).toBe("allowed");
    await world.ram("SetDefaultPolicyVersion", { policyName, versionId: "v1" });
    expect(await world.mayList(key)).toBe("allowed");
    await world.ram("DetachPolicyFromUser", { policyName, policyType, userName: "changing" });
    expect(await world.mayList(key)).toBe("Forbidden");
  });

  test("a key ends with its switch, its deletion and its user, and comes back only with the first", async () => {
    const key = await world.makeUser("leaving", allow("ice:List*"));
    const own = { userName: "leaving", userAccessKeyId: key.accessKeyId };
    await world.ram("UpdateAccessKey", { ...own, status: "Inactive" });
    expect(await world.mayList(key)).toBe("InvalidAccessKeyId.Inactive");
    await world.ram("UpdateAccessKey", { ...own, status: "Active" });
    expect(await world.mayList(key)).toBe("allowed");
    await world.ram("DeleteAccessKey", own);
    expect(await world.mayList(key)).toBe("InvalidAccessKeyId.NotFound");
  });

  test("a deleted user's keys are gone, also when another user takes the name", async () => {
    const client = new OlderClient({ ...world.root, endpoint: server.apiUrl });
    await client.createUser({ UserName: "phoenix" });
    const { AccessKey = {} } = await client.createAccessKey({ UserName: "phoenix" });
    const key = { accessKeyId: AccessKey.AccessKeyId ?? "", accessKeySecret: AccessKey.AccessKeySecret ?? "" };
    const policyName = await world.attach({ userName: "phoenix" }, allow("ice:List*"));
    expect(await world.mayList(key)).toBe("allowed");
    await world.ram("DetachPolicyFromUser", { policyName, policyType, userName: "phoenix" });
    await world.ram("DeleteAccessKey", { userName: "phoenix", userAccessKeyId: key.accessKeyId });
    await client.deleteUser({ UserName: "phoenix" });
    const next = await world.makeUser("phoenix");
    expect(await world.mayList(key)).toBe("InvalidAccessKeyId.NotFound");
    expect(await world.mayList(next)).toBe("Forbidden");
  });

  describe("a role", () => {
    let porter: Key;
    let arn: string;
    beforeAll(async () => {
      porter = await world.makeUser("porter", allow("sts:AssumeRole"));
      arn = await world.makeRole("Librarian", trusting(`acs:ram::${accountId}:user/porter`), allow("ice:*"));
    });

    test("gives its own rights, cut by the session policy, whose Deny wins, too", async () => {
      const { credentials } = await world.assume(porter, arn);
      const create = (key: Key, Title: string) => outcome(world.ice(key, "CreateYikeProduction", { Title }));
      expect([await world.mayList(porter), await world.mayList(credentials)]).toEqual(["Forbidden", "allowed"]);
      expect(await create(credentials, "by-role")).toBe("allowed");
      const narrow = await world.assume(porter, arn, { policy: documentOf(allow(["ice:List*", "ram:*"])) });
      expect(await world.mayList(narrow.credentials)).toBe("allowed");
      expect(await create(narrow.credentials, "narrowed")).toBe("Forbidden");
      expect(await outcome(ramAsker(server, narrow.credentials)("ListUsers"))).toBe("NoPermission");
      const denying = await world.assume(porter, arn, { policy: documentOf(allow("*"), deny("ice:List*")) });
      expect(await world.mayList(denying.credentials)).toBe("Forbidden");
      expect(await create(denying.credentials, "not-denied")).toBe("allowed");
    });

    test("loses in every running session what it loses itself", async () => {
      const { credentials } = await world.assume(porter, arn);
      const policyName = await world.attach({ roleName: "Librarian" }, deny("ice:List*"));
      expect(await world.mayList(credentials)).toBe("Forbidden");
      await world.ram("DetachPolicyFromRole", { policyName, policyType, roleName: "Librarian" });
      expect(await world.mayList(credentials)).toBe("allowed");
    });

    test("lets in by its trust policy only, from the next request on, and with the agreed ExternalId", async () => {
      const stranger = await world.makeUser("stranger", allow("sts:AssumeRole"));
      expect(await outcome(world.assume(stranger, arn))).toBe("NoPermission");
      const condition = { StringEquals: { "sts:ExternalId": "contract-7" } };
      const newAssumeRolePolicyDocument = trusting(`acs:ram::${accountId}:root`, condition);
      await world.ram("UpdateRole", { roleName: "Librarian", newAssumeRolePolicyDocument });
      expect(await outcome(world.assume(stranger, arn))).toBe("NoPermission");
      expect(await outcome(world.assume(stranger, arn, { externalId: "contract-8" }))).toBe("NoPermission");
      expect(await outcome(world.assume(stranger, arn, { externalId: "contract-7" }))).toBe("allowed");
      await world.ram("UpdateRole", {
        roleName: "Librarian",
        newAssumeRolePolicyDocument: trusting(`acs:ram::${accountId}:user/porter`),
      });
      expect(await outcome(world.assume(stranger, arn, { externalId: "contract-7" }))).toBe("NoPermission");
    });

    test("is left when the session's time is over", async () => {
      const { credentials } = await world.assume(porter, arn, { durationSeconds: 900 });
      const began = now;
      /** The vendor's client dates a call by the machine's clock, which has to go with the server's. */
      const listAfter = async (ms: number) => {
        now = began + ms;
        vi.useFakeTimers({ toFake: ["Date"], now });
        return world.mayList(credentials).finally(() => vi.useRealTimers());
      };
      expect(await listAfter(899_000)).toBe("allowed");
      expect(await listAfter(900_000)).toBe("InvalidSecurityToken.Expired");
      now = began;
    });

    test("is not kept by a key that is switched off", async () => {
      const { credentials } = await world.assume(porter, arn);
      const own = { userName: "porter", userAccessKeyId: porter.accessKeyId };
      await world.ram("UpdateAccessKey", { ...own, status: "Inactive" });
      expect(await world.mayList(credentials)).toBe("InvalidAccessKeyId.NotFound");
      await world.ram("UpdateAccessKey", { ...own, status: "Active" });
      expect(await world.mayList(credentials)).toBe("allowed");
    });
  });

  test("nobody reaches into another account, whatever their own allows", async () => {
    const partner = await world.makeAccount("Partner");
    const theirs = await partner.ice(partner.root, "CreateYikeProduction", { Title: "Theirs" });
    const partnerId = await partner.accountId();
    await partner.ram("CreateUser", { userName: "reader" });
    const roleArn = await partner.makeRole("Inner", trusting(`acs:ram::${partnerId}:root`), allow("*"));
    const key = await world.makeUser("spy", allow("*"), allow("sts:AssumeRole", roleArn));
    expect(await outcome(world.assume(key, roleArn))).toBe("NoPermission");
    const change = { ProductionId: String(theirs.ProductionId), Title: "Mine" };
    expect(await outcome(world.ice(key, "ListYikeAssetFolders", { ProductionId: change.ProductionId }))).not.toBe(
      "allowed",
    );
    const { users } = (await ramAsker(server, key)("ListUsers")) as { users: { user: { userName: string }[] } };
    expect(users.user.map(({ userName }) => userName)).toContain("spy");
    const seen = (await partner.ram("ListUsers")) as { users: { user: { userName: string }[] } };
    expect(seen.users.user.map(({ userName }) => userName)).toEqual(["reader"]);
    const partnersReader = await partner.makeKey("reader");
    expect(await world.mayList(partnersReader)).toBe("Forbidden");
  });
});

test("what is changed through one server holds on every other with the next call", async () => {
  await using stack = new AsyncDisposableStack();
  const { options } = stack.use(await databases[1].open());
  if (!("url" in options)) throw new Error("Two servers need PostgreSQL.");
  const flags = { databaseUrl: options.url, secretKey };
  const first = stack.use(await startTestServer(flags));
  const folder = stack.use(await mkdtempDisposable(join(tmpdir(), "medialoft-second-")));
  await copyFile(join(first.folder, "volume.json"), join(folder.path, "volume.json"));
  const second = stack.use(await startServer(testConfig(folder.path, flags)));
  const [one, other] = [new World(first), new World(second)];
  const both = async (key: Key) => [await other.mayList(key), await one.mayList(key)];

  const key = await one.makeUser("reader");
  expect(await both(key)).toEqual(["Forbidden", "Forbidden"]);
  const policyName = await one.attach({ userName: "reader" }, allow("ice:List*"));
  expect(await both(key)).toEqual(["allowed", "allowed"]);
  const policyDocument = documentOf(allow("ram:ListUsers"));
  await other.ram("CreatePolicyVersion", { policyName, policyDocument, setAsDefault: true });
  expect([await one.mayList(key), await other.mayList(key)]).toEqual(["Forbidden", "Forbidden"]);
  await one.ram("CreateGroup", { groupName: "crew" });
  await one.ram("AttachPolicyToGroup", {
    policyName: "AliyunICEReadOnlyAccess",
    policyType: "System",
    groupName: "crew",
  });
  await one.ram("AddUserToGroup", { userName: "reader", groupName: "crew" });
  expect(await both(key)).toEqual(["allowed", "allowed"]);
  await other.ram("RemoveUserFromGroup", { userName: "reader", groupName: "crew" });
  expect([await one.mayList(key), await other.mayList(key)]).toEqual(["Forbidden", "Forbidden"]);
  await one.attach({ userName: "reader" }, allow(["ice:List*", "sts:AssumeRole"]));
  const role = await one.makeRole("Helper", trusting(`acs:ram::${await one.accountId()}:root`), allow("ice:List*"));
  const { credentials } = await other.assume(key, role);
  expect([...(await both(key)), ...(await both(credentials))]).toEqual(Array(4).fill("allowed"));
  await one.ram("UpdateAccessKey", { userName: "reader", userAccessKeyId: key.accessKeyId, status: "Inactive" });
  expect(await both(key)).toEqual(Array(2).fill("InvalidAccessKeyId.Inactive"));
  expect(await both(credentials)).toEqual(Array(2).fill("InvalidAccessKeyId.NotFound"));
});
