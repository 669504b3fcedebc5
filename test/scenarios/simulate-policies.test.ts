import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outcome } from "../outcome.ts";
import { type Key, type RamAsk, ramAsker } from "../ram.ts";
import { call, rootKey, startTestServer, type TestServer } from "../server.ts";

const own = "2026-11-01";

interface Result {
  readonly Action: string;
  readonly Resource: string;
  readonly Decision: string;
  readonly Explanation: string;
  readonly SmallestPolicy?: string;
}
interface Simulation {
  readonly Results: readonly Result[];
  readonly Warnings?: readonly Record<string, unknown>[];
}

const policy = (...statements: object[]) => JSON.stringify({ Version: "1", Statement: statements });
const allow = (Action: string | string[], Resource: string | string[] = "*", Condition?: object) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition && { Condition }),
});

let server: TestServer;
let ram: RamAsk;
let alice: Key;
beforeAll(async () => {
  server = await startTestServer();
  ram = ramAsker(server);
  await ram("CreateUser", { userName: "alice" });
  alice = ((await ram("CreateAccessKey", { userName: "alice" })) as { accessKey: Key }).accessKey;
});
afterAll(() => server[Symbol.asyncDispose]());

const ask = async (action: string, parameters: Record<string, string>, key: Key = rootKey) =>
  (await call(server, action, parameters, { version: own, key })) as unknown as Simulation;
const listed = (name: string, items: readonly (string | Record<string, string>)[]) => ({
  [name]: JSON.stringify(items),
});

interface Asked {
  readonly documents: readonly string[];
  readonly actions: readonly string[];
  readonly resources?: readonly string[];
  readonly context?: Readonly<Record<string, string>>;
  readonly more?: Record<string, string>;
}
const simulate = ({ documents, actions, resources, context = {}, more = {} }: Asked) =>
  ask("SimulatePolicy", {
    ...listed("PolicyDocuments", documents),
    ...listed("Actions", actions),
    ...(resources && listed("Resources", resources)),
    ...(Object.keys(context).length > 0 &&
      listed(
        "Context",
        Object.entries(context).map(([Key, Value]) => ({ Key, Value })),
      )),
    ...more,
  });

