import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { settings } from "../../src/config/settings.ts";
import { startServer } from "../../src/server.ts";
import { allow, documentOf, refusalOf, trusting, World } from "../authorization/world.ts";
import { call, testConfig } from "../server.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "medialoft-operators-"));
});
afterEach(() => rm(folder, { recursive: true }));

const start = (extraOperators?: string) => startServer(testConfig(folder, extraOperators ? { extraOperators } : {}));

const fromHere = { "ForAnyValue:StringEquals": { "acs:SourceIp": "127.0.0.1" } };
const document = documentOf(allow("ice:List*", "*", fromHere));

test("operators that no document of RAM's names can be refused by a setting, which the refusal names with the place", async () => {
  await using server = await start("off");
  const world = new World(server);
  const trust = trusting(`acs:ram::${await world.accountId()}:root`, { Null: { "sts:ExternalId": "true" } });
  const role = await world.makeRole("Reader", trusting(`acs:ram::${await world.accountId()}:root`), allow("ice:*"));
  const ann = await world.makeUser("ann", allow("sts:AssumeRole"));
  const own = (action: string, fields: Record<string, string>) =>
    call(server, action, { "Actions.1": "ice:ListYikeProductions", ...fields }, { version: "2026-11-01" });
  const refused = {
    CreatePolicy: world.ram("CreatePolicy", { policyName: "here", policyDocument: document }),
    CreatePolicyVersion: world.ram("CreatePolicyVersion", { policyName: "policy-1", policyDocument: document }),
    CreateRole: world.ram("CreateRole", { roleName: "Other", assumeRolePolicyDocument: trust }),
    UpdateRole: world.ram("UpdateRole", { roleName: "Reader", newAssumeRolePolicyDocument: trust }),
    AssumeRole: world.assume(ann, role, { policy: document }),
    SimulatePolicy: own("SimulatePolicy", { "PolicyDocuments.1": document }),
    SimulatePrincipal: own("SimulatePrincipal", { RoleName: "Reader", SessionPolicy: document }),
  };
  for (const [action, asked] of Object.entries(refused)) {
    const { code, statusCode, data } = await refusalOf(asked);
    expect({ code, statusCode }, action).toEqual({
      code: action === "AssumeRole" ? "InvalidParameter.PolicyGrammar" : "MalformedPolicyDocument",
      statusCode: 400,
    });
    expect(JSON.stringify(data), action).toContain(`${settings.extraOperators.variable} is off`);
    expect(JSON.stringify(data), action).toMatch(/\(line 1, column \d+\)/);
  }
});

test("what was stored before is decided as it is written, also by a server that takes no more of it", async () => {
  let ann: Awaited<ReturnType<World["makeKey"]>>;
  let session: Awaited<ReturnType<World["assume"]>>["credentials"];
  let role: string;
  {
    await using server = await start();
    const world = new World(server);
    ann = await world.makeUser("ann", allow("ice:List*", "*", fromHere), allow("sts:AssumeRole"));
    const trust = trusting(`acs:ram::${await world.accountId()}:root`, { Null: { "sts:ExternalId": "true" } });
    role = await world.makeRole("Reader", trust, allow("ice:*"));
    session = (await world.assume(ann, role, { policy: document })).credentials;
  }
  await using server = await start("off");
  const world = new World(server);
  expect(await world.mayList(ann)).toBe("allowed");
  expect(await world.mayList(session)).toBe("allowed");
  expect(await world.mayList((await world.assume(ann, role)).credentials)).toBe("allowed");
});
