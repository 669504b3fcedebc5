import { ApiError } from "../contract/errors.ts";
import type { Connection } from "../database/connect.ts";
import type { LoginProfileRow, UserRow } from "../database/schema.ts";
import type { PasswordRules } from "./account-settings.ts";
import { endUserSessions } from "./end-console-sessions.ts";
import { hashPassword, isAnyPassword, isPassword } from "./passwords.ts";

export async function findLoginProfile(db: Connection, userId: string): Promise<LoginProfileRow | undefined> {
  return db.query.selectFrom("login_profiles").selectAll().where("user_id", "=", userId).executeTakeFirst();
}

/** The user's way to log in with name and password. */
export async function getLoginProfile(db: Connection, userId: string): Promise<LoginProfileRow> {
  const profile = await findLoginProfile(db, userId);
  if (!profile) throw new ApiError("EntityNotExist.User.LoginProfile");
  return profile;
}

interface LoginDemands {
  readonly passwordResetRequired: boolean;
  readonly mfaBindRequired: boolean;
}

interface NewLoginProfile extends LoginDemands {
  /** Of {@link makePassword}. */
  readonly passwordHash: string;
  readonly now: number;
}

export async function insertLoginProfile(
  tx: Connection,
  user: UserRow,
  { passwordHash, passwordResetRequired, mfaBindRequired, now }: NewLoginProfile,
): Promise<LoginProfileRow> {
  if (await findLoginProfile(tx, user.user_id)) throw new ApiError("EntityAlreadyExists.User.LoginProfile");
  const row: LoginProfileRow = {
    user_id: user.user_id,
    account_id: user.account_id,
    password_hash: passwordHash,
    password_reset_required: Number(passwordResetRequired),
    mfa_bind_required: Number(mfaBindRequired),
    created_at: now,
    updated_at: now,
  };
  await tx.query.insertInto("login_profiles").values(row).execute();
  return row;
}

/** What is absent stays as it is. */
interface LoginProfileChange {
  readonly passwordHash?: string | undefined;
  readonly passwordResetRequired?: boolean | undefined;
  readonly mfaBindRequired?: boolean | undefined;
  readonly now: number;
}

/** Another password signs the user out everywhere. */
export async function updateLoginProfile(
  tx: Connection,
  userId: string,
  { passwordHash, passwordResetRequired, mfaBindRequired, now }: LoginProfileChange,
): Promise<void> {
  await tx.query
    .updateTable("login_profiles")
    .set({
      ...(passwordHash === undefined ? {} : { password_hash: passwordHash, updated_at: now }),
      ...(passwordResetRequired === undefined ? {} : { password_reset_required: Number(passwordResetRequired) }),
      ...(mfaBindRequired === undefined ? {} : { mfa_bind_required: Number(mfaBindRequired) }),
    })
    .where("user_id", "=", userId)
    .execute();
  if (passwordHash !== undefined) await endUserSessions(tx, userId);
}

export async function deleteLoginProfile(tx: Connection, userId: string): Promise<void> {
  await getLoginProfile(tx, userId);
  await endUserSessions(tx, userId);
  await tx.query.deleteFrom("login_profiles").where("user_id", "=", userId).execute();
}

interface PasswordChoice {
  readonly password: string;
  /** The parameter that it came in. */
  readonly name: string;
  readonly rules: PasswordRules;
  /** As stored; absent when the user has none yet. */
  readonly present?: string | undefined;
}

/**
 * What is stored of a new password: its hash, and in lines below it those of the earlier ones that the rules still forbid.
 * Throws when the password breaks the rules. Slow on purpose: not for a transaction.
 */
export async function makePassword({ password, name, rules, present }: PasswordChoice): Promise<string> {
  const missing = brokenRules(password, rules);
  if (missing.length > 0) {
    throw new ApiError("InvalidParameter.TooWeak", {
      name,
      diagnosis: `The account's rules want ${missing.join(", ")} in a password. GetPasswordPolicy shows all of them.`,
    });
  }
  const earlier = (present?.split("\n") ?? []).slice(0, rules.reusePrevention);
  const hash = await hashPassword(password, earlier);
  if (await isAnyPassword(password, hash, earlier)) throw new ApiError("InvalidParameter.ReusePrevention", { name });
  return [hash, ...earlier].join("\n");
}

/** Whether it is the password that is in force. */
export const isPresentPassword = (password: string, stored: string): Promise<boolean> =>
  isPassword(password, stored.split("\n", 1)[0] ?? "");

function brokenRules(password: string, rules: PasswordRules): string[] {
  const wanted: readonly [boolean, boolean, string][] = [
    [true, Array.from(password).length >= rules.minLength, `at least ${rules.minLength} characters`],
    [rules.requireLowercase, /\p{Ll}/u.test(password), "a small letter"],
    [rules.requireUppercase, /\p{Lu}/u.test(password), "a capital letter"],
    [rules.requireNumbers, /\p{Nd}/u.test(password), "a digit"],
    [rules.requireSymbols, /[^\p{L}\p{N}]/u.test(password), "a character that is neither letter nor digit"],
  ];
  return wanted.filter(([isWanted, isThere]) => isWanted && !isThere).map(([, , text]) => text);
}

/** Waits for whoever is changing the password. Answers whether it is still the one that `stored` was read of. */
export async function holdPassword(tx: Connection, userId: string, stored: string): Promise<boolean> {
  const held = await tx.query
    .updateTable("login_profiles")
    .set((row) => ({ mfa_bind_required: row.ref("mfa_bind_required") }))
    .where("user_id", "=", userId)
    .where("password_hash", "=", stored)
    .returning("user_id")
    .executeTakeFirst();
  return held !== undefined;
}