describe("given policies", () => {
  test("are decided for every action on every resource, each with its reasons", async () => {
    const bucket = `acs:oss:oss-cn-shanghai:${server.accountId}:bucket`;
    const { Results } = await simulate({
      documents: [
        policy(allow("oss:*", `${bucket}/public/*`)),
        policy({ Effect: "Deny", Action: "oss:PutObject", Resource: "*" }),
      ],
      actions: ["oss:GetObject", "oss:PutObject"],
      resources: [`${bucket}/public/a.mp4`, `${bucket}/private/a.mp4`],
    });
    expect(Results.map(({ Action, Resource, Decision }) => [Action, Resource.slice(bucket.length), Decision])).toEqual([
      ["oss:GetObject", "/public/a.mp4", "Allow"],
      ["oss:GetObject", "/private/a.mp4", "ImplicitDeny"],
      ["oss:PutObject", "/public/a.mp4", "ExplicitDeny"],
      ["oss:PutObject", "/private/a.mp4", "ExplicitDeny"],
    ]);
    expect(Results[0]).toMatchObject({
      Statements: [
        {
          PolicyName: "document 1",
          StatementNumber: 1,
          Explanation: `Allows every oss action on everything like ${bucket}/public/*.`,
        },
      ],
    });
    expect(Results[2]).toMatchObject({
      Statements: [{ PolicyName: "document 2", Explanation: "Denies oss:PutObject on every resource." }],
    });
  });

  test("name the keys that their conditions ask for and the context lacks", async () => {
    const documents = [
      policy(
        allow("ice:*", "*", { IpAddress: { "acs:SourceIp": "192.0.2.0/24" }, Bool: { "acs:MFAPresent": "true" } }),
      ),
    ];
    const asked = { documents, actions: ["ice:ListYikeProductions"] };
    expect((await simulate(asked)).Results).toMatchObject([
      { Decision: "ImplicitDeny", MissingContextKeys: ["acs:SourceIp", "acs:MFAPresent"] },
    ]);
    const context = { "acs:SourceIp": "192.0.2.7", "acs:MFAPresent": "true" };
    expect((await simulate({ ...asked, context })).Results).toMatchObject([
      { Decision: "Allow", MissingContextKeys: [] },
    ]);
    expect(
      (await simulate({ ...asked, context: { ...context, "acs:SourceIp": "198.51.100.1" } })).Results,
    ).toMatchObject([
      { Decision: "ImplicitDeny", MissingContextKeys: [], Explanation: expect.stringMatching(/198\.51\.100\.1/) },
    ]);
  });

  test("get the smallest policy that would allow it, which then does", async () => {
    const actions = ["ice:DeleteYikeAssetMediaInfos", "ram:GetUser", "oss:GetObject"];
    const { Results } = await simulate({ documents: [policy(allow("ice:Get*"))], actions });
    expect(Results.map(({ Decision }) => Decision)).toEqual(["ImplicitDeny", "ImplicitDeny", "ImplicitDeny"]);
    const documents = Results.map(({ SmallestPolicy = "" }) => SmallestPolicy);
    const after = await simulate({ documents, actions });
    expect(after.Results.map(({ Decision }) => Decision)).toEqual(["Allow", "Allow", "Allow"]);
    expect(after.Results.map(({ Resource }) => Resource)).toEqual([
      `acs:ice:cn-shanghai:${server.accountId}:*`,
      `acs:ram::${server.accountId}:user/*`,
      `acs:oss:oss-cn-shanghai:${server.accountId}:*/*`,
    ]);
  });

  test("are asked about the system policies, too, that an attachment names", async () => {
    const { Results } = await simulate({
      documents: [policy(allow("ram:AttachPolicyToUser", "acs:ram::system:policy/AliyunICE*"))],
      actions: ["ram:AttachPolicyToUser"],
      resources: ["AliyunICEFullAccess", "AdministratorAccess"].map((name) => `acs:ram::system:policy/${name}`),
    });
    expect(Results.map(({ Decision }) => Decision)).toEqual(["Allow", "ImplicitDeny"]);
  });

  test("are narrowed by a session policy, and see who is simulated", async () => {
    const documents = [policy(allow("ice:*", "*", { StringLike: { "acs:PrincipalARN": "*:role/Reader/*" } }))];
    const actions = ["ice:ListYikeProductions", "ice:GetYikeAssetMediaInfo"];
    const more = {
      Principal: `acs:ram::${server.accountId}:role/Reader/player-7`,
      SessionPolicy: policy(allow("ice:Get*")),
    };
    expect((await simulate({ documents, actions, more })).Results).toMatchObject([
      { Decision: "ImplicitDeny", DecidedBy: "session" },
      { Decision: "Allow" },
    ]);
    expect((await simulate({ documents, actions })).Results).toMatchObject([
      { Decision: "ImplicitDeny", DecidedBy: "identity" },
      { Decision: "ImplicitDeny", DecidedBy: "identity" },
    ]);
  });

  test("come with warnings of what is hardly meant", async () => {
    const { Warnings } = await simulate({
      documents: [
        policy(allow("ice:GetYikeAssetMediaInfo")),
        policy(allow("ice:*"), allow("ice:GetYikeAssetMediaInfos", "acs:ice:*:*:media/1")),
      ],
      actions: ["ice:GetYikeAssetMediaInfo"],
    });
    expect(Warnings).toMatchObject([
      { DocumentNumber: 2, StatementNumber: 2, Code: "unknown-action", Message: expect.stringMatching(/nearest/) },
    ]);
  });

  test.each([
    [
      "a document that is none",
      { documents: [policy(allow("ice:*")), "{"], actions: ["ice:A"] },
      /^M.*document 2: .*line 1/,
    ],
    ["a wildcard for an action", { documents: [policy(allow("ice:*"))], actions: ["ice:*"] }, /Actions/],
    ["no document", { documents: [], actions: ["ice:A"] }, /PolicyDocuments/],
    [
      "a part of a resource",
      { documents: [policy(allow("ice:*"))], actions: ["ice:A"], resources: ["media/*"] },
      /Resources/,
    ],
  ])("are refused with %s", async (_, asked, pattern) => {
    const error = await simulate(asked).catch(({ code, message }: { code: string; message: string }) => code + message);
    expect(error).toMatch(pattern);
  });

  test("are not decided for who may not ask", async () => {
    const parameters = { ...listed("PolicyDocuments", [policy(allow("*"))]), ...listed("Actions", ["ice:A"]) };
    await expect(ask("SimulatePolicy", parameters, alice)).rejects.toMatchObject({ code: "NoPermission" });
    await expect(ask("SimulatePrincipal", { UserName: "alice" }, alice)).rejects.toMatchObject({
      code: "NoPermission",
    });
  });
});

