import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ensureFirstAccount, openStore } from "../src/open-store.ts";
import { anyPorts, CommandFolder, type Outcome, readFacts } from "./command.ts";
import { call, testConfig } from "./server.ts";

const root = join(import.meta.dirname, "..");

let home: CommandFolder;
beforeEach(() => {
  home = new CommandFolder();
});
afterEach(() => home[Symbol.asyncDispose]());

const medialoft = (args: string[], environment = {}) => home.start(args, environment).ended();

/** Everything on standard error, which must be one sentence for a person. */
function sentenceOf({ stdout, stderr }: Outcome): string {
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^medialoft: [^\n]+[.?)]\n$/);
  return stderr;
}

describe("a command line or setting that cannot be ends with code 2 and one sentence", () => {
  test.each([
    [["serv"], "serv"],
    [["serve", "--no-such-flag", "1"], "--no-such-flag"],
    [["serve", "stray"], "stray"],
    [["serve", "--api-port"], "--api-port"],
    [["serve", "--api-port", "http"], "--api-port"],
    [["serve", "--ephemeral", "--data", "x"], "--ephemeral"],
    [["serve", "--tls-cert", "README.md", "--tls-key", "README.md"], "--tls-cert"],
    [["serve", "--tls-cert", "nowhere.pem", "--tls-key", "README.md"], "nowhere.pem"],
    [["serve", "--database-url", "postgres://localhost/x"], "MEDIALOFT_SECRET_KEY"],
    [["account", "create"], "--title"],
    [["keys", "reset-root", "--title", "x"], "--title"],
  ])("medialoft %j", async (args, named) => {
    const outcome = await medialoft(args);
    expect(sentenceOf(outcome)).toContain(named);
    expect(outcome.code).toBe(2);
  });

  test("a variable that is no setting", async () => {
    const outcome = await medialoft(["serve"], { MEDIALOFT_PROT: "1" });
    expect(sentenceOf(outcome)).toContain("MEDIALOFT_PROT");
    expect(outcome.code).toBe(2);
  });
});

