import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fillIn } from "../examples/example-text.ts";
import { cases, codeOf, demoNow, type SampleServers, startSampleServers } from "./cases.ts";

let servers: SampleServers;
let folder: string;
beforeAll(async () => {
  servers = await startSampleServers();
  folder = await mkdtemp(join(tmpdir(), "medialoft-curl-"));
  await writeDemoClock(folder);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await servers[Symbol.asyncDispose]();
});

/** The library's examples are called at one moment of the past: `date` says so. */
async function writeDemoClock(path: string): Promise<void> {
  const text = new Date(demoNow).toISOString().replace(".000Z", "Z");
  await writeFile(join(path, "date"), `#!/bin/sh\n[ "$*" = "-u +%Y-%m-%dT%H:%M:%SZ" ] && echo ${text}\n`);
  await chmod(join(path, "date"), 0o755);
}

interface Ended {
  readonly code: number;
  readonly output: string;
  readonly error: string;
}

async function run(script: string, env: Readonly<Record<string, string>>): Promise<Ended> {
  const path = join(folder, `${randomUUID()}.sh`);
  await writeFile(path, script);
  return new Promise((resolve) => {
    const environment = { PATH: `${folder}:${process.env.PATH}`, ...env };
    execFile("sh", [path], { env: environment }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout, error: stderr }),
    );
  });
}

describe("the curl script, as it is printed,", () => {
  test.concurrent.each(cases)("$title", async (one) => {
    await using server = await servers.for(one);
    const { code, output, error } = await run(codeOf(one, "curl", server.apiUrl), one.env);
    expect({ code, error, output }).toMatchObject({ code: 0, error: "" });
    const { RequestId, ...answer } = JSON.parse(output);
    expect(RequestId).toMatch(/^[0-9A-F-]{36}$/);
    expect(answer).toEqual(fillIn(one.example.output, answer));
  });
});

test("a temporary AccessKey is sent with its token", async () => {
  const assume = cases.find(({ operation }) => operation.name === "AssumeRole");
  const identify = cases.find(({ operation }) => operation.name === "GetCallerIdentity");
  if (!assume || !identify) throw new Error("There is no example of AssumeRole or of GetCallerIdentity.");
  await using server = await servers.for(assume);
  const { Credentials } = JSON.parse((await run(codeOf(assume, "curl", server.apiUrl), assume.env)).output);
  const env = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: Credentials.AccessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: Credentials.AccessKeySecret,
    ALIBABA_CLOUD_SECURITY_TOKEN: Credentials.SecurityToken,
  };
  const { output } = await run(codeOf(identify, "curl", server.apiUrl), env);
  expect(JSON.parse(output)).toMatchObject({ IdentityType: "AssumedRoleUser" });
});

test("a refused call ends with an error and shows the server's reason", async () => {
  const [one] = cases;
  if (!one) throw new Error("There is no example.");
  await using server = await servers.for(one);
  const env = { ...one.env, ALIBABA_CLOUD_ACCESS_KEY_SECRET: "another secret" };
  const { code, output } = await run(codeOf(one, "curl", server.apiUrl), env);
  expect(code).not.toBe(0);
  expect(JSON.parse(output)).toMatchObject({ Code: "SignatureDoesNotMatch" });
});

test("without an AccessKey the script says which variable is missing", async () => {
  const [one] = cases;
  if (!one) throw new Error("There is no example.");
  const { code, error } = await run(codeOf(one, "curl", "http://127.0.0.1:1"), {});
  expect(code).not.toBe(0);
  expect(error).toContain("ALIBABA_CLOUD_ACCESS_KEY_ID");
});
