import type { Client } from "../contract/client.ts";
import { ApiError } from "../contract/errors.ts";
import type { AssumedRole, RamUser } from "../contract/principal.ts";
import { principalName, resourceName } from "../contract/resource-name.ts";
import type { Connection } from "../database/connect.ts";
import type { RoleRow } from "../database/schema.ts";
import type { Decision, TrustRequest } from "../policy/decide.ts";
import { requestContext } from "../policy/request-context.ts";
import { type AuthorizeParts, authorize } from "./authorize.ts";
import { callConditions } from "./call-conditions.ts";
import { askTrust, checkSessionPolicy, type DocumentRules, explainTrust } from "./policy-documents.ts";
import { createRoleSession, findOrigin, type SessionOrigin } from "./role-sessions.ts";
import { findRole } from "./roles.ts";
import type { SecretBox } from "./secret-box.ts";
import type { NewSession } from "./sessions.ts";
import { TrustDenial } from "./trust-denial.ts";

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
  readonly authorizeParts: AuthorizeParts;
  readonly documentRules: DocumentRules;
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
  if (request.sessionPolicy !== undefined) checkSessionPolicy(request.sessionPolicy, context.documentRules);
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
async function findTrustingRole(context: Assuming, request: AssumeRoleRequest): Promise<RoleRow> {
  const { caller, read } = context;
  const { accountId, roleName, externalId } = request;
  const role = await findRole(read, accountId, roleName);
  const asked = toTrustRequest({ ...context, externalId });
  const decision = role && askTrust(role.trust_policy, asked);
  if (role && decision?.effect === "Allow") return role;
  if (accountId !== caller.accountId) {
    const diagnosis = `The trust policy of ${roleName} does not let ${principalName(caller)} in, or asks for conditions that this call does not meet (sts:ExternalId is one), or there is no such role.`;
    throw new TrustDenial(caller, untold, diagnosis);
  }
  if (!role || !decision) throw new ApiError("EntityNotExist.Role.Sts");
  const mayRead = await mayReadRole(context, role);
  throw new TrustDenial(caller, decision, (language) => explainTrust(role.trust_policy, asked, mayRead, language));
}

const untold: Decision = { effect: "ImplicitDeny", decidedBy: "trust", statements: [], missingKeys: [] };

async function mayReadRole({ caller, client, now, authorizeParts }: Assuming, role: RoleRow): Promise<boolean> {
  const resource = resourceName("ram", "", role.account_id, `role/${role.role_name}`);
  const needs = [{ action: "ram:GetRole", resource }];
  return (await authorize({ principal: caller, needs, client, now }, authorizeParts)).allowed;
}

interface AskingTrust extends Pick<Assuming, "caller" | "client" | "now"> {
  readonly externalId?: string | undefined;
}

/** Whether a role's trust policy lets the caller in. */
export const trustsCaller = (trustPolicy: string, asking: AskingTrust): boolean =>
  askTrust(trustPolicy, toTrustRequest(asking)).effect === "Allow";

const toTrustRequest = ({ caller, client, now, externalId }: AskingTrust): TrustRequest => ({
  principal: principalName(caller),
  context: requestContext({ ...callConditions(client, now), "sts:ExternalId": externalId }),
});

function keepSourceIdentity(origin: SessionOrigin, asked: string | undefined): string | null {
  if (origin.sourceIdentity === null) return asked ?? null;
  if (asked === undefined || asked === origin.sourceIdentity) return origin.sourceIdentity;
  throw new ApiError("InvalidParameter.Malformed", {
    name: "SourceIdentity",
    diagnosis: "This session has a SourceIdentity already: a role assumed in it keeps it. Leave SourceIdentity out.",
  });
}
