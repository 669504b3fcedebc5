import { ApiError } from "../contract/errors.ts";
import type { Connection } from "../database/connect.ts";
import { isUniqueViolation } from "../database/errors.ts";

/** What users' passwords must be like. */
export interface PasswordRules {
  readonly minLength: number;
  readonly requireLowercase: boolean;
  readonly requireUppercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
  /** How many of the last ones, the present one among them, may not come again; 0: all may. */
  readonly reusePrevention: number;
  /** 0: passwords do not grow too old. */
  readonly maxAgeDays: number;
  /** Whether only an administrator can replace one that is too old. */
  readonly hardExpiry: boolean;
  /** Wrong ones in a row until the user is locked out for an hour; 0: without end. */
  readonly maxLoginAttempts: number;
}

export const defaultPasswordRules: PasswordRules = {
  minLength: 8,
  requireLowercase: false,
  requireUppercase: false,
  requireNumbers: false,
  requireSymbols: false,
  reusePrevention: 0,
  maxAgeDays: 0,
  hardExpiry: false,
  maxLoginAttempts: 0,
};

/** What users may do for themselves, and how they log in. */
export interface SecurityPreference {
  readonly mayChangePassword: boolean;
  readonly mayManageAccessKeys: boolean;
  readonly mayManageMfaDevices: boolean;
  readonly mayManagePublicKeys: boolean;
  readonly remembersMfa: boolean;
  /** CIDR blocks from where users may log in, separated by semicolons; empty: from anywhere. */
  readonly loginNetworks: string;
  readonly loginSessionHours: number;
}

export const defaultSecurityPreference: SecurityPreference = {
  mayChangePassword: true,
  mayManageAccessKeys: false,
  mayManageMfaDevices: true,
  mayManagePublicKeys: false,
  remembersMfa: false,
  loginNetworks: "",
  loginSessionHours: 6,
};

export const readPasswordRules = async (db: Connection, accountId: string): Promise<PasswordRules> => ({
  ...defaultPasswordRules,
  ...(await read(db, accountId, "password-rules")),
});

export const readSecurityPreference = async (db: Connection, accountId: string): Promise<SecurityPreference> => ({
  ...defaultSecurityPreference,
  ...(await read(db, accountId, "security-preference")),
});

/** Whether what policies do not allow is refused, or only written down. */
export type AuthorizationMode = "enforce" | "soft";

export async function readAuthorizationMode(db: Connection, accountId: string): Promise<AuthorizationMode> {
  const setting: { mode?: AuthorizationMode } = await read(db, accountId, "authorization-mode");
  return setting.mode ?? "enforce";
}

export const writeAuthorizationMode = (tx: Connection, change: Change<AuthorizationMode>): Promise<void> =>
  write(tx, "authorization-mode", { ...change, value: { mode: change.value } });

/** How many accounts do not enforce policies. */
export async function countSoftAccounts(db: Connection): Promise<number> {
  const { n } = await db.query
    .selectFrom("account_settings")
    .select((e) => e.fn.countAll<number>().as("n"))
    .where("setting", "=", "authorization-mode")
    .where("value", "=", JSON.stringify({ mode: "soft" }))
    .executeTakeFirstOrThrow();
  return n;
}

interface Change<T> {
  readonly accountId: string;
  readonly value: T;
  readonly now: number;
}

export const writePasswordRules = (tx: Connection, change: Change<PasswordRules>): Promise<void> =>
  write(tx, "password-rules", change);

export const writeSecurityPreference = (tx: Connection, change: Change<SecurityPreference>): Promise<void> =>
  write(tx, "security-preference", change);

type Setting = "password-rules" | "security-preference" | "authorization-mode";

async function read(db: Connection, accountId: string, setting: Setting): Promise<object> {
  const row = await db.query
    .selectFrom("account_settings")
    .select("value")
    .where("account_id", "=", accountId)
    .where("setting", "=", setting)
    .executeTakeFirst();
  return row ? JSON.parse(row.value) : {};
}

async function write(tx: Connection, setting: Setting, { accountId, value, now }: Change<object>): Promise<void> {
  const columns = { value: JSON.stringify(value), updated_at: now };
  await tx.query
    .insertInto("account_settings")
    .values({ account_id: accountId, setting, ...columns })
    .onConflict((conflict) => conflict.columns(["account_id", "setting"]).doUpdateSet(columns))
    .execute();
}

const aliasFact = (alias: string): string => `account-alias:${alias}`;

/** Another name of the account, which no other account has; undefined when it has none. */
export async function findAccountAlias(db: Connection, accountId: string): Promise<string | undefined> {
  const row = await db.query
    .selectFrom("instance_facts")
    .select("fact")
    .where("fact", "like", aliasFact("%"))
    .where("value", "=", accountId)
    .executeTakeFirst();
  return row?.fact.slice(aliasFact("").length);
}

/** The account of this alias. */
export async function findAccountIdByAlias(db: Connection, alias: string): Promise<string | undefined> {
  const row = await db.query
    .selectFrom("instance_facts")
    .select("value")
    .where("fact", "=", aliasFact(alias))
    .executeTakeFirst();
  return row?.value;
}

/** Replaces the one that the account has. */
export async function setAccountAlias(tx: Connection, accountId: string, alias: string): Promise<void> {
  await clearAccountAlias(tx, accountId);
  try {
    await tx.query
      .insertInto("instance_facts")
      .values({ fact: aliasFact(alias), value: accountId })
      .execute();
  } catch (error) {
    throw isUniqueViolation(error) ? new ApiError("EntityAlreadyExists.AccountAlias") : error;
  }
}

export async function clearAccountAlias(tx: Connection, accountId: string): Promise<void> {
  await tx.query
    .deleteFrom("instance_facts")
    .where("fact", "like", aliasFact("%"))
    .where("value", "=", accountId)
    .execute();
}
