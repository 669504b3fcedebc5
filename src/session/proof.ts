import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Client } from "../contract/client.ts";
import type { Connection, Database } from "../database/connect.ts";
import type { LoginProfileRow, UserRow } from "../database/schema.ts";
import {
  findAccountIdByAlias,
  type PasswordRules,
  readPasswordRules,
  readSecurityPreference,
} from "../identity/account-settings.ts";
import { findAccount, findFirstAccount } from "../identity/accounts.ts";
import { recordAudit } from "../identity/audit.ts";
import type { KeyRing } from "../identity/key-ring.ts";
import { countAttempt, forgetAttempts, type LoginName } from "../identity/login-attempts.ts";
import { findLoginProfile, isPresentPassword } from "../identity/login-profiles.ts";
import { nobodysPassword } from "../identity/passwords.ts";
import { findUser } from "../identity/users.ts";
import { isInNetworks } from "./networks.ts";
import { SessionError } from "./request.ts";
import type { PasswordGate } from "./throttle.ts";

/** Who showed what opens a session. */
export interface Proof {
  readonly accountId: string;
  /** Undefined for the account's root. */
  readonly user: Pick<UserRow, "user_id" | "user_name"> | undefined;
  /** Undefined after a password. */
  readonly accessKeyId: string | undefined;
  /** Undefined after a key. */
  readonly profile: LoginProfileRow | undefined;
  readonly rules: PasswordRules | undefined;
}

export interface ProofParts {
  readonly db: Database;
  readonly keys: KeyRing;
  readonly gate: PasswordGate;
}

interface Proving {
  readonly parts: ProofParts;
  readonly now: number;
}

/** One sentence for all that is wrong, so that nobody learns which users there are, or that one is locked. */
const wrong = (): SessionError =>
  new SessionError(
    "WrongCredentials",
    "This is not a sign-in of this server: the name, the password or the AccessKey is wrong, or the user is locked for an hour after too many attempts.",
  );

interface Refused {
  readonly db: Database;
  readonly accountId: string;
  /** Never what was typed, which may be a password in the wrong field. */
  readonly who: string;
  readonly client: Client;
  readonly now: number;
}

/** Whoever watches over the account finds the attempt in its audit log. */
async function refuse({ db, accountId, who, client, now }: Refused): Promise<never> {
  const detail = `A sign-in ${who} was refused, from ${client.address}.`;
  await db.transact((tx) => recordAudit(tx, { accountId, event: "console-sign-in-refused", detail, now }));
  throw wrong();
}

const comparingKey = randomBytes(32);
const digest = (text: string): Buffer => createHmac("sha256", comparingKey).update(text).digest();

/** An active long-lived key of the account's root or of a user. */
export async function proveKey(
  { accessKeyId, accessKeySecret }: { readonly accessKeyId: string; readonly accessKeySecret: string },
  client: Client,
  { parts: { db, keys }, now }: Proving,
): Promise<Proof> {
  const key = await keys.find(accessKeyId);
  const isSame = timingSafeEqual(digest(accessKeySecret), digest(key?.secret ?? ""));
  const principal = key?.principal;
  if (principal?.kind !== "root" && principal?.kind !== "user") throw wrong();
  const { accountId } = principal;
  if (!isSame || key?.status !== "Active") {
    return refuse({ db, accountId, who: `with the AccessKey ${accessKeyId}`, client, now });
  }
  const common = { accountId, accessKeyId, profile: undefined, rules: undefined };
  if (principal.kind === "root") return { ...common, user: undefined };
  await checkNetwork(db.read, accountId, client);
  return { ...common, user: { user_id: principal.userId, user_name: principal.userName } };
}

export interface PasswordLogin {
  /** Its id or its alias; the first account when absent. */
  readonly account: string | undefined;
  readonly userName: string;
  readonly password: string;
}

/** What a user can be called. Other names are not even looked up: not every database takes every character. */
const namePattern = /^[A-Za-z0-9._@-]{1,64}$/;

/** The user's password. Whatever is wrong, the answer is the same and takes a password's time. */
export async function provePassword(login: PasswordLogin, client: Client, { parts, now }: Proving): Promise<Proof> {
  const { db, gate } = parts;
  const accountId = await findLoginAccount(db.read, login.account);
  if (accountId === undefined) {
    await gate.run(() => isPresentPassword(login.password, nobodysPassword()));
    throw wrong();
  }
  await checkNetwork(db.read, accountId, client);
  const name = { accountId, userName: login.userName };
  const rules = await readPasswordRules(db.read, accountId);
  const mayTry = await mayAttempt(db, name, { maxAttempts: rules.maxLoginAttempts, now });
  const user = await findLoginUser(db.read, accountId, login.userName);
  const profile = user && (await findLoginProfile(db.read, user.user_id));
  const isRight = await gate.run(() => isPresentPassword(login.password, profile?.password_hash ?? nobodysPassword()));
  if (!isRight || !mayTry || !user || !profile) {
    const who = user ? `as ${user.user_name}` : "as a user that there is not";
    return refuse({ db, accountId, who, client, now });
  }
  if (rules.maxLoginAttempts > 0) await db.transact((tx) => forgetAttempts(tx, name));
  return { accountId, user, accessKeyId: undefined, profile, rules };
}

async function mayAttempt(
  db: Database,
  name: LoginName,
  limit: { readonly maxAttempts: number; readonly now: number },
): Promise<boolean> {
  return limit.maxAttempts === 0 || db.transact((tx) => countAttempt(tx, name, limit));
}

const findLoginUser = async (read: Connection, accountId: string, userName: string): Promise<UserRow | undefined> =>
  namePattern.test(userName) ? findUser(read, accountId, userName) : undefined;

async function findLoginAccount(read: Connection, account: string | undefined): Promise<string | undefined> {
  if (account === undefined) return (await findFirstAccount(read))?.account_id;
  if (!namePattern.test(account)) return undefined;
  return (await findAccount(read, account))?.account_id ?? findAccountIdByAlias(read, account);
}

/** The account's own root may come from anywhere. */
async function checkNetwork(read: Connection, accountId: string, { address }: Client): Promise<void> {
  const { loginNetworks } = await readSecurityPreference(read, accountId);
  if (isInNetworks(address, loginNetworks)) return;
  throw new SessionError(
    "LoginNetwork",
    `This account does not let its users sign in from ${address || "an unknown address"}. An administrator can add the network to LoginNetworkMasks with SetSecurityPreference.`,
  );
}
