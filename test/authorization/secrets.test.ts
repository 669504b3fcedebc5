import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { CommandFolder } from "../command.ts";
import { type Key, ramAsker, stsAsker } from "../ram.ts";
import { call, decode } from "../server.ts";
import { allow, trusting, World } from "./world.ts";

/** What people and programs could write a secret as. */
const formsOf = (secret: string): string[] => {
  const bytes = Buffer.from(secret);
  const encoded = [bytes.toString("base64"), bytes.toString("base64url"), bytes.toString("hex")];
  // Within a longer base64 text the bytes stand at one of three places.
  const shifted = [1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .slice(4, -4),
  );
  const decoded = ["base64", "hex"].map((encoding) => Buffer.from(secret, encoding as "hex").toString("latin1"));
  return [secret, ...encoded, ...shifted, encodeURIComponent(secret), ...decoded].filter(({ length }) => length >= 12);
};

const findSecrets = (haystack: string, secrets: ReadonlyMap<string, string>): string[] => {
  const text = haystack.toLowerCase();
  return [...secrets].flatMap(([name, secret]) =>
    formsOf(secret).some((form) => text.includes(form.toLowerCase())) ? [name] : [],
  );
};

/** What calls with secrets in them are answered when they go wrong, one after another. */
async function collectErrors(asked: readonly (() => Promise<unknown>)[]): Promise<string> {
  const errors: string[] = [];
  for (const [i, ask] of asked.entries()) {
    const { code, message, data } = await ask().then(
      (answer) => expect.fail(`Call ${i} was to be refused: ${JSON.stringify(answer)}`),
      (error) => error,
    );
    errors.push(JSON.stringify(data ?? { code, message }));
  }
  return errors.join("\n");
}

test("no secret of a run is in its log, its audit rows, its errors and its database, but once where it is told", async () => {
  await using home = new CommandFolder();
  const run = home.serve(["--data", home.data, "--log-level", "debug"]);
  const { api: apiUrl, object: objectUrl } = await run.ready();
  const server = { apiUrl, objectUrl } as never;
  const { accountId, ...root } = home.readRootKey();
  const world = new World(server, root);
  const secrets = new Map<string, string>();
  secrets.set("root secret", root.accessKeySecret);
  secrets.set("the folder's key", (await readFile(join(home.data, "secret.key"), "utf8")).trim());

  const alice = await world.makeUser("alice", allow(["sts:AssumeRole", "ice:*"]));
  secrets.set("user secret", alice.accessKeySecret);
  const [first, second, wrong] = ["First-password-7!", "Second-password-8!", "Wrong-password-9!"];
  for (const password of [first, second, wrong]) secrets.set(`password ${password}`, password);
  await world.ram("CreateLoginProfile", { userName: "alice", password: first });
  await ramAsker(server, alice)("ChangePassword", { oldPassword: first, newPassword: second });
  const role = await world.makeRole("Player", trusting(`acs:ram::${accountId}:root`), allow("oss:*"));
  const { credentials } = await world.assume(alice, role);
  secrets.set("session secret", credentials.accessKeySecret);
  secrets.set("session token", credentials.securityToken);
  const upload = await world.ice(alice, "CreateYikeAssetUpload", { FileExt: "srt" });
  const { AccessKeySecret = "", SecurityToken = "" } = decode(upload.UploadAuth);
  secrets.set("upload secret", AccessKeySecret);
  secrets.set("upload token", SecurityToken);
  const other = await call(server, "CreateAccount", { Title: "Other" }, { key: root, version: "2026-11-01" });
  secrets.set("other root's secret", String(other.AccessKeySecret));
  const { Bucket: bucket = "", FileName: objectKey = "" } = decode(upload.UploadAddress);
  const url = world.objectUrl(alice, bucket, objectKey);
  secrets.set("a signature", new URL(url).searchParams.get("Signature") ?? "");

  await world.ice(alice, "RegisterYikeAssetMediaInfo", { InputURL: `${url}&x=1`, MediaType: "text" });

  const misused: Key = { ...credentials, accessKeySecret: alice.accessKeySecret };
  const withoutToken = { accessKeyId: credentials.accessKeyId, accessKeySecret: credentials.accessKeySecret };
  const signedForeign = `https://user:${second}@127.0.0.1/x.mp4?Signature=${encodeURIComponent(AccessKeySecret)}`;
  const errors = await collectErrors([
    () => world.ice(credentials, "ListYikeProductions"),
    () => world.ice(withoutToken, "ListYikeProductions"),
    () => world.ice({ ...alice, accessKeySecret: second }, "ListYikeProductions"),
    () => ramAsker(server, credentials)("ListUsers"),
    () => ramAsker(server, alice)("CreateLoginProfile", { userName: "bob", password: wrong }),
    () => ramAsker(server, alice)("ChangePassword", { oldPassword: wrong, newPassword: first }),
    () => world.ram("CreateLoginProfile", { userName: "alice", password: wrong }),
    () => world.ram("UpdateLoginProfile", { userName: "nobody", password: wrong }),
    () => stsAsker(server, alice)("AssumeRole", { roleArn: `${role}x`, roleSessionName: "session-1" }),
    () => world.ice(alice, "RegisterYikeAssetMediaInfo", { InputURL: signedForeign, MediaType: "video" }),
    () => world.objects(credentials, bucket).get("absent"),
    () => world.objects(misused, bucket).get("absent"),
    () => world.objects({ ...alice, accessKeySecret: second }, bucket).get("absent"),
  ]);
  const denied = await fetch(url);
  expect(denied.status).toBe(403);
  const metrics = await (await fetch(`${apiUrl}/metrics`)).text();
  const told = [
    await world.ram("ListAccessKeys", { userName: "alice" }),
    await world.ram("GetLoginProfile", { userName: "alice" }),
    await world.ram("GetUser", { userName: "alice" }),
    await stsAsker(server, credentials)("GetCallerIdentity"),
    await call(server, "ListAuditRecords", { MaxItems: "1000" }, { key: root, version: "2026-11-01" }),
    await call(server, "ListSessions", {}, { key: root, version: "2026-11-01" }),
  ];

  const { stdout, stderr } = await run.stop();
  using database = new DatabaseSync(join(home.data, "medialoft.db"), { readOnly: true });
  const audit = database.prepare("select * from audit_log").all();
  expect(audit.length).toBeGreaterThan(20);
  const tables = database.prepare("select name from sqlite_master where type = 'table'").all();
  const rows = tables.flatMap(({ name }) => database.prepare(`select * from "${name}"`).all());

  expect({
    log: findSecrets(stdout + stderr, secrets),
    errors: findSecrets(errors, secrets),
    denied: findSecrets(await denied.text(), secrets),
    metrics: findSecrets(metrics, secrets),
    told: findSecrets(JSON.stringify(told), secrets),
    audit: findSecrets(JSON.stringify(audit), secrets),
    rows: findSecrets(JSON.stringify(rows), secrets),
  }).toEqual({ log: [], errors: [], denied: [], metrics: [], told: [], audit: [], rows: [] });

  // The scan finds what is there: the folder keeps the root key in the one file that says so, and its own key.
  const found = new Map<string, string[]>();
  for (const name of await readdir(home.data)) {
    const bytes = await readFile(join(home.data, name), "latin1").catch(() => "");
    const inside = findSecrets(bytes, secrets);
    if (inside.length > 0) found.set(name, inside);
  }
  expect(Object.fromEntries(found)).toEqual({
    "root-access-key.json": ["root secret"],
    "secret.key": ["the folder's key"],
  });
});