describe("a principal", () => {
  const actions = listed("Actions", ["ice:ListYikeProductions"]);

  test("has the policies that count now: their own, those of their groups, a group's, a role's", async () => {
    await ram("CreateGroup", { groupName: "editors" });
    await ram("AddUserToGroup", { groupName: "editors", userName: "alice" });
    const trust = policy({
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { RAM: `acs:ram::${server.accountId}:root` },
    });
    await ram("CreateRole", { roleName: "Reader", assumeRolePolicyDocument: trust });
    const read = { policyName: "AliyunICEReadOnlyAccess", policyType: "System" };
    const decisions = async () => {
      const holders: Record<string, string>[] = [
        { UserName: "alice" },
        { GroupName: "editors" },
        { RoleName: "Reader" },
      ];
      const answers = await Promise.all(holders.map((holder) => ask("SimulatePrincipal", { ...actions, ...holder })));
      return answers.map(({ Results }) => Results[0]?.Decision);
    };
    expect(await decisions()).toEqual(["ImplicitDeny", "ImplicitDeny", "ImplicitDeny"]);
    await ram("AttachPolicyToRole", { ...read, roleName: "Reader" });
    expect(await decisions()).toEqual(["ImplicitDeny", "ImplicitDeny", "Allow"]);
    await ram("AttachPolicyToGroup", { ...read, groupName: "editors" });
    expect(await decisions()).toEqual(["Allow", "Allow", "Allow"]);
    const narrowed = { ...actions, RoleName: "Reader", SessionPolicy: policy(allow("ice:Get*")) };
    expect((await ask("SimulatePrincipal", narrowed)).Results).toMatchObject([
      { Decision: "ImplicitDeny", DecidedBy: "session" },
    ]);
  });

  test("is one, and one that there is", async () => {
    const both = { ...actions, UserName: "alice", GroupName: "editors" };
    await expect(ask("SimulatePrincipal", both)).rejects.toMatchObject({ code: "InvalidParameter" });
    await expect(ask("SimulatePrincipal", actions)).rejects.toMatchObject({ code: "MissingParameter" });
    const nobody = { ...actions, RoleName: "Nobody" };
    await expect(ask("SimulatePrincipal", nobody)).rejects.toMatchObject({ code: "EntityNotExist.Role" });
    const session = { ...actions, UserName: "alice", SessionPolicy: policy(allow("*")) };
    await expect(ask("SimulatePrincipal", session)).rejects.toMatchObject({ code: "InvalidParameter" });
  });
});

test("every account has the system policies, and the own read-only one covers batches, which the vendor's does not", async () => {
  const { policies } = (await ram("ListPolicies", { policyType: "System" })) as {
    policies: { policy: { policyName: string }[] };
  };
  expect(policies.policy.map(({ policyName }) => policyName)).toEqual([
    "AdministratorAccess",
    "AliyunICEFullAccess",
    "AliyunICEReadOnlyAccess",
    "AliyunRAMFullAccess",
    "AliyunRAMReadOnlyAccess",
    "AliyunSTSAssumeRoleAccess",
    "MedialoftReadOnlyAccess",
  ]);
  await ram("CreateUser", { userName: "reader" });
  const reader = ((await ram("CreateAccessKey", { userName: "reader" })) as { accessKey: Key }).accessKey;
  const codeOf = (action: string, parameters: Record<string, string> = {}) =>
    outcome(call(server, action, parameters, { key: reader }));
  const batch = () => codeOf("BatchGetYikeAssetMediaInfos", { MediaIds: "f".repeat(32) });
  await ram("AttachPolicyToUser", { policyName: "AliyunICEReadOnlyAccess", policyType: "System", userName: "reader" });
  expect([await codeOf("ListYikeProductions"), await batch()]).toEqual(["allowed", "Forbidden"]);
  await ram("AttachPolicyToUser", { policyName: "MedialoftReadOnlyAccess", policyType: "System", userName: "reader" });
  expect(await batch()).toBe("allowed");
  expect(await codeOf("CreateYikeAssetUpload", { FileExt: "txt" })).toBe("Forbidden");
  const search = await ask("SimulatePrincipal", {
    UserName: "reader",
    ...listed("Actions", ["ice:SearchMedia", "ice:BatchGetMediaInfos"]),
  });
  expect(search.Results.map(({ Decision }) => Decision)).toEqual(["Allow", "Allow"]);
});
