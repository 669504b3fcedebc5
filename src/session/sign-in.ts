import type { Client } from "../contract/client.ts";
import { resourceName } from "../contract/resource-name.ts";
import type { Connection } from "../database/connect.ts";
import { holdAccessKey, type NewAccessKey } from "../identity/access-keys.ts";
import { readSecurityPreference } from "../identity/account-settings.ts";
import { recordAudit } from "../identity/audit.ts";
import { createConsoleSession } from "../identity/console-sessions.ts";
import { holdPassword, makePassword, updateLoginProfile } from "../identity/login-profiles.ts";
import { noteLogin } from "../identity/users.ts";
import { type PasswordLogin, type Proof, type ProofParts, proveKey, provePassword } from "./proof.ts";
import { readText, SessionError } from "./request.ts";
import type { SignInThrottle } from "./throttle.ts";

export interface SignInParts extends ProofParts {
  readonly throttle: SignInThrottle;
}

interface SigningIn {
  readonly fields: Record<string, unknown>;
  readonly client: Client;
  readonly userAgent: string;
  readonly now: number;
}

/** Checks what was shown and opens a session. Answers the secret of its cookie. */
export async function signIn(request: SigningIn, parts: SignInParts): Promise<string> {
  const { client, fields, now } = request;
  const { name, shown } = readCredentials(fields);
  const giveBack = parts.throttle.take(client.address, name, now);
  const proof =
    "key" in shown
      ? await proveKey(shown.key, client, { parts, now })
      : await provePassword(shown.login, client, { parts, now });
  giveBack();
  const passwordHash = await replacePassword(proof, { fields, now, parts });
  const secret = await parts.db.transact((tx) => openSession(tx, { proof, passwordHash, request }));
  if (passwordHash !== undefined) parts.keys.forget();
  return secret;
}

interface Credentials {
  /** What attempts are counted by. */
  readonly name: string;
  readonly shown: { readonly key: NewAccessKey } | { readonly login: PasswordLogin };
}

function readCredentials(fields: Record<string, unknown>): Credentials {
  const accessKeyId = readText(fields, "accessKeyId");
  const accessKeySecret = readText(fields, "accessKeySecret");
  if (accessKeyId !== undefined && accessKeySecret !== undefined) {
    return { name: accessKeyId, shown: { key: { accessKeyId, accessKeySecret } } };
  }
  const userName = readText(fields, "userName");
  const password = readText(fields, "password");
  if (userName === undefined || password === undefined) {
    throw new SessionError("BadRequest", "Send accessKeyId and accessKeySecret, or userName and password.");
  }
  const account = readText(fields, "account") || undefined;
  return { name: `${account ?? ""}/${userName}`, shown: { login: { account, userName, password } } };
}

const dayMs = 24 * 3_600_000;

/** Why a right password is not enough. */
function passwordDemand({ profile, rules }: Proof, now: number): "reset-required" | "too-old" | undefined {
  if (!profile) return undefined;
  if (profile.password_reset_required === 1) return "reset-required";
  if (!rules || rules.maxAgeDays === 0) return undefined;
  return now - profile.updated_at > rules.maxAgeDays * dayMs ? "too-old" : undefined;
}

interface Replacing {
  readonly fields: Record<string, unknown>;
  readonly now: number;
  readonly parts: SignInParts;
}

/** What is to be stored of a new password where one is demanded; undefined where the present one will do. */
async function replacePassword(proof: Proof, { fields, now, parts }: Replacing): Promise<string | undefined> {
  const demand = passwordDemand(proof, now);
  const { profile, rules } = proof;
  if (!demand || !profile || !rules) return undefined;
  if (demand === "too-old" && rules.hardExpiry) {
    throw new SessionError(
      "PasswordExpired",
      "This password is too old, and the account lets only an administrator replace it, with UpdateLoginProfile.",
    );
  }
  const password = readText(fields, "newPassword");
  if (password === undefined) {
    const why = demand === "too-old" ? "It is too old" : "An administrator demands it";
    throw new SessionError("PasswordMustChange", `The password must be changed. ${why}. Send newPassword as well.`);
  }
  return parts.gate.run(() => makePassword({ password, name: "newPassword", rules, present: profile.password_hash }));
}

interface Opening {
  readonly proof: Proof;
  readonly passwordHash: string | undefined;
  readonly request: SigningIn;
}

/** What was shown may have been taken back since: then there is no session. */
async function openSession(tx: Connection, { proof, passwordHash, request }: Opening): Promise<string> {
  const { accountId, user, accessKeyId, profile } = proof;
  const { client, userAgent, now } = request;
  const isHeld =
    accessKeyId === undefined
      ? user !== undefined && profile !== undefined && (await holdPassword(tx, user.user_id, profile.password_hash))
      : await holdAccessKey(tx, accessKeyId, now);
  if (!isHeld) throw new SessionError("WrongCredentials", "What was shown has just been changed. Sign in again.");
  if (user && passwordHash !== undefined) {
    await updateLoginProfile(tx, user.user_id, { passwordHash, passwordResetRequired: false, now });
  }
  if (user) await noteLogin(tx, user.user_id, now);
  const { loginSessionHours } = await readSecurityPreference(tx, accountId);
  const name = resourceName("ram", "", accountId, user ? `user/${user.user_name}` : "root");
  const way = accessKeyId === undefined ? "by password" : `with the AccessKey ${accessKeyId}`;
  const detail = `${name} signed in ${way}, from ${client.address}.`;
  await recordAudit(tx, { accountId, event: "console-sign-in", detail, now });
  return createConsoleSession(tx, {
    accountId,
    userId: user?.user_id ?? null,
    accessKeyId: accessKeyId ?? null,
    sourceAddress: client.address,
    userAgent,
    now,
    lifeMs: loginSessionHours * 3_600_000,
  });
}
