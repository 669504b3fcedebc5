import { once } from "node:events";
import { writeFileSync } from "node:fs";
import type { ClientRequest, IncomingMessage } from "node:http";
import { request } from "node:https";
import { connect } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { text } from "node:stream/consumers";
import { expect, test, vi } from "vitest";
import { makeCertificate } from "../certificate.ts";
import { uploadClient } from "../clients/upload-client.ts";
import { CommandFolder, readFacts } from "../command.ts";
import { call } from "../server.ts";

async function start(home: CommandFolder) {
  const server = home.serve();
  const { api, object } = await server.ready();
  return { apiUrl: api, objectUrl: object, stop: () => server.stop() };
}

async function medialoft(home: CommandFolder, ...args: string[]): Promise<Record<string, string>> {
  const { code, stdout } = await home.start([...args, "--data", home.data]).ended();
  expect(code).toBe(0);
  return readFacts(stdout);
}

const keyIn = (facts: Record<string, string>) => ({
  accessKeyId: facts["AccessKey id"] ?? "",
  accessKeySecret: facts["AccessKey secret"] ?? "",
});

test.concurrent("a new root key takes the old one's place, whose uploads end with it; a new account has a library of its own", async () => {
  await using home = new CommandFolder();
  const first = await start(home);
  const { accountId, ...oldKey } = home.readRootKey();
  const upload = await call(first, "CreateYikeAssetUpload", { FileExt: "srt" }, { key: oldKey });
  await first.stop();

  const account = await medialoft(home, "account", "create", "--title", "Second");
  const reset = await medialoft(home, "keys", "reset-root");
  const resetAgain = await medialoft(home, "keys", "reset-root", "--account", account["Account id"] ?? "");
  expect(reset["Account id"]).toBe(accountId);
  const [newKey, secondKey] = [keyIn(reset), keyIn(resetAgain)];

  const second = await start(home);
  const productions = async (key: typeof newKey) =>
    (await call(second, "ListYikeProductions", {}, { key })).ProductionList as { ProductionId: string }[];
  const [mine, other] = [await productions(newKey), await productions(secondKey)];
  expect([mine.length, other.length]).toEqual([1, 1]);
  expect(mine[0]?.ProductionId).not.toBe(other[0]?.ProductionId);
  for (const key of [oldKey, keyIn(account)])
    await expect(productions(key)).rejects.toMatchObject({ code: "InvalidAccessKeyId.NotFound", statusCode: 404 });
  const { client, key: objectKey } = uploadClient(upload, { endpoint: second.objectUrl });
  await expect(client.put(objectKey, Buffer.from("1"))).rejects.toMatchObject({ code: "InvalidAccessKeyId" });
  await second.stop();

  expect(readAudit(home)).toEqual([
    { account_id: accountId, event: "root-key-reset", detail: `New root key ${newKey.accessKeyId}.` },
    {
      account_id: account["Account id"],
      event: "root-key-reset",
      detail: `New root key ${secondKey.accessKeyId}.`,
    },
  ]);
});

function readAudit(home: CommandFolder) {
  using database = new DatabaseSync(join(home.data, "medialoft.db"), { readOnly: true });
  const rows = database.prepare(
    "select account_id, event, detail from audit_log where event like 'root-key-%' order by at",
  );
  return rows.all().map((row) => ({ ...row }));
}

test.concurrent("SIGTERM lets running calls end, cuts off after 10 s what does not, and takes nothing new", async () => {
  await using home = new CommandFolder();
  const { cert, key } = makeCertificate("localhost");
  const [certPath, keyPath] = [join(home.path, "cert.pem"), join(home.path, "key.pem")];
  writeFileSync(certPath, cert);
  writeFileSync(keyPath, key);
  const server = home.serve(["--data", home.data, "--host", "localhost"], {
    MEDIALOFT_TLS_CERT: certPath,
    MEDIALOFT_TLS_KEY: keyPath,
  });
  const { api } = await server.ready();
  const [finishing, endless] = [await beginCall(api, cert), await beginCall(api, cert)];
  const cutOff = once(endless, "error");
  const { hostname, port } = new URL(api);
  const silent = connect(Number(port), hostname);
  await once(silent, "connect");

  const askedAt = performance.now();
  server.child.kill("SIGTERM");
  const isOpen = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(Number(port), hostname, () => resolve(true)).on("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
  await vi.waitFor(async () => expect(await isOpen()).toBe(false), { timeout: 9_000, interval: 20 });
  finishing.end("y");
  const [response] = (await once(finishing, "response")) as [IncomingMessage];
  expect(response.statusCode).toBe(400);
  expect(JSON.parse(await text(response))).toHaveProperty("Code");

  expect((await server.ended()).code).toBe(0);
  expect(performance.now() - askedAt).toBeGreaterThan(9000);
  await cutOff;
  silent.destroy();
});

/** Sends a call but for its last byte; the server has begun with it. */
async function beginCall(api: string, ca: string): Promise<ClientRequest> {
  const headers = { "content-length": 2, expect: "100-continue" };
  const started = request(api, { method: "POST", ca, agent: false, headers });
  started.flushHeaders();
  await once(started, "continue");
  started.write("x");
  return started;
}
