import { startBackground } from "./background.ts";
import type { Config } from "./config.ts";
import { openDoors } from "./doors.ts";
import type { NewAccessKey } from "./identity/access-keys.ts";
import { countSoftAccounts } from "./identity/account-settings.ts";
import { forgetUntoldRootKey } from "./identity/first-root-key.ts";
import { createLog } from "./log.ts";
import { ensureFirstAccount, openStore } from "./open-store.ts";

export interface RunningServer extends AsyncDisposable {
  readonly apiUrl: string;
  readonly objectUrl: string;
  /** The first account's. */
  readonly accountId: string;
  /** As long as nobody was told it: at the first start, and after one that ended too early. */
  readonly firstRootKey?: NewAccessKey;
  /** The first root key is where somebody finds it: no start tells it again. */
  firstRootKeyTold(): Promise<void>;
  readonly warnings: readonly string[];
  /** How many accounts did not enforce policies at the start. */
  readonly softAccounts: number;
}

export interface StartOptions {
  readonly now?: () => number;
  /** False gives each write a commit of its own. */
  readonly groupCommits?: boolean;
}

/** Puts the parts together and serves until it is disposed of: then running requests may end, and the store is closed last. */
export async function startServer(config: Config, options: StartOptions = {}): Promise<RunningServer> {
  const { now = Date.now, groupCommits = true } = options;
  await using stack = new AsyncDisposableStack();
  const log = createLog(config.logLevel);
  const opened = stack.use(await openStore(config, (details, message) => log.warn(details, message), groupCommits));
  const first = await ensureFirstAccount(opened, rootKeyOf(config), now());
  const background = stack.use(startBackground(config, opened, (message, details) => log.warn(details, message), now));
  const doors = stack.use(await openDoors(config, opened, background, now));
  const softAccounts = await countSoftAccounts(opened.db.read);
  const owned = stack.move();
  return {
    apiUrl: doors.apiUrl,
    objectUrl: doors.objectUrl,
    accountId: first.accountId,
    ...(first.newRootKey ? { firstRootKey: first.newRootKey } : {}),
    firstRootKeyTold: () => opened.db.transact(forgetUntoldRootKey),
    warnings: [...doors.warnings, ...warnOfSoftAccounts(softAccounts)],
    softAccounts,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function warnOfSoftAccounts(count: number): string[] {
  if (count === 0) return [];
  const who = count === 1 ? "One account does" : `${count} accounts do`;
  return [
    `${who} not enforce policies (soft mode): what they do not allow goes through and is only written down. SetAuthorizationMode with Mode=enforce ends it.`,
  ];
}

function rootKeyOf({ rootAccessKeyId, rootAccessKeySecret }: Config): NewAccessKey | undefined {
  if (rootAccessKeyId === undefined || rootAccessKeySecret === undefined) return undefined;
  return { accessKeyId: rootAccessKeyId, accessKeySecret: rootAccessKeySecret };
}
