import { join, resolve } from "node:path";
import type { Config } from "./config.ts";
import { type Database, openDatabase } from "./database/connect.ts";
import { isUniqueViolation, StoreError, sqliteCode } from "./database/errors.ts";
import { WriteFence } from "./database/write-fence.ts";
import { deleteRootKeys, insertRootKey, listRootKeys, type NewAccessKey } from "./identity/access-keys.ts";
import { findFirstAccount } from "./identity/accounts.ts";
import { recordAudit } from "./identity/audit.ts";
import { findUntoldRootKey, noteUntoldRootKey } from "./identity/first-root-key.ts";
import { SecretBox } from "./identity/secret-box.ts";
import { releaseJobs } from "./jobs/queue.ts";
import { createAccount } from "./operations/new-account.ts";
import { StartError } from "./start-error.ts";
import { checkHasDatabase, makeDataFolder, makeKeyFile, missingKey, readKeyFile } from "./storage/data-folder.ts";
import { Disk } from "./storage/disk.ts";
import { systemCode } from "./storage/errors.ts";
import { lockDataFolder } from "./storage/lock.ts";
import { createObjectStore, type ObjectStore } from "./storage/object-store.ts";
import { sweepIncoming } from "./storage/sweep.ts";
import { checkVolume } from "./storage/volume.ts";

export type StoreLog = (details: object, message: string) => void;

/** The data of an installation, opened and checked. */
export interface OpenStore extends AsyncDisposable {
  readonly db: Database;
  readonly store: ObjectStore;
  readonly box: SecretBox;
  readonly fence: WriteFence;
}

/** Locks the data folder and opens database and disk. What stops it is told in a sentence; nothing is changed then. */
export async function openStore(config: Config, log: StoreLog, groupCommits = true): Promise<OpenStore> {
  await using stack = new AsyncDisposableStack();
  const folder = resolve(config.dataFolder);
  const path = join(folder, "medialoft.db");
  try {
    await makeDataFolder(folder);
    stack.use(lockDataFolder(folder));
    const fence = new WriteFence();
    if (config.databaseUrl === undefined) await checkHasDatabase(folder, path);
    const where = config.databaseUrl ? { url: config.databaseUrl } : { path };
    const db = stack.use(await openDatabase({ ...where, fence, group: groupCommits }));
    const box = await openSecretBox(config, folder, db);
    const disk = new Disk({ folder, fence, log });
    stack.defer(() => disk.removals());
    await checkVolume(disk, db);
    await sweepIncoming(disk);
    // Whoever holds the data folder's lock is the only one on this installation: what is leased was cut off.
    await db.transact(releaseJobs);
    const owned = stack.move();
    return {
      db,
      store: createObjectStore(db, disk),
      box,
      fence,
      [Symbol.asyncDispose]: () => owned.disposeAsync(),
    };
  } catch (error) {
    throw explain(error, folder, path);
  }
}

/** Failures of database and disk become sentences. */
function explain(error: unknown, folder: string, path: string): unknown {
  if (!(error instanceof Error)) return error;
  if (error instanceof StoreError) return new StartError(error.message, { cause: error });
  if (sqliteCode(error) !== undefined) {
    const sentence = `The database ${path} cannot be read: ${error.message}. Put a backup of the data folder in its place.`;
    return new StartError(sentence, { cause: error });
  }
  if (systemCode(error) === undefined) return error;
  const sentence = "path" in error ? `The data folder ${folder} cannot be used: ${error.message}.` : error.message;
  return new StartError(sentence, { cause: error });
}

const checkFact = "secret-key-check";

/** The key of the settings, or the data folder's own, which the first start makes. */
async function openSecretBox({ secretKey }: Config, folder: string, db: Database): Promise<SecretBox> {
  const check = await findKeyCheck(db);
  const key = secretKey ?? (await readKeyFile(folder));
  if (key === undefined && check !== undefined) throw missingKey(folder);
  const box = new SecretBox(key ?? (await makeKeyFile(folder)));
  await checkSecretKey(db, box, check);
  return box;
}

async function findKeyCheck(db: Database): Promise<string | undefined> {
  const query = db.read.query.selectFrom("instance_facts").select("value").where("fact", "=", checkFact);
  return (await query.executeTakeFirst())?.value;
}

/** Another key than the one that sealed the stored secrets is noticed at the start, not at the first call. */
async function checkSecretKey(db: Database, box: SecretBox, check: string | undefined): Promise<void> {
  if (check === undefined) {
    const value = box.seal(checkFact, checkFact);
    await db.transact((tx) => tx.query.insertInto("instance_facts").values({ fact: checkFact, value }).execute());
    return;
  }
  try {
    box.open(check, checkFact);
  } catch {
    throw new StoreError(
      "The secret key is not the one that this installation's secrets are sealed with: set the right MEDIALOFT_SECRET_KEY, or put secret.key back from a backup.",
    );
  }
}

/** The first account; made at the first start, which may have ended before it told the root key. A root key set by the environment replaces a different stored one. */
export async function ensureFirstAccount(
  { db, box }: OpenStore,
  given: NewAccessKey | undefined,
  now: number,
): Promise<{ accountId: string; newRootKey?: NewAccessKey }> {
  const account = await findFirstAccount(db.read);
  if (!account) {
    const made = await db.transact(async (tx) => {
      const first = await createAccount(tx, { title: "default", isFirst: true, now, rootKey: given }, box);
      if (!given) await noteUntoldRootKey(tx, first);
      return first;
    });
    const { accountId, accessKeyId, accessKeySecret } = made;
    return given ? { accountId } : { accountId, newRootKey: { accessKeyId, accessKeySecret } };
  }
  const accountId = account.account_id;
  if (given) {
    await replaceRootKey(db, box, { accountId, given, now });
    return { accountId };
  }
  const untold = await findUntoldRootKey(db, box);
  return untold ? { accountId, newRootKey: untold } : { accountId };
}

async function replaceRootKey(
  db: Database,
  box: SecretBox,
  { accountId, given, now }: { accountId: string; given: NewAccessKey; now: number },
): Promise<void> {
  const stored = await listRootKeys(db.read, accountId);
  const isStored = stored.some(
    (key) =>
      key.access_key_id === given.accessKeyId &&
      key.status === "Active" &&
      box.open(key.secret_sealed, key.access_key_id) === given.accessKeySecret,
  );
  // Root keys that were made beside it stay.
  if (isStored) return;
  await db.transact(async (tx) => {
    await deleteRootKeys(tx, accountId);
    await insertRootKey(tx, { ...given, accountId, now }, box).catch((error: unknown) => {
      throw isUniqueViolation(error) ? takenKey(given) : error;
    });
    const detail = `The root key ${given.accessKeyId} from the settings replaced ${stored.map((key) => key.access_key_id).join(", ")}.`;
    await recordAudit(tx, { accountId, event: "root-key-replaced", detail, now });
  });
}

const takenKey = ({ accessKeyId }: NewAccessKey): StartError =>
  new StartError(
    `The AccessKey id ${accessKeyId} in MEDIALOFT_ROOT_ACCESS_KEY_ID is somebody else's on this server: choose another one.`,
  );
