import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../../test/database-server.ts";
import type { AssumedRole, RamUser } from "../contract/principal.ts";
import type { Connection } from "../database/connect.ts";
import type { Statement } from "../database/statement.ts";
import { attachPolicy, type Entity } from "./attachments.ts";
import { addMember, insertGroup } from "./groups.ts";
import { loadPolicySources } from "./load-policies.ts";
import { createPolicy, getPolicy } from "./policies.ts";
import { createPolicyVersion } from "./policy-versions.ts";
import { createRole } from "./roles.ts";
import { insertUser } from "./users.ts";

const accountId = "1000000000000001";
const now = 1_000;
const named = { accountId, now, comments: "", description: "" };
const documentOf = (action: string) => `{ "Version": "1", "Statement": [{ "Action": "${action}" }] }`;

describe.each(databases)("policies that count on $dialect", ({ open }) => {
  let database: TestDatabase;
  let user: RamUser;
  let loner: RamUser;
  let role: AssumedRole;

  beforeAll(async () => {
    database = await open();
    await database.db.transact(write);
  });
  afterAll(() => database[Symbol.asyncDispose]());

  async function write(tx: Connection): Promise<void> {
    const details = { displayName: "", email: "", mobilePhone: "" };
    const alice = await insertUser(tx, { ...named, ...details, userName: "alice" });
    const bob = await insertUser(tx, { ...named, ...details, userName: "bob" });
    const editors = await insertGroup(tx, { ...named, groupName: "editors" });
    const guests = await insertGroup(tx, { ...named, groupName: "guests" });
    await addMember(tx, editors, alice, now);
    await addMember(tx, guests, bob, now);
    const reader = await createRole(tx, { ...named, name: "Reader", trustPolicy: "", maxSessionSeconds: 3600 });
    for (const name of ["Own", "Group", "Guest", "Role"]) {
      await createPolicy(tx, { ...named, name, document: documentOf(`first:${name}`) });
    }
    const version = { ...named, policyName: "Own", rotate: false };
    await createPolicyVersion(tx, { ...version, document: documentOf("second:Own"), setAsDefault: true });
    await createPolicyVersion(tx, { ...version, document: documentOf("third:Own"), setAsDefault: false });
    await attach(tx, { kind: "user", id: alice.user_id }, "Own");
    await attach(tx, { kind: "user", id: alice.user_id }, "AliyunICEFullAccess");
    await attach(tx, { kind: "group", id: editors.group_id }, "Group");
    await attach(tx, { kind: "group", id: guests.group_id }, "Guest");
    await attach(tx, { kind: "role", id: reader.role_id }, "Role");
    user = { kind: "user", userId: alice.user_id, userName: "alice" } as RamUser;
    loner = { kind: "user", userId: "200000000000000009", userName: "carol" } as RamUser;
    role = { kind: "role", roleId: reader.role_id, roleName: "Reader" } as AssumedRole;
  }

  async function attach(tx: Connection, entity: Entity, name: string): Promise<void> {
    const policy = await getPolicy(tx, accountId, name, name.startsWith("Aliyun") ? "System" : "Custom");
    await attachPolicy(tx, { accountId, entity, policy }, now);
  }

  /** By name, and how many statements it took. */
  async function load(caller: RamUser | AssumedRole) {
    const { read } = database.db;
    let asked = 0;
    const counting: Connection = {
      query: read.query,
      version: (table) => read.version(table),
      runEach: (statement, rows) => read.runEach(statement, rows),
      run<P, R>(statement: Statement<P, R>, params: P) {
        asked += 1;
        return read.run(statement, params);
      },
    };
    const sources = await loadPolicySources(counting, caller);
    expect(asked).toBe(1);
    return sources.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  test("a user has their own and their groups' policies, each in the version in force", async () => {
    expect(await load(user)).toEqual([
      {
        name: "AliyunICEFullAccess",
        type: "System",
        version: "v1",
        attachedTo: { kind: "user", name: "alice" },
        document: expect.stringContaining("ice:*"),
      },
      {
        name: "Group",
        type: "Custom",
        version: "v1",
        attachedTo: { kind: "group", name: "editors" },
        document: documentOf("first:Group"),
      },
      {
        name: "Own",
        type: "Custom",
        version: "v2",
        attachedTo: { kind: "user", name: "alice" },
        document: documentOf("second:Own"),
      },
    ]);
  });

  test("a role has its own policies and nobody's else", async () => {
    expect(await load(role)).toEqual([
      {
        name: "Role",
        type: "Custom",
        version: "v1",
        attachedTo: { kind: "role", name: "Reader" },
        document: documentOf("first:Role"),
      },
    ]);
  });

  test("a user without policies has none", async () => {
    expect(await load(loner)).toEqual([]);
  });

  test("an attached system policy that this server does not have is a failure, as it might have denied", async () => {
    await database.db.transact((tx) =>
      tx.query
        .insertInto("policy_attachments")
        .values({
          entity_id: role.roleId,
          policy_key: "FromALaterVersion",
          account_id: accountId,
          entity_kind: "role",
          policy_type: "System",
          attached_at: now,
        })
        .execute(),
    );
    await expect(loadPolicySources(database.db.read, role)).rejects.toThrow("FromALaterVersion");
  });
});
