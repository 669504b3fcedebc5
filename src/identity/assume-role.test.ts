import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../../test/database-server.ts";
import type { AssumedRole, RamUser } from "../contract/principal.ts";
import { type AssumeRoleRequest, assumeRole } from "./assume-role.ts";
import { createKeyRing, type KeyRing } from "./key-ring.ts";
import { PolicySets } from "./policy-sets.ts";
import { createRole, deleteRole } from "./roles.ts";
import { SecretBox } from "./secret-box.ts";
import { hashToken } from "./sessions.ts";

const [home, other] = ["1000000000000001", "2000000000000002"] as const;
const now = Date.UTC(2026, 10, 2);
const box = new SecretBox(new Uint8Array(32));
const alice = {
  kind: "user",
  accountId: home,
  accessKeyId: "LTAIalice",
  userId: "200000000000000001",
  userName: "alice",
  identityVersion: 1,
} as RamUser;

const trusting = (RAM: string, Condition?: object) =>
  JSON.stringify({
    Version: "1",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM }, ...(Condition && { Condition }) }],
  });

const sessionPolicy = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"ice:Get*","Resource":"*"}]}';

describe.each(databases)("assuming a role on $dialect", ({ open }) => {
  let database: TestDatabase;
  let keys: KeyRing;
  beforeAll(async () => {
    database = await open();
    const { db } = database;
    keys = createKeyRing({ read: db.read, box, objectUrls: { find: () => undefined } as never, alone: false });
    await db.transact(async (tx) => {
      for (const accountId of [home, other]) {
        await tx.query
          .insertInto("accounts")
          .values({
            account_id: accountId,
            title: "",
            bucket: `ml-${accountId}`,
            default_workspace_id: "",
            default_production_id: "",
            is_first: 0,
            created_at: now,
            identity_version: 1,
          })
          .execute();
      }
      await tx.query
        .insertInto("access_keys")
        .values({
          access_key_id: alice.accessKeyId,
          account_id: home,
          principal_kind: "user",
          user_id: alice.userId,
          secret_sealed: "",
          status: "Active",
          created_at: now,
        })
        .execute();
      const office = { IpAddress: { "acs:SourceIp": "192.0.2.0/24" } };
      const partner = { StringEquals: { "sts:ExternalId": "partner-7" } };
      const roles = [
        [home, "Reader", trusting(`acs:ram::${home}:root`)],
        [home, "Chained", trusting(`acs:ram::${home}:role/Reader`)],
        [home, "Doomed", trusting(`acs:ram::${home}:user/alice`)],
        [home, "Bobs", trusting(`acs:ram::${home}:user/bob`)],
        [home, "Office", trusting(`acs:ram::${home}:user/alice`, office)],
        [other, "Partner", trusting(`acs:ram::${home}:root`, partner)],
        [other, "Closed", trusting(`acs:ram::${other}:root`)],
      ] as const;
      for (const [accountId, name, trustPolicy] of roles)
        await createRole(tx, { accountId, name, trustPolicy, description: "", maxSessionSeconds: 3600, now });
    });
  });
  afterAll(() => database[Symbol.asyncDispose]());

  const assume = (
    roleName: string,
    request: Partial<AssumeRoleRequest> = {},
    { caller = alice as RamUser | AssumedRole, address = "192.0.2.7" } = {},
  ) => {
    const { db } = database;
    const context = { caller, client: { address, protocol: "http" as const }, now, read: db.read, box };
    const authorizeParts = { policySets: new PolicySets(db.read), catalogue: [] };
    const documentRules = { extraOperators: true };
    return assumeRole(
      { ...context, authorizeParts, documentRules, transact: (fn) => db.transact(fn) },
      {
        accountId: home,
        roleName,
        sessionName: "s1",
        sessionPolicy: undefined,
        durationSeconds: undefined,
        externalId: undefined,
        sourceIdentity: undefined,
        ...request,
      },
    );
  };

  /** Whom a session's key belongs to. */
  async function callerOf(accessKeyId: string): Promise<AssumedRole> {
    const principal = (await keys.find(accessKeyId))?.principal;
    if (principal?.kind !== "role") throw new Error("This is no session of a role.");
    return principal;
  }

  test("the session's key opens, its token is known by its hash only, and it says who acts", async () => {
    const { session, role } = await assume("Reader", { sessionPolicy });
    expect(await keys.find(session.accessKeyId)).toEqual({
      accessKeyId: session.accessKeyId,
      secret: session.accessKeySecret,
      status: "Active",
      token: { hash: hashToken(session.securityToken), expiresAt: now + 3_600_000 },
      principal: expect.objectContaining({
        kind: "role",
        accountId: home,
        roleId: role.role_id,
        roleName: "Reader",
        sessionName: "s1",
        sessionPolicy,
        creatorAccessKeyId: alice.accessKeyId,
      }),
    });
    const rows = await database.db.read.query.selectFrom("sessions").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(session.accessKeySecret);
    expect(JSON.stringify(rows)).not.toContain(session.securityToken);
  });

  test("a trust policy that names somebody else lets nobody else in", async () => {
    await expect(assume("Bobs")).rejects.toMatchObject({ code: "NoPermission", status: 403 });
  });

  test("a condition on the address holds at that address only", async () => {
    await expect(assume("Office")).resolves.toMatchObject({ role: { role_name: "Office" } });
    await expect(assume("Office", {}, { address: "198.51.100.1" })).rejects.toMatchObject({ code: "NoPermission" });
  });

  test("a role of another account lets in whom it trusts, with the agreed ExternalId", async () => {
    const request = { accountId: other, externalId: "partner-7" };
    const { session } = await assume("Partner", request);
    expect(await callerOf(session.accessKeyId)).toMatchObject({ accountId: other, bucket: `ml-${other}` });
    await expect(assume("Partner", { accountId: other })).rejects.toMatchObject({ code: "NoPermission" });
    await expect(assume("Partner", { accountId: other, externalId: "x7" })).rejects.toMatchObject({
      code: "NoPermission",
    });
  });

  test("whether a role exists is told in the own account only", async () => {
    await expect(assume("Nothing")).rejects.toMatchObject({ code: "EntityNotExist.Role", status: 404 });
    await expect(assume("reader")).rejects.toMatchObject({ code: "EntityNotExist.Role" });
    const answers = ["Closed", "Nothing"].map((name) =>
      assume(name, { accountId: other }).catch(({ code, message, diagnosis }) => ({
        code,
        message,
        diagnosis: diagnosis.replaceAll(name, "…"),
      })),
    );
    const [closed, nothing] = await Promise.all(answers);
    expect(closed).toMatchObject({ code: "NoPermission" });
    expect(nothing).toEqual(closed);
  });

  test("a session is not longer than the role allows", async () => {
    await expect(assume("Reader", { durationSeconds: 3601 })).rejects.toMatchObject({
      code: "InvalidParameter.DurationSeconds",
    });
    const { session } = await assume("Reader", { durationSeconds: 900 });
    expect(session.expiresAt).toBe(now + 900_000);
  });

  test.each([
    ["{", "InvalidParameter.PolicyGrammar"],
    [
      `{"Version":"1","Statement":[{"Effect":"Allow","Action":"${"a".repeat(2048)}","Resource":"*"}]}`,
      "InvalidParameter.PolicySize",
    ],
  ])("a session policy that cannot be used is refused (%#)", async (sessionPolicy, code) => {
    await expect(assume("Reader", { sessionPolicy })).rejects.toMatchObject({ code, status: 400 });
  });

  test("a session in a session keeps who is behind it, and ends with the first key", async () => {
    const first = await assume("Reader", { sourceIdentity: "alice-in-person" });
    const caller = await callerOf(first.session.accessKeyId);
    await expect(assume("Chained", { sourceIdentity: "somebody-else" }, { caller })).rejects.toMatchObject({
      code: "InvalidParameter.SourceIdentity",
    });
    const second = await assume("Chained", {}, { caller });
    expect(second.session.sourceIdentity).toBe("alice-in-person");
    expect((await callerOf(second.session.accessKeyId)).creatorAccessKeyId).toBe(alice.accessKeyId);
    await setKeyStatus("Inactive");
    expect(await keys.find(second.session.accessKeyId)).toBeUndefined();
    await setKeyStatus("Active");
  });

  const setKeyStatus = (status: "Active" | "Inactive") =>
    database.db.transact((tx) =>
      tx.query.updateTable("access_keys").set({ status }).where("access_key_id", "=", alice.accessKeyId).execute(),
    );

  test("a session ends with its role, also when a role of the same name is made", async () => {
    const { session, role } = await assume("Doomed");
    expect(await callerOf(session.accessKeyId)).toMatchObject({ roleName: "Doomed" });
    await database.db.transact(async (tx) => {
      await deleteRole(tx, home, "Doomed");
      await createRole(tx, {
        accountId: home,
        name: "Doomed",
        trustPolicy: role.trust_policy,
        description: "",
        maxSessionSeconds: 3600,
        now,
      });
    });
    expect(await keys.find(session.accessKeyId)).toBeUndefined();
  });
});
