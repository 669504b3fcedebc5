import { randomUUID } from "node:crypto";
import { mkdtempDisposable, readdir, readFile, writeFile } from "node:fs/promises";
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { products } from "../../src/contract/operation.ts";
import { createKeyRing } from "../../src/identity/key-ring.ts";
import { ObjectUrlKeys } from "../../src/identity/object-urls.ts";
import { SecretBox } from "../../src/identity/secret-box.ts";
import { openStore } from "../../src/open-store.ts";
import { operations } from "../../src/operations/index.gen.ts";
import { type RunningServer, startServer } from "../../src/server.ts";
import { makeCertificate } from "../certificate.ts";
import { CommandFolder } from "../command.ts";
import { call, rootKey, startTestServer } from "../server.ts";

const { cert: ca, key: tlsPrivateKey } = makeCertificate("localhost");

const httpAgent = new HttpAgent({ keepAlive: true });
const httpsAgent = new HttpsAgent({ keepAlive: true, ca });
afterAll(() => {
  httpAgent.destroy();
  httpsAgent.destroy();
});

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const send = (url: string, { method = "GET", headers = {}, body }: Sent = {}) =>
  new Promise<{ status: number; body: string }>((resolve, reject) => {
    const receive = (response: IncomingMessage) =>
      text(response).then((answer) => resolve({ status: response.statusCode ?? 0, body: answer }), reject);
    const request = url.startsWith("https:")
      ? requestHttps(url, { method, headers, agent: httpsAgent }, receive)
      : requestHttp(url, { method, headers, agent: httpAgent }, receive);
    request.on("error", reject).end(body);
  });

/** What somebody without a key could hope to be let in by. */
const pretences: readonly Readonly<Record<string, string>>[] = [
  {},
  { "X-Forwarded-For": "127.0.0.1", "X-Forwarded-Proto": "https", Forwarded: "for=127.0.0.1;proto=https" },
  { Authorization: "Basic cm9vdDpyb290" },
  { Authorization: "Bearer root", "x-acs-action": "ListYikeProductions", "x-acs-version": "2020-11-09" },
  { Authorization: `OSS ${rootKey.accessKeyId}:`, Date: new Date().toUTCString() },
  { Authorization: `ACS3-HMAC-SHA256 Credential=${rootKey.accessKeyId},SignedHeaders=,Signature=` },
  { Cookie: "session=root" },
];

const form = { "Content-Type": "application/x-www-form-urlencoded" };
const someAccess = {
  AccessKeyId: rootKey.accessKeyId,
  SignatureVersion: "1.0",
  SignatureNonce: "n",
  Timestamp: new Date().toISOString(),
};
const signedWithNothing: readonly Readonly<Record<string, string>>[] = [
  {},
  { AccessKeyId: "", Signature: "" },
  { ...someAccess, Signature: "", SignatureMethod: "HMAC-SHA1" },
  { ...someAccess, Signature: "x", SignatureMethod: "NONE" },
  { ...someAccess, AccessKeyId: "root", Signature: "x", SignatureMethod: "HMAC-SHA1" },
];

async function expectRefused(asked: ReturnType<typeof send>, about: string): Promise<void> {
  const { status, body } = await asked;
  expect([about, status >= 400 && status < 500], `${about} was answered ${status}: ${body.slice(0, 200)}`).toEqual([
    about,
    true,
  ]);
}

async function refuseCalls(apiUrl: string, named: readonly (readonly [version: string, action: string])[]) {
  for (const [i, [Version, Action]] of named.entries()) {
    const forged = { ...someAccess, SignatureNonce: randomUUID(), Signature: "x", SignatureMethod: "HMAC-SHA1" };
    for (const parameters of [{}, forged, signedWithNothing[i % signedWithNothing.length]]) {
      const query = new URLSearchParams({ Version, Action, Format: "JSON", ...parameters }).toString();
      await expectRefused(send(`${apiUrl}/?${query}`), query);
      await expectRefused(send(apiUrl, { method: "POST", headers: form, body: query }), `POST ${query}`);
    }
  }
}

async function refusePretences(server: Pick<RunningServer, "apiUrl" | "objectUrl">, object: string): Promise<void> {
  const list = `${server.apiUrl}/?Action=ListYikeProductions&Version=2020-11-09`;
  const objectUrl = `${server.objectUrl}/${object}`;
  for (const headers of pretences) {
    const about = JSON.stringify(headers);
    await expectRefused(send(list, { headers }), about);
    await expectRefused(send(objectUrl, { headers }), `GET ${about}`);
    await expectRefused(send(objectUrl, { method: "PUT", headers, body: "changed" }), `PUT ${about}`);
  }
  for (const method of ["HEAD", "DELETE", "POST"]) await expectRefused(send(objectUrl, { method }), method);
  const others = [`${objectUrl}?uploads`, `${server.objectUrl}/${object.split("/", 1)[0]}`, `${server.objectUrl}/`];
  for (const url of others) await expectRefused(send(url, { method: url.endsWith("uploads") ? "POST" : "GET" }), url);
}

const onePerProduct = [
  ["2020-11-09", "ListYikeProductions"],
  ["2026-03-19", "ListYikeWorkspaces"],
  ["2015-05-01", "ListUsers"],
  ["2015-04-01", "GetCallerIdentity"],
  ["2026-11-01", "CreateAccount"],
] as const;

