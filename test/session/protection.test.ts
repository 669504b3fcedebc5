import { once } from "node:events";
import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCertificate } from "../certificate.ts";
import { rootKey, startTestServer, type TestServer } from "../server.ts";
import { ask, ConsoleClient } from "./console-client.ts";

let server: TestServer;
let root: ConsoleClient;
let host: string;

beforeAll(async () => {
  server = await startTestServer({ consoleHosts: "loft.example", trustedProxies: "127.0.0.9" });
  host = new URL(server.apiUrl).host;
  root = new ConsoleClient(server);
  await root.signIn({ ...rootKey });
});
afterAll(() => server[Symbol.asyncDispose]());

const from = (path: string, headers: Record<string, string>) => ask(`${server.apiUrl}${path}`, { headers });
const listing = "/session/call/ICE/ListYikeProductions";

describe("a name that somebody made lead here", () => {
  const foreign = [
    "evil.example",
    "evil.example:8480",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "192.0.2.7",
  ];

  test.each(foreign)("%j is shown no page, no session and no metrics", async (name) => {
    for (const path of ["/", "/session", "/session/list", "/metrics"]) {
      const answer = await from(path, { host: name, cookie: String(root.cookie) });
      expect(answer).toMatchObject({ status: 421, body: { code: "UnknownHost" } });
      expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
      expect(answer.text).not.toContain(server.objectUrl);
    }
  });

  test("cannot sign in or call either", async () => {
    const headers = { host: "evil.example", "x-medialoft-csrf": root.csrfToken, cookie: String(root.cookie) };
    for (const path of ["/session/sign-in", listing]) {
      const answer = await ask(`${server.apiUrl}${path}`, { method: "POST", headers, body: { ...rootKey } });
      expect(answer.status).toBe(421);
    }
  });

  test("our own names are known, with any port where they lead nowhere else", async () => {
    for (const name of [host, "localhost:9999", "127.0.0.1", "[::1]:80", "LOFT.example"]) {
      expect((await from("/session", { host: name })).status).toBe(200);
    }
  });

  test("signed calls and health are not asked for a name", async () => {
    expect((await from("/healthz", { host: "evil.example" })).status).toBe(200);
    const unsigned = await from("/?Action=ListYikeProductions&Version=2020-11-09", { host: "evil.example" });
    expect(unsigned.body.Code).toBe("MissingAccessKeyId");
  });
});

describe("another site's page", () => {
  test.each([
    ["another origin", { origin: "https://evil.example" }],
    ["another port of this host", { origin: "http://127.0.0.1:1" }],
    ["this host by another scheme", { origin: `https://127.0.0.1` }],
    ["a sandboxed page", { origin: "null" }],
    ["another site, as the browser says", { "sec-fetch-site": "cross-site" }],
    ["another port, as the browser says", { "sec-fetch-site": "same-site" }],
    ["nowhere, but with a body", { "sec-fetch-site": "none" }],
  ])("%s cannot sign in or call, even with cookie and token", async (_, headers) => {
    for (const path of ["/session/sign-in", listing, "/session/sign-out"]) {
      expect(await root.post(path, { ...rootKey }, headers)).toMatchObject({
        status: 403,
        body: { code: "CrossSite" },
      });
    }
  });

  test("reads nothing: no answer names an origin that may", async () => {
    for (const origin of ["https://evil.example", "null", server.apiUrl]) {
      const read = await root.ask("/session", { headers: { origin } });
      expect(read.headers["access-control-allow-origin"]).toBeUndefined();
      const preflight = await ask(`${server.apiUrl}${listing}`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" },
      });
      expect(preflight.status).toBeGreaterThanOrEqual(400);
      expect(preflight.headers["access-control-allow-origin"]).toBeUndefined();
    }
  });

  test("the console's own page is let through", async () => {
    const headers = { origin: server.apiUrl, "sec-fetch-site": "same-origin" };
    expect((await root.post(listing, {}, headers)).status).toBe(200);
    expect((await root.ask("/session", { headers: { "sec-fetch-site": "none" } })).status).toBe(200);
  });
});

describe("the token", () => {
  test.each([
    ["none", ""],
    ["the one of before the sign-in", "before-sign-in"],
    ["a made-up one", "x".repeat(43)],
  ])("%s is not enough for a call, a sign-out or an end", async (_, token) => {
    for (const path of [listing, "/session/sign-out", "/session/end"]) {
      const answer = await root.post(path, {}, { "x-medialoft-csrf": token });
      expect(answer).toMatchObject({ status: 403, body: { code: "CsrfTokenMissing" } });
    }
  });

  test("of another session does not count", async () => {
    const other = new ConsoleClient(server);
    await other.signIn({ ...rootKey });
    expect(other.csrfToken).not.toBe(root.csrfToken);
    expect((await root.post(listing, {}, { "x-medialoft-csrf": other.csrfToken })).status).toBe(403);
  });

  test("is needed for a sign-in too", async () => {
    const answer = await new ConsoleClient(server).post("/session/sign-in", { ...rootKey }, { "x-medialoft-csrf": "" });
    expect(answer).toMatchObject({ status: 403, body: { code: "CsrfTokenMissing" } });
  });

  test("with a form's body is refused: bodies are JSON", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      expect((await root.post(listing, {}, { "content-type": type })).status).toBe(415);
    }
  });
});

