import type { Client } from "../contract/client.ts";
import { ApiError } from "../contract/errors.ts";
import type { AssumedRole, RamUser } from "../contract/principal.ts";
import { principalName } from "../contract/resource-name.ts";
import type { Connection } from "../database/connect.ts";
import type { RoleRow } from "../database/schema.ts";
import { requestContext } from "../policy/request-context.ts";
import { callConditions } from "./call-conditions.ts";
import { askTrust, checkSessionPolicy } from "./policy-documents.ts";
import { createRoleSession, findOrigin, type SessionOrigin } from "./role-sessions.ts";
import { findRole } from "./roles.ts";
import type { SecretBox } from "./secret-box.ts";
import type { NewSession } from "./sessions.ts";

export interface AssumeRoleRequest {
  /** The role's account. */
  readonly accountId: string;
  readonly roleName: string;
  readonly sessionName: string;
  readonly sessionPolicy: string | undefined;
  readonly durationSeconds: number | undefined;
  readonly externalId: string | undefined;
  readonly sourceIdentity: string | undefined;
}

interface Assuming {
  readonly caller: RamUser | AssumedRole;
  readonly client: Client;
  readonly now: number;
  readonly read: Connection;
  readonly box: SecretBox;
  transact<T>(fn: (tx: Connection) => Promise<T>): Promise<T>;
}

export interface AssumedSession {
  readonly role: RoleRow;
  readonly session: NewSession & { readonly sourceIdentity: string | null };
}

const defaultSeconds = 3600;

/** The caller's own policies have been asked before: here the role's trust policy is. */
export async function assumeRole(context: Assuming, request: AssumeRoleRequest): Promise<AssumedSession> {
  const { caller, now, read, box } = context;
  const role = await findTrustingRole(context, request);
  const seconds = request.durationSeconds ?? defaultSeconds;
  if (seconds > role.max_session_seconds) {
    throw new ApiError("InvalidParameter.DurationSeconds", {
      diagnosis: `A session of this role lasts at most ${role.max_session_seconds} seconds. Ask for less, or raise its MaxSessionDuration.`,
    });
  }
  if (request.sessionPolicy !== undefined) checkSessionPolicy(request.sessionPolicy);
  const origin = await findOrigin(read, caller);
  const sourceIdentity = keepSourceIdentity(origin, request.sourceIdentity);
  const session = await context.transact((tx) =>
    createRoleSession(
      tx,
      {
        role,
        origin,
        sessionName: request.sessionName,
        sessionPolicy: request.sessionPolicy ?? null,
        sourceIdentity,
        now,
        lifeMs: seconds * 1000,
      },
      box,
    ),
  );
  return { role, session: { ...session, sourceIdentity } };
}

/** What exists in another account is told only to whom it lets in. */
async function findTrustingRole(
  { caller, client, now, read }: Assuming,
  { accountId, roleName, externalId }: AssumeRoleRequest,
): Promise<RoleRow> {
  const role = await findRole(read, accountId, roleName);
  if (!role && accountId === caller.accountId) throw new ApiError("EntityNotExist.Role.Sts");
  if (role && trustsCaller(role.trust_policy, { caller, client, now, externalId })) return role;
  throw new ApiError("NoPermission.Sts", {
    diagnosis: `The trust policy of ${roleName} does not let ${principalName(caller)} in, or asks for conditions that this call does not meet (sts:ExternalId is one), or there is no such role.`,
  });
}

/** Whether a role's trust policy lets the caller in. */
export function trustsCaller(
  trustPolicy: string,
  {
    caller,
    client,
    now,
    externalId,
  }: Pick<Assuming, "caller" | "client" | "now"> & { readonly externalId?: string | undefined },
): boolean {
  const entries = { ...callConditions(client, now), "sts:ExternalId": externalId };
  const request = { principal: principalName(caller), context: requestContext(entries) };
  return askTrust(trustPolicy, request).effect === "Allow";
}

function keepSourceIdentity(origin: SessionOrigin, asked: string | undefined): string | null {
  if (origin.sourceIdentity === null) return asked ?? null;
  if (asked === undefined || asked === origin.sourceIdentity) return origin.sourceIdentity;
  throw new ApiError("InvalidParameter.Malformed", {
    name: "SourceIdentity",
    diagnosis: "This session has a SourceIdentity already: a role assumed in it keeps it. Leave SourceIdentity out.",
  });
}
