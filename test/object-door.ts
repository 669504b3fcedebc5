import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, request as sendRequest } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { join } from "node:path";
import { openDatabase } from "../src/database/connect.ts";
import { WriteFence } from "../src/database/write-fence.ts";
import { createClientReader } from "../src/http/client-address.ts";
import { Accounts } from "../src/identity/accounts.ts";
import { AuditLog } from "../src/identity/audit-log.ts";
import { createKeyRing } from "../src/identity/key-ring.ts";
import { LastUsed } from "../src/identity/last-used.ts";
import { ObjectUrlKeys } from "../src/identity/object-urls.ts";
import { PolicySets } from "../src/identity/policy-sets.ts";
import { SecretBox } from "../src/identity/secret-box.ts";
import { createUploadSession } from "../src/identity/sessions.ts";
import { createAccount } from "../src/operations/new-account.ts";
import { createObjectDoor } from "../src/oss/pipeline.ts";
import { Disk } from "../src/storage/disk.ts";
import { type FileCalls, nodeFileCalls, type OpenFile } from "../src/storage/file-calls.ts";
import { createObjectStore } from "../src/storage/object-store.ts";
import { findObject } from "../src/storage/objects.ts";
import { openObject } from "../src/storage/read-object.ts";
import { checkVolume } from "../src/storage/volume.ts";
import { makeFolder } from "./durability/open-store.ts";

/** A key that signs, with its token when it is a temporary one. */
export interface Credential {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}

export interface TestAccount extends Credential {
  readonly accountId: string;
  readonly bucket: string;
}

export type TestDoor = Awaited<ReturnType<typeof openDoor>>;

interface DoorOptions {
  readonly silenceMs?: number;
}

/** The object door alone, on a loopback port over a folder of its own, with two accounts and a clock that tests move. */
export async function openDoor({ silenceMs }: DoorOptions = {}) {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await makeFolder());
  const fence = new WriteFence();
  const db = stack.use(await openDatabase({ path: join(folder.path, "medialoft.db"), fence }));
  const files = countOpen(nodeFileCalls);
  const disk = new Disk({ folder: folder.path, fence, calls: files.calls });
  stack.defer(() => disk.removals());
  await checkVolume(disk, db);
  const store = createObjectStore(db, disk);
  const box = new SecretBox(Buffer.alloc(32, 7));
  const clock = { now: Date.now() };
  const make = (title: string, isFirst: boolean): Promise<TestAccount> =>
    db.transact((tx) => createAccount(tx, { title, isFirst, now: clock.now }, box));
  const account = await make("own", true);
  const other = await make("other", false);
  const objectUrls = new ObjectUrlKeys(box);
  const keys = createKeyRing({ read: db.read, box, objectUrls, alone: false });

  const failures: Record<string, unknown>[] = [];
  const seen: string[] = [];
  const server = createServer({ keepAliveTimeout: 30_000, requestTimeout: 0 });
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stack.defer(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  const settings = {
    ownHosts: new Set([`127.0.0.1:${port}`, `localhost:${port}`]),
    region: "cn-shanghai",
    publicObjectUrl: `http://127.0.0.1:${port}`,
    maxUploadBytes: 64 * 1024 ** 2,
    clockWindowMs: 15 * 60_000,
    ...(silenceMs === undefined ? {} : { silenceMs }),
  };
  const auditLog = stack.use(new AuditLog({ db, log: (_message, details) => failures.push(details) }));
  const door = createObjectDoor({
    keys,
    auditLog,
    policySets: new PolicySets(db.read),
    catalogue: [],
    lastUsed: new LastUsed(),
    accounts: new Accounts(db.read),
    store,
    settings,
    now: () => clock.now,
    clientOf: createClientReader([]),
    log: (_message, details) => failures.push(details),
    onUpload: () => undefined,
  });
  server.on("request", (request, response) => {
    seen.push(`${request.method} ${request.url}`);
    void door(request, response);
  });
  server.on("checkContinue", (request, response) => {
    seen.push(`${request.method} ${request.url}`);
    void door(request, response, true);
  });
  const owned = stack.move();
  return {
    url: settings.publicObjectUrl,
    port,
    folder: folder.path,
    db,
    store,
    clock,
    account,
    other,
    objectUrls,
    /** How many data files are open. */
    openFiles: files.count,
    /** What the door reported as its own fault. */
    failures,
    /** `METHOD target` of each request. */
    seen,
    /** How many wait for the silence of a connection: a count that grows is a leak. */
    timeoutListeners: () => [...sockets].reduce((sum, socket) => sum + socket.listenerCount("timeout"), 0),
    /** How long each connection may stay silent before it is closed; 0 is for ever. */
    silences: () => [...sockets].map(({ timeout }) => timeout ?? 0),
    /** A credential for one key, as minted for an upload. */
    grant: async (objectKey: string, { maxBytes = null, lifeMs = 3_000_000 }: Grant = {}): Promise<Credential> =>
      db.transact((tx) =>
        createUploadSession(
          tx,
          {
            accountId: account.accountId,
            creatorAccessKeyId: account.accessKeyId,
            bucket: account.bucket,
            objectKey,
            maxBytes,
            now: clock.now,
            lifeMs,
          },
          box,
        ),
      ),
    /** The stored bytes; undefined when there is no such object. */
    async stored(key: string): Promise<string | undefined> {
      const object = await findObject(db.read, account.bucket, key);
      if (!object) return undefined;
      if (object.size_bytes === 0) return "";
      const chunks: Buffer[] = [];
      for await (const chunk of await openObject(store, object)) chunks.push(chunk);
      return Buffer.concat(chunks).toString();
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

interface Grant {
  readonly maxBytes?: number | null;
  readonly lifeMs?: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Of the error, in the body or in x-oss-err; "" when it is none. */
  readonly code: string;
  /** The XML of the error, wherever it came. */
  readonly error: string;
  readonly wasContinued: boolean;
}

export interface Wanted {
  readonly method: string;
  /** As it goes over the wire. */
  readonly target: string;
  readonly headers?: Record<string, string> | undefined;
  readonly body?: string | Buffer | undefined;
}

/** Sends exactly this and reads the answer. */
export function send(door: TestDoor, { method, target, headers = {}, body }: Wanted): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const hasLength = body !== undefined && headers["Transfer-Encoding"] === undefined;
    const length = hasLength ? { "Content-Length": String(Buffer.byteLength(body)) } : {};
    let wasContinued = false;
    const request = sendRequest({
      port: door.port,
      host: "127.0.0.1",
      method,
      path: target,
      headers: { ...length, ...headers },
      agent: false,
    });
    request.on("continue", () => {
      wasContinued = true;
      request.end(body);
    });
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        const error = text || Buffer.from(String(response.headers["x-oss-err"] ?? ""), "base64").toString();
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: text,
          error,
          code: /<Code>(.*?)<\/Code>/.exec(error)?.[1] ?? "",
          wasContinued,
        });
      });
    });
    if (headers.Expect !== "100-continue") request.end(body);
  });
}

