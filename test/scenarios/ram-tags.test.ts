import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RamAsk, ramAsker } from "../ram.ts";
import { call, startTestServer, type TestServer } from "../server.ts";

let server: TestServer;
let ram: RamAsk;
beforeAll(async () => {
  server = await startTestServer();
  ram = ramAsker(server);
  for (const [policyName, tag] of Object.entries(policies)) {
    await ram("CreatePolicy", { policyName, policyDocument, ...(tag.length > 0 && { tag }) });
  }
  const Principal = { RAM: "acs:ram::1000000000000001:root" };
  const Statement = [{ Effect: "Allow", Action: "sts:AssumeRole", Principal }];
  const assumeRolePolicyDocument = JSON.stringify({ Version: "1", Statement });
  await ram("CreateRole", { roleName: "Tagged", assumeRolePolicyDocument, tag: [{ key: "team", value: "a" }] });
});
afterAll(() => server[Symbol.asyncDispose]());

const policyDocument = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"ice:*","Resource":"*"}]}';
const policies = {
  One: [{ key: "team", value: "a" }],
  Two: [
    { key: "team", value: "b" },
    { key: "checked", value: "yes" },
  ],
  Three: [],
};

interface Listed {
  readonly policies: { readonly policy: readonly { readonly policyName: string }[] };
}
const namesWith = async (tag: object[]) => {
  const { policies } = (await ram("ListPolicies", { tag })) as Listed;
  return policies.policy.map(({ policyName }) => policyName);
};

interface Tags {
  readonly tagResources: readonly Record<"resourceName" | "tagKey" | "tagValue", string>[];
  readonly nextToken?: string;
}
const tagsOf = async (fields: object) => {
  const { tagResources } = (await ram("ListTagResources", fields)) as Tags;
  return tagResources.map(({ resourceName, tagKey, tagValue }) => `${resourceName} ${tagKey}=${tagValue}`);
};

/** Of the tags that are stored, also of what is gone. */
function countRows(): number {
  using file = new DatabaseSync(`${server.folder}/medialoft.db`, { readOnly: true });
  return Number(file.prepare("select count(*) as count from resource_tags").get()?.count);
}

test("lists show tags, and find what has all of them", async () => {
  expect(await ram("ListPolicies", { policyType: "Custom" })).toMatchObject({
    policies: {
      policy: [
        { policyName: "One", tags: { tag: [{ tagKey: "team", tagValue: "a" }] } },
        { policyName: "Three" },
        { policyName: "Two", tags: { tag: [{ tagKey: "checked" }, { tagKey: "team", tagValue: "b" }] } },
      ],
    },
  });
  expect(await namesWith([{ key: "team" }])).toEqual(["One", "Two"]);
  expect(await namesWith([{ key: "team", value: "b" }, { key: "checked" }])).toEqual(["Two"]);
  expect(await namesWith([{ key: "team", value: "c" }])).toEqual([]);
  expect(await ram("ListRoles", { tag: [{ key: "team", value: "a" }] })).toMatchObject({
    roles: { role: [{ roleName: "Tagged" }] },
  });
});

test("tags are read in pages", async () => {
  const first = (await ram("ListTagResources", { resourceType: "policy", pageSize: 2 })) as Tags;
  expect(first.tagResources.map(({ tagKey }) => tagKey)).toEqual(["team", "checked"]);
  const { nextToken } = first;
  expect(await tagsOf({ resourceType: "policy", pageSize: 2, nextToken })).toEqual(["Two team=b"]);
});

test("tags are added, replaced and taken away", async () => {
  const both = { resourceType: "policy", resourceNames: ["One", "Three"] };
  await ram("TagResources", { ...both, tag: [{ key: "team", value: "z" }, { key: "new" }] });
  expect(await tagsOf(both)).toEqual(["One new=", "One team=z", "Three new=", "Three team=z"]);
  await ram("UntagResources", { ...both, tagKeys: ["new"] });
  await ram("UntagResources", { resourceType: "policy", resourceNames: ["One"], all: true });
  expect(await tagsOf(both)).toEqual(["Three team=z"]);
});

test("clients that number their parameters are understood", async () => {
  const sent = { ResourceType: "role", "ResourceNames.1": "Tagged", "Tag.1.Key": "stage", "Tag.1.Value": "test" };
  await call(server, "TagResources", sent, { version: "2015-05-01" });
  expect(await tagsOf({ resourceType: "role" })).toEqual(["Tagged stage=test", "Tagged team=a"]);
});

test("a deleted policy or role leaves no tags to its successor, and none behind", async () => {
  const ofTwo = { resourceType: "policy", resourceNames: ["Two"] };
  expect(await tagsOf(ofTwo)).toEqual(["Two checked=yes", "Two team=b"]);
  const rows = countRows();
  await ram("DeletePolicy", { policyName: "Two" });
  await ram("CreatePolicy", { policyName: "Two", policyDocument });
  expect(await tagsOf(ofTwo)).toEqual([]);
  expect(countRows()).toBe(rows - 2);
  await ram("DeleteRole", { roleName: "Tagged" });
  expect(countRows()).toBe(rows - 4);
});

test.each([
  [{ resourceNames: ["Nothing"], tag: [{ key: "a" }] }, "EntityNotExist.Policy"],
  [{ resourceNames: ["Three", "Nothing"], tag: [{ key: "lost" }] }, "EntityNotExist.Policy"],
  [{ resourceNames: ["Three"], tag: [{ key: "a".repeat(129) }] }, "InvalidParameter"],
  [{ resourceNames: ["Three"], tag: Array.from({ length: 21 }, (_, n) => ({ key: `k${n}` })) }, "InvalidParameter"],
  [{ resourceNames: ["Three"] }, "MissingParameter"],
  [{ resourceNames: ["Three"], resourceType: "user", tag: [{ key: "a" }] }, "InvalidParameter.ResourceType.Format"],
])("%j is refused, and nothing is tagged", async (fields, code) => {
  await expect(ram("TagResources", { resourceType: "policy", ...fields })).rejects.toMatchObject({ code });
  expect((await tagsOf({ resourceType: "policy" })).join()).not.toContain("lost");
});

test("a policy has twenty tags at most", async () => {
  const tag = Array.from({ length: 20 }, (_, n) => ({ key: `k${n}` }));
  const three = { resourceType: "policy", resourceNames: ["Three"] };
  await ram("UntagResources", { ...three, all: true });
  await ram("TagResources", { ...three, tag });
  await expect(ram("TagResources", { ...three, tag: [{ key: "more" }] })).rejects.toMatchObject({
    code: "InvalidParameter",
  });
  await ram("TagResources", { ...three, tag: [{ key: "k3", value: "new" }] });
});
