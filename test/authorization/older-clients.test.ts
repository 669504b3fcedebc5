import OSS from "ali-oss";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { outcome } from "../outcome.ts";
import type { Key } from "../ram.ts";
import { OlderClient } from "../scenarios/ram-client.ts";
import { call, rootKey, startTestServer, type TestServer } from "../server.ts";
import { allow, deny, documentOf, type Statement, trusting } from "./world.ts";

let server: TestServer;
let root: InstanceType<typeof OlderClient>;
let now = Date.now();
beforeAll(async () => {
  server = await startTestServer({}, () => now);
  root = clientOf(rootKey);
});
afterAll(() => server[Symbol.asyncDispose]());

const clientOf = (key: Key) => new OlderClient({ ...key, endpoint: server.apiUrl });
const mayList = (key: Key) => outcome(call(server, "ListYikeProductions", {}, { key }));
const UserName = "ann";
const near = { IpAddress: { "acs:SourceIp": "127.0.0.0/8" } };
const far = { IpAddress: { "acs:SourceIp": "192.0.2.0/24" } };

async function makeKey(): Promise<Key> {
  await root.createUser({ UserName });
  const { AccessKey = {} } = await root.createAccessKey({ UserName });
  return { accessKeyId: AccessKey.AccessKeyId ?? "", accessKeySecret: AccessKey.AccessKeySecret ?? "" };
}

async function makePolicy(PolicyName: string, ...statements: readonly Statement[]) {
  await root.createPolicy({ PolicyName, PolicyDocument: documentOf(...statements) });
  return { PolicyName, PolicyType: "Custom" };
}

test("users, keys, groups, conditions and roles do with the older clients what they do with the typed ones", async () => {
  const ann = await makeKey();
  const [own, distant] = [
    await makePolicy("near", allow("ram:*", "*", near)),
    await makePolicy("far", allow("ice:*", "*", far)),
  ];
  for (const policy of [own, distant]) await root.attachPolicyToUser({ ...policy, UserName });
  const asAnn = clientOf(ann);
  expect(await outcome(asAnn.getUser({ UserName }))).toBe("allowed");
  expect(await mayList(ann)).toBe("Forbidden");

  for (const GroupName of ["readers", "restrained"]) await root.createGroup({ GroupName });
  await root.attachPolicyToGroup({ ...(await makePolicy("listing", allow("ice:List*"))), GroupName: "readers" });
  await root.attachPolicyToGroup({ ...(await makePolicy("no-users", deny("ram:ListUsers"))), GroupName: "restrained" });
  await root.addUserToGroup({ UserName, GroupName: "readers" });
  expect([await mayList(ann), await outcome(asAnn.listUsers({}))]).toEqual(["allowed", "allowed"]);
  await root.addUserToGroup({ UserName, GroupName: "restrained" });
  expect(await outcome(asAnn.listUsers({}))).toBe("NoPermission");

  const { Role = {} } = await makeRole(root);
  await root.attachPolicyToRole({ ...(await makePolicy("library", allow("ice:*"))), RoleName: "Librarian" });
  const sts = new OSS.STS({ ...ann, endpoint: server.apiUrl } as never);
  const assume = () => sts.assumeRole(Role.Arn ?? "", documentOf(allow("ice:List*")), 900, "older");
  await expect(assume()).rejects.toMatchObject({ code: "NoPermission" });
  await root.attachPolicyToUser({ ...(await makePolicy("assume", allow("sts:AssumeRole"))), UserName });
  const session = keyOf((await assume()).credentials);
  const create = (key: Key) => outcome(call(server, "CreateYikeProduction", { Title: "x" }, { key }));
  expect([await mayList(session), await create(session)]).toEqual(["allowed", "Forbidden"]);
  expect(await afterMs(900_000, () => mayList(session))).toBe("InvalidSecurityToken.Expired");

  await root.updateAccessKey({ UserName, UserAccessKeyId: ann.accessKeyId, Status: "Inactive" });
  expect([await mayList(ann), await mayList(session)]).toEqual([
    "InvalidAccessKeyId.Inactive",
    "InvalidAccessKeyId.NotFound",
  ]);
  expect(await outcome(root.deleteUser({ UserName }))).toMatch(/^DeleteConflict\.User\./);
  await root.deleteAccessKey({ UserName, UserAccessKeyId: ann.accessKeyId });
  for (const GroupName of ["readers", "restrained"]) await root.removeUserFromGroup({ UserName, GroupName });
  for (const PolicyName of ["near", "far", "assume"]) {
    await root.detachPolicyFromUser({ UserName, PolicyName, PolicyType: "Custom" });
  }
  await root.deleteUser({ UserName });
  expect(await mayList(ann)).toBe("InvalidAccessKeyId.NotFound");
  expect(await outcome(root.getUser({ UserName }))).toBe("EntityNotExist.User");
});

async function makeRole(client: typeof root) {
  const { User = {} } = await client.getUser({ UserName });
  expect(User.UserName).toBe(UserName);
  const AssumeRolePolicyDocument = trusting(`acs:ram::${server.accountId}:user/${UserName}`);
  return client.createRole({ RoleName: "Librarian", AssumeRolePolicyDocument });
}

const keyOf = ({ AccessKeyId, AccessKeySecret, SecurityToken }: OSS.Credentials): Key => ({
  accessKeyId: AccessKeyId,
  accessKeySecret: AccessKeySecret,
  securityToken: SecurityToken,
});

/** The vendor's client dates a call by the machine's clock, which has to go with the server's. */
async function afterMs<T>(ms: number, ask: () => Promise<T>): Promise<T> {
  const before = now;
  now += ms;
  vi.useFakeTimers({ toFake: ["Date"], now });
  return ask().finally(() => {
    vi.useRealTimers();
    now = before;
  });
}