export interface Unsigned {
  readonly method?: string;
  readonly key?: string;
  readonly bucket?: string;
  /** Sub-resources as they are signed, without `?`. */
  readonly subResource?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer | undefined;
  readonly credential?: Credential;
  readonly signedAt?: number;
}

/** A path-style request signed in the older way, with code of its own, so that a fault of the server's is seen. */
export function signed(door: TestDoor, unsigned: Unsigned): Wanted {
  const { method = "GET", key = "", bucket = door.account.bucket, subResource = "", body } = unsigned;
  const credential = unsigned.credential ?? door.account;
  const token: Record<string, string> = credential.securityToken
    ? { "x-oss-security-token": credential.securityToken }
    : {};
  const date = new Date(unsigned.signedAt ?? door.clock.now).toUTCString();
  const headers: Record<string, string> = { ...unsigned.headers, ...token, "x-oss-date": date };
  const of = (name: string) =>
    Object.entries(headers).find(([candidate]) => candidate.toLowerCase() === name)?.[1] ?? "";
  const lines = Object.entries(headers)
    .map(([name, value]) => `${name.toLowerCase()}:${value}\n`)
    .filter((line) => line.startsWith("x-oss-"))
    .sort()
    .join("");
  const query = subResource === "" ? "" : `?${subResource}`;
  const text = `${method}\n${of("content-md5")}\n${of("content-type")}\n${date}\n${lines}/${bucket}/${key}${decodeURIComponent(query)}`;
  const signature = createHmac("sha1", credential.accessKeySecret).update(text).digest("base64");
  return {
    method,
    target: `/${bucket}/${encodeURIComponent(key).replaceAll("%2F", "/")}${query}`,
    headers: { ...headers, Authorization: `OSS ${credential.accessKeyId}:${signature}` },
    body,
  };
}

/** Signs and sends. */
export const ask = (door: TestDoor, unsigned: Unsigned): Promise<Answer> => send(door, signed(door, unsigned));

/** Writes these bytes to the port and answers everything that comes back until the connection ends. */
export function sendRaw(door: TestDoor, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(door.port, "127.0.0.1", () => socket.write(bytes));
    const chunks: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("error", reject);
    socket.on("close", () => resolve(Buffer.concat(chunks).toString("latin1")));
  });
}

/** Resolves once the condition holds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error("It did not happen within 60 s.");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The same calls, which know how many of the files that they opened are not closed. */
function countOpen(calls: FileCalls): { readonly calls: FileCalls; readonly count: () => number } {
  let count = 0;
  const counted = async (opening: Promise<OpenFile>): Promise<OpenFile> => {
    const file = await opening;
    count += 1;
    const close = async () => {
      await file.close();
      count -= 1;
    };
    return { ...file, close };
  };
  const { create, open } = calls;
  return {
    calls: { ...calls, create: (path) => counted(create(path)), open: (path) => counted(open(path)) },
    count: () => count,
  };
}