test("the help of serve names each flag with its variable", async () => {
  const { code, stdout } = await medialoft(["serve", "--help"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/--api-port <PORT>\n.*\n +MEDIALOFT_API_PORT, 8480 when absent\n/);
});

describe("a server", () => {
  test("says on one line where it is reached, answers there, and ends with code 0 when it is asked to", async () => {
    const server = home.serve();
    const { api, object } = await server.ready();
    expect((await fetch(`${api}/healthz`)).status).toBe(200);
    expect((await fetch(`${object}/`)).status).toBeGreaterThanOrEqual(400);
    const { code, stdout } = await server.stop();
    expect(code).toBe(0);
    expect(stdout.split("\n")).toHaveLength(2);
  });

  test("writes the root key of its first start into a file for its owner, and does not make another", async () => {
    const first = home.serve();
    await first.ready();
    const path = join(home.data, "root-access-key.json");
    const { accessKeySecret } = home.readRootKey();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(first.stderr).toContain(path);
    expect(first.stderr).not.toContain(accessKeySecret);
    await first.stop();
    rmSync(path);
    const second = home.serve();
    await second.ready();
    await second.stop();
    expect(existsSync(path)).toBe(false);
  });

  test("writes the root key down at the next start when the first one ended before it did", async () => {
    const config = testConfig(home.data, { rootAccessKeyId: undefined, rootAccessKeySecret: undefined });
    {
      await using killed = await openStore(config, () => undefined);
      await ensureFirstAccount(killed, undefined, Date.now());
    }
    const next = home.serve();
    const { api: apiUrl } = await next.ready();
    const key = home.readRootKey();
    expect(await call({ apiUrl }, "GetAuthorizationMode", {}, { key, version: "2026-11-01" })).toMatchObject({
      Mode: "enforce",
    });
    await next.stop();
  });

  test("keeps a root key that is given to itself", async () => {
    const server = home.serve(undefined, {
      MEDIALOFT_ROOT_ACCESS_KEY_ID: "GivenKeyId",
      MEDIALOFT_ROOT_ACCESS_KEY_SECRET: "GivenKeySecret",
    });
    await server.ready();
    expect((await server.stop()).stderr).not.toContain("GivenKeySecret");
    expect(existsSync(join(home.data, "root-access-key.json"))).toBe(false);
  });

  test("that is ephemeral leaves nothing behind", async () => {
    const server = home.serve(["--ephemeral"]);
    await server.ready();
    const [, path = ""] = /(\/\S+root-access-key\.json)/.exec(server.stderr) ?? [];
    expect(path.startsWith(home.path)).toBe(true);
    expect(existsSync(path)).toBe(true);
    await server.stop("SIGINT");
    expect(existsSync(dirname(path))).toBe(false);
  });

  test("ends at once on a second signal, whatever is still under way", async () => {
    const server = home.serve();
    const { api } = await server.ready();
    await using _ = await startEndlessRequest(api);
    const nagging = setInterval(() => server.child.kill("SIGTERM"), 50);
    const { code } = await server.ended().finally(() => clearInterval(nagging));
    expect(code).toBe(143);
  });

  test("refuses a data folder that another one uses", async () => {
    const server = home.serve();
    await server.ready();
    const outcome = await home.serve().ended();
    expect(sentenceOf(outcome)).toContain(home.data);
    expect(outcome.code).toBe(1);
  });

  test("says in one sentence that its port is taken", async () => {
    const server = home.serve();
    const { port } = new URL((await server.ready()).api);
    const outcome = await home.start(["serve", "--ephemeral", "--api-port", port, "--object-port", "0"]).ended();
    expect(sentenceOf(outcome)).toContain(port);
    expect(readdirSync(home.path)).toEqual(["data"]);
    expect(outcome.code).toBe(1);
  });
});

describe("while the server is stopped", () => {
  beforeEach(async () => {
    const server = home.serve();
    await server.ready();
    await server.stop();
  });

  test("account create prints a new account with its key and bucket", async () => {
    const { code, stdout } = await medialoft(["account", "create", "--title", "Second", "--data", home.data]);
    expect(code).toBe(0);
    const facts = readFacts(stdout);
    expect(Object.keys(facts)).toEqual(["Account id", "AccessKey id", "AccessKey secret", "Bucket"]);
    expect(facts["Account id"]).not.toBe(home.readRootKey().accountId);
  });

  test("keys reset-root replaces the first account's key, and only a known account's", async () => {
    const before = home.readRootKey();
    const { code, stdout } = await medialoft(["keys", "reset-root", "--data", home.data]);
    expect(code).toBe(0);
    const facts = readFacts(stdout);
    expect(facts["Account id"]).toBe(before.accountId);
    expect(facts["AccessKey id"]).not.toBe(before.accessKeyId);
    expect(existsSync(`${home.data}/root-access-key.json`), "the file with the key that is none any more").toBe(false);
    const outcome = await medialoft(["keys", "reset-root", "--account", "404", "--data", home.data]);
    expect(sentenceOf(outcome)).toContain("404");
    expect(outcome.code).toBe(1);
  });
});

test("a data folder that does not exist is not made by a command that changes what is in it", async () => {
  const outcome = await medialoft(["keys", "reset-root", "--data", home.data]);
  expect(sentenceOf(outcome)).toContain(home.data);
  expect(outcome.code).toBe(2);
  expect(existsSync(home.data)).toBe(false);
});

test("a folder without a library is left as it is by a command that changes what is in one", async () => {
  mkdirSync(home.data);
  for (const command of [
    ["keys", "reset-root"],
    ["account", "create", "--title", "Second"],
  ]) {
    const outcome = await medialoft([...command, "--data", home.data]);
    expect(sentenceOf(outcome)).toContain(`There is no library in ${home.data}`);
    expect(outcome.code).toBe(1);
  }
  expect(readdirSync(home.data)).toEqual([]);
});

test("accounts and keys are not changed behind the back of a running server", async () => {
  const server = home.serve();
  await server.ready();
  for (const command of [
    ["account", "create", "--title", "Second"],
    ["keys", "reset-root"],
  ]) {
    const outcome = await medialoft([...command, "--data", home.data]);
    expect(sentenceOf(outcome)).toContain(home.data);
    expect(outcome.code).toBe(1);
  }
});

test("the first call of the README runs as it is written there", async () => {
  const server = home.serve();
  const { api } = await server.ready();
  const [, code = ""] = /```ts\n(.*?)```/s.exec(readFileSync(join(root, "README.md"), "utf8")) ?? [];
  expect(code).toContain("127.0.0.1:8480");
  const { accessKeyId, accessKeySecret } = home.readRootKey();
  const outcome = await home
    .run(
      process.execPath,
      ["--input-type=module-typescript", "-e", code.replace("127.0.0.1:8480", new URL(api).host)],
      { ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId, ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret },
    )
    .ended();
  // On standard error, ali-oss recommends a way of renewing its token.
  expect(outcome).toMatchObject({ code: 0, stdout: expect.stringMatching(/^registered as [0-9a-f]{32}\n$/) });
});

describe("the built program", () => {
  const bin = join(root, "bin/medialoft.js");
  const machineNode = findOldNode() ?? process.execPath;

  test.each([...new Set([process.execPath, machineNode])])(
    "run by %s starts, and ends with the code of what it runs",
    async (node) => {
      const server = home.run(node, [bin, "serve", "--ephemeral", ...anyPorts]);
      const { api } = await server.ready();
      expect((await fetch(`${api}/healthz`)).status).toBe(200);
      expect((await server.stop()).code).toBe(0);
      expect((await home.run(node, [bin, "serv"]).ended()).code).toBe(2);
    },
  );
});

/** Sends the beginning of a request and keeps its connection open. */
async function startEndlessRequest(address: string): Promise<AsyncDisposable> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  socket.on("error", () => {}).write(`POST / HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Length: 9\r\n\r\nx`);
  return { [Symbol.asyncDispose]: async () => void socket.destroy() };
}

/** The Node of the machine, when it is older than the one that came with the packages. */
function findOldNode(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((entry) => !entry.includes("node_modules"));
  const found = folders.map((entry) => join(entry, "node")).find((path) => existsSync(path));
  if (!found) return undefined;
  const major = Number.parseInt(execFileSync(found, ["--version"], { encoding: "utf8" }).slice(1), 10);
  return major >= 20 && major < 24 ? found : undefined;
}
