import { afterAll, beforeAll, expect, test } from "vitest";
import { demo } from "../../src/operations/demo.ts";
import { operations } from "../../src/operations/index.gen.ts";
import { databases, type TestDatabase } from "../database-server.ts";
import { call, startTestServer, type TestServer } from "../server.ts";
import { type CallTemplate, exampleCalls } from "./rpc-calls.ts";

/** PostgreSQL stores it in no text. */
const unstorable = ["\0", "a\0b"];

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  const [, postgres] = databases;
  database = await postgres.open();
  const { options } = database;
  if (!("url" in options)) throw new Error("PostgreSQL has an address.");
  server = await startTestServer({ databaseUrl: options.url, secretKey: Buffer.alloc(32, 7).toString("base64") });
  await makeDemo();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

/** Every way in which a text may be sent as this parameter. */
const spelled = (name: string, text: string): Record<string, string>[] => [
  { [name]: text },
  { [name]: JSON.stringify([text]) },
  { [name]: JSON.stringify([{ Key: text, Value: text }]) },
  { [`${name}.1`]: text },
  { [`${name}.1.Key`]: text },
  { [`${name}.1.Key`]: "key", [`${name}.1.Value`]: text },
];

/** What the examples are about is there until it is deleted. */
async function makeDemo(): Promise<void> {
  const ram = (action: string, query: Record<string, string>) => call(server, action, query, { version: "2015-05-01" });
  const statement = (more: object) => JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", ...more }] });
  const AssumeRolePolicyDocument = statement({
    Action: "sts:AssumeRole",
    Principal: { Service: ["ice.aliyuncs.com"] },
  });
  await ram("CreateUser", { UserName: demo.user.userName });
  await ram("CreateGroup", { GroupName: demo.group.groupName });
  await ram("CreateRole", { RoleName: demo.role.name, AssumeRolePolicyDocument });
  await ram("CreatePolicy", {
    PolicyName: demo.policy.name,
    PolicyDocument: statement({ Action: "*", Resource: "*" }),
  });
}
const isDeletion = ({ action }: CallTemplate): boolean => /^(Delete|Detach|Remove|Clear)/.test(action);
const inOrder = exampleCalls().sort((a, b) => Number(isDeletion(a)) - Number(isDeletion(b)));

test("no operation fails for a text that the database cannot store", async () => {
  const failed: string[] = [];
  for (const { action, version, parameters } of inOrder) {
    const usual = Object.fromEntries(parameters);
    const operation = operations.find(({ name }) => name === action);
    for (const name of Object.keys(operation?.input ?? {})) {
      const { [name]: _, ...others } = usual;
      const calls = unstorable.flatMap((text) => spelled(name, text));
      await Promise.all(
        calls.map((sent) =>
          call(server, action, { ...others, ...sent }, { version }).catch(({ code }: { code?: string }) => {
            if (code === "InternalError") failed.push(`${action} ${JSON.stringify(sent)}`);
          }),
        ),
      );
    }
  }
  expect(failed).toEqual([]);
});