describe("the cookie", () => {
  test("of a session that was planted is replaced at the sign-in, and what it opened is over", async () => {
    const planted = new ConsoleClient(server);
    await planted.signIn({ ...rootKey });
    const victim = new ConsoleClient(server);
    victim.cookie = planted.cookie;
    victim.csrfToken = "before-sign-in";
    expect((await victim.signIn({ ...rootKey })).status).toBe(200);
    expect(victim.cookie).not.toBe(planted.cookie);
    expect((await planted.ask("/session/list")).status).toBe(401);
    expect((await victim.ask("/session/list")).status).toBe(200);
  });

  test("that a client made up opens nothing and is never taken over", async () => {
    for (const value of ["A".repeat(43), "", "x".repeat(5000), "%00", rootKey.accessKeySecret]) {
      const client = new ConsoleClient(server);
      client.cookie = `medialoft=${value}`;
      expect((await client.ask("/session/list")).status).toBe(401);
      expect((await client.signIn({ ...rootKey })).headers["set-cookie"]?.[0]).not.toContain(`=${value};`);
    }
  });

  test("that comes twice counts as none", async () => {
    const other = `medialoft=${"A".repeat(43)}`;
    for (const cookie of [`${other}; ${root.cookie}`, `${root.cookie}; ${other}`, `${root.cookie}; ${root.cookie}`]) {
      expect((await from("/session/list", { cookie })).status).toBe(401);
    }
    expect((await from("/session/list", { cookie: `theme=dark; ${root.cookie}` })).status).toBe(200);
  });

  test("is nothing to the object port, which sets none either", async () => {
    const answer = await ask(`${server.objectUrl}/`, { headers: { cookie: String(root.cookie) } });
    expect(answer.status).toBe(403);
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  test("is nothing to signed calls", async () => {
    const headers = { cookie: String(root.cookie) };
    const answer = await from("/?Action=ListYikeProductions&Version=2020-11-09", headers);
    expect(answer.body.Code).toBe("MissingAccessKeyId");
  });
});

describe("over https", () => {
  const { cert: ca, key } = makeCertificate("localhost");
  let secure: TestServer;
  beforeAll(async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), "medialoft-tls-"));
    const [tlsCert, tlsKey] = [join(folder.path, "cert.pem"), join(folder.path, "key.pem")];
    await writeFile(tlsCert, ca);
    await writeFile(tlsKey, key);
    secure = await startTestServer({ tlsCert, tlsKey, host: "localhost" });
  });
  afterAll(() => secure[Symbol.asyncDispose]());

  test("the cookie has a name that only this host can set, and only over https", async () => {
    const client = new ConsoleClient(secure, ca);
    const [cookie] = (await client.signIn({ ...rootKey })).headers["set-cookie"] ?? [];
    expect(cookie).toMatch(/^__Host-medialoft=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
    expect((await client.ask("/session/list")).status).toBe(200);
    client.cookie = client.cookie?.replace("__Host-", "");
    expect((await client.ask("/session/list")).status).toBe(401);
  });
});

test("behind a proxy that speaks https under the public name, the cookie is a secure one", async () => {
  const apiPort = await freePort();
  await using behind = await startTestServer({ publicApiUrl: "https://loft.example", apiPort: String(apiPort) });
  expect(behind.apiUrl).toBe("https://loft.example");
  const local = new ConsoleClient({ apiUrl: `http://127.0.0.1:${apiPort}` });
  const answer = await local.post("/session/sign-in", { ...rootKey }, { host: "loft.example" });
  expect(answer.headers["set-cookie"]?.[0]).toMatch(/^__Host-medialoft=.*; Secure$/);
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}

describe("headers", () => {
  const guarded = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": expect.stringContaining("camera=()"),
    "cache-control": "no-store",
    "content-security-policy": expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
  };

  test("guard the page and every answer of the console's door, refusals too", async () => {
    for (const path of ["/", "/session", "/session/list", "/session/nothing"]) {
      expect((await root.ask(path)).headers).toMatchObject(guarded);
    }
    expect((await from("/session", { host: "evil.example" })).headers).toMatchObject(guarded);
    expect((await root.post("/session/end", {}, { origin: "null" })).headers).toMatchObject(guarded);
  });

  test("let the page run no script of its own, and a style only under a nonce that is new each time", async () => {
    const pages = [await root.ask("/"), await root.ask("/")];
    const nonces = pages.map(({ headers }) => /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1]);
    expect(new Set(nonces).size).toBe(2);
    for (const [i, { text }] of pages.entries()) expect(text).toContain(` nonce="${nonces[i]}"`);
    for (const { headers } of pages)
      expect(headers["content-security-policy"]).not.toMatch(/unsafe|script-src[^;]*nonce/);
  });
});

describe("the door", () => {
  test("knows its addresses and their methods", async () => {
    expect(await root.ask("/session/nothing")).toMatchObject({ status: 404, body: { code: "NotFound" } });
    expect(await root.ask("/session/sign-out")).toMatchObject({ status: 405, headers: { allow: "POST" } });
    expect((await root.post("/session/list")).status).toBe(405);
    expect((await root.post("/session/call/ICE/../x")).status).toBe(404);
  });

  test("tells nobody anything who is not signed in", async () => {
    const nobody = new ConsoleClient(server);
    for (const path of ["/session/list", "/session/check?product=ICE&action=ListYikeProductions"]) {
      expect(await nobody.ask(path)).toMatchObject({ status: 401, body: { code: "NotSignedIn" } });
    }
    for (const path of [listing, "/session/end", "/session/sign-out"]) {
      expect((await nobody.post(path)).status).toBe(401);
    }
  });

  test.each(["[]", "null", "7", "{", "\u0000"])("refuses the body %j with a sentence", async (text) => {
    const answer = await fetch(`${server.apiUrl}/session/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-medialoft-csrf": "before-sign-in" },
      body: text,
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "BadRequest" });
  });

  test("reads no body beyond 1 MiB", async () => {
    const answer = await root.post(listing, { parameters: { Keyword: "x".repeat(1_100_000) } });
    expect(answer.status).toBe(413);
  });
});