/** Eight starts in which each value of a setting meets each value of every other one. */
const starts = Array.from({ length: 8 }, (_, n) => {
  const [a, b, c] = [n & 1, (n >> 1) & 1, n >> 2];
  return {
    mode: a ? "studio" : "faithful",
    tls: b === 1,
    throttle: c ? "on" : "off",
    trustedProxies: a ^ b ? "127.0.0.0/8,::1/128" : "",
    authorization: a ^ c ? "soft" : "enforce",
  };
});

describe("nobody gets in without a signature", () => {
  let files: Awaited<ReturnType<typeof mkdtempDisposable>>;
  beforeAll(async () => {
    files = await mkdtempDisposable(join(tmpdir(), "medialoft-unsigned-"));
    await writeFile(join(files.path, "cert.pem"), ca);
    await writeFile(join(files.path, "key.pem"), tlsPrivateKey);
  });
  afterAll(() => files[Symbol.asyncDispose]());

  test.each(starts)(
    "with $mode, tls $tls, throttle $throttle, proxies '$trustedProxies', $authorization",
    async (start) => {
      const tls = start.tls && { tlsCert: join(files.path, "cert.pem"), tlsKey: join(files.path, "key.pem") };
      await using server = await startTestServer({
        mode: start.mode,
        throttle: start.throttle,
        trustedProxies: start.trustedProxies,
        host: "localhost",
        ...tls,
      });
      const medialoft = { version: "2026-11-01", ca };
      if (start.authorization === "soft") await call(server, "SetAuthorizationMode", { Mode: "soft" }, medialoft);
      const upload = await call(server, "CreateYikeAssetUpload", { FileExt: "srt" }, { ca });
      await refuseCalls(server.apiUrl, onePerProduct);
      await refusePretences(server, new URL(String(upload.FileURL)).pathname.slice(1));
    },
  );

  test("to any operation that there is", async () => {
    await using server = await startTestServer();
    await refuseCalls(
      server.apiUrl,
      operations.flatMap(({ name, products: codes }) => codes.map((code) => [products[code].version, name] as const)),
    );
  });

  test("of a server that keeps nothing", async () => {
    await using home = new CommandFolder();
    const { api: apiUrl, object: objectUrl } = await home.serve(["--ephemeral"]).ready();
    await refuseCalls(apiUrl, onePerProduct);
    await refusePretences({ apiUrl, objectUrl }, "library/key");
  });
});

describe("no secret is the same twice", () => {
  const texts = /"((?:[^"\\\n]|\\.)+)"|'((?:[^'\\\n]|\\.)+)'|`([^`$\\]+)`/g;

  /** Every text between quotes in what is built and in what it is built from. */
  async function readLiterals(): Promise<Set<string>> {
    const literals = new Set<string>();
    for (const folder of ["src", "dist", "bin"]) {
      const root = join(import.meta.dirname, "../..", folder);
      const names = await readdir(root, { recursive: true }).catch(() => []);
      for (const name of names.filter((each) => /\.(ts|tsx|js|json)$/.test(each))) {
        const source = await readFile(join(root, name), "utf8").catch(() => "");
        for (const [, ...groups] of source.matchAll(texts)) literals.add(groups.find((group) => group) ?? "");
      }
    }
    return literals;
  }

  const start = async (stack: AsyncDisposableStack) => {
    const folder = stack.use(await mkdtempDisposable(join(tmpdir(), "medialoft-fresh-")));
    const flags = { dataFolder: folder.path, apiPort: "0", objectPort: "0", logLevel: "error" };
    const server = await startServer(readConfig(flags, {}));
    await server[Symbol.asyncDispose]();
    return { key: server.firstRootKey, masterKey: await readFile(join(folder.path, "secret.key"), "utf8"), flags };
  };

  test("two fresh servers have other root keys and other keys to seal with, and no literal opens either", async () => {
    await using stack = new AsyncDisposableStack();
    const [one, other] = [await start(stack), await start(stack)];
    expect(one.key?.accessKeyId).toMatch(/^LTAI\w{20}$/);
    expect(one.key?.accessKeyId).not.toBe(other.key?.accessKeyId);
    expect(one.key?.accessKeySecret).not.toBe(other.key?.accessKeySecret);
    expect(one.masterKey).not.toBe(other.masterKey);
    const opened = stack.use(await openStore(readConfig(one.flags, {}), () => undefined));
    const objectUrls = new ObjectUrlKeys(opened.box);
    const keys = createKeyRing({ read: opened.db.read, box: opened.box, objectUrls, alone: false });
    const rows = await opened.db.read.query
      .selectFrom("access_keys")
      .select(["access_key_id", "secret_sealed"])
      .execute();
    expect(rows).toHaveLength(1);
    const literals = await readLiterals();
    expect(literals.size).toBeGreaterThan(3000);
    const secrets = [one.key?.accessKeySecret, one.masterKey.trim()];
    const [{ access_key_id = "", secret_sealed = "" } = {}] = rows;
    const opens = (bytes: Buffer) => {
      try {
        return bytes.length === 32 && new SecretBox(bytes).open(secret_sealed, access_key_id) !== "";
      } catch {
        return false;
      }
    };
    const works = async (literal: string) =>
      (await keys.find(literal)) !== undefined ||
      secrets.includes(literal) ||
      [Buffer.from(literal), Buffer.from(literal, "hex"), Buffer.from(literal, "base64")].some(opens);
    for (const literal of literals) if (await works(literal)) expect.fail(`"${literal}" works as a key.`);
    expect([await works(one.key?.accessKeyId ?? ""), await works(one.masterKey.trim())]).toEqual([true, true]);
  });
});
