import { afterAll, beforeAll, expect, test } from "vitest";
import { call, rootKey, startTestServer, type TestServer } from "../server.ts";
import { ask, ConsoleClient } from "./console-client.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ trustedProxies: "127.0.0.2" });
});
afterAll(() => server[Symbol.asyncDispose]());

const read = (headers: Record<string, string> = {}) => ask(`${server.apiUrl}/metrics`, { headers });

test("what happened can be read: calls, decisions, object requests, sign-ins, commits, jobs and sessions", async () => {
  await call(server, "ListYikeProductions", {});
  await call(server, "CreateYikeProduction", { Title: "x" });
  await new ConsoleClient(server).signIn({ ...rootKey });
  await new ConsoleClient(server).signIn({ ...rootKey, accessKeySecret: "wrong" });
  await ask(`${server.objectUrl}/`);
  const { status, headers, text } = await read();
  expect([status, headers["content-type"]]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"]);
  const lines = text.split("\n");
  for (const line of [
    'medialoft_calls_total{product="ICE",action="ListYikeProductions",status="2xx"} 1',
    'medialoft_decisions_total{decision="Allow"} 2',
    'medialoft_object_requests_total{method="GET",status="4xx"} 1',
    'medialoft_console_sign_ins_total{outcome="SignedIn"} 1',
    'medialoft_console_sign_ins_total{outcome="WrongCredentials"} 1',
    "medialoft_console_sessions 1",
    'medialoft_info{mode="faithful",database="sqlite"} 1',
  ]) {
    expect(lines).toContain(line);
  }
  expect(Number(/^medialoft_commits_total (\d+)$/m.exec(text)?.[1])).toBeGreaterThan(0);
  expect(text).not.toMatch(new RegExp(`${rootKey.accessKeyId}|${rootKey.accessKeySecret}|${server.accountId}`));
});

test("every line is one that Prometheus reads", async () => {
  const sample = /^[a-z_]+(\{([a-z]+="[^"]*",?)*\})? [0-9.e+-]+$/;
  const lines = (await read()).text.trimEnd().split("\n");
  expect(lines.filter((line) => !/^# (HELP|TYPE) [a-z_]+ \S/.test(line) && !sample.test(line))).toEqual([]);
});

test.each([
  ["x-forwarded-for", "127.0.0.1"],
  ["x-real-ip", "127.0.0.1"],
  ["forwarded", "for=127.0.0.1"],
  ["via", "1.1 proxy"],
])("through a proxy that is not trusted they are not told (%s)", async (name, value) => {
  expect(await read({ [name]: value })).toMatchObject({ status: 403, body: { code: "Forbidden" } });
});

test("only the networks of the settings may read them", async () => {
  await using closed = await startTestServer({ metricsNetworks: "192.0.2.0/24" });
  expect((await ask(`${closed.apiUrl}/metrics`)).status).toBe(403);
  await using proxied = await startTestServer({ metricsNetworks: "192.0.2.0/24", trustedProxies: "127.0.0.0/8" });
  const told = await ask(`${proxied.apiUrl}/metrics`, { headers: { "x-forwarded-for": "192.0.2.9" } });
  expect(told.status).toBe(200);
  expect((await ask(`${proxied.apiUrl}/metrics`)).status).toBe(403);
});
