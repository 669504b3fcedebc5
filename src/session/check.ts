import type { Client } from "../contract/client.ts";
import type { Caller } from "../contract/principal.ts";
import { principalName } from "../contract/resource-name.ts";
import { trustsCaller } from "../identity/assume-role.ts";
import { authorize, type Need } from "../identity/authorize.ts";
import type { ConsoleCaller } from "../identity/console-sessions.ts";
import { findRole } from "../identity/roles.ts";
import { tellSentence } from "../reference/chinese/tell-error.ts";
import { needsOf } from "../rpc/permit.ts";
import type { RpcDoorParts } from "../rpc/pipeline.ts";
import { type ActAs, asUser, needOfActing, roleArn } from "./act-as.ts";
import { findProductOperation, readParameters, readProduct } from "./call.ts";
import { SessionError, type SessionRequest } from "./request.ts";

interface Checking {
  readonly request: Pick<SessionRequest, "client">;
  readonly caller: ConsoleCaller;
  readonly product: string;
  readonly action: string;
  readonly parameters: Record<string, unknown>;
  readonly as: ActAs;
}

/** Whether a call would be allowed, and by which statements: asked as the call itself would ask, and nothing is run. */
export async function checkCall(checking: Checking, parts: RpcDoorParts) {
  const { request, caller, as } = checking;
  const found = findProductOperation(readProduct(checking.product), checking.action);
  const parameters: Record<string, string> = Object.fromEntries(readParameters(checking.parameters));
  const judge = createJudge({ client: request.client, now: parts.now() }, parts);
  const acting = await judgeActing(as, { caller, client: request.client, judge }, parts);
  const { principal } = acting;
  const own = principal && needsOf(found, principal, parameters, parts.region);
  const needs = [...acting.needs, ...(principal && own ? await judge(principal, own) : [])];
  return {
    principal: principalName(principal ?? caller),
    allowed: principal !== undefined && needs.every(({ allowed }) => allowed),
    ...(acting.sentence !== undefined && { sentence: tellSentence(acting.sentence, request.client.language) }),
    needs,
  };
}

type Judge = ReturnType<typeof createJudge>;

/** Asks about each need by itself. */
function createJudge({ client, now }: { readonly client: Client; readonly now: number }, parts: RpcDoorParts) {
  return async (principal: Caller, needs: readonly Need[]) => {
    const judged = [];
    for (const need of needs) judged.push(await judgeOne(need));
    return judged;

    async function judgeOne(need: Need) {
      const verdict = await authorize({ principal, needs: [need], client, now }, parts);
      const { decision, mode } = verdict;
      return {
        action: need.action,
        resource: need.resource,
        principal: principalName(principal),
        allowed: verdict.allowed,
        mode,
        /** Absent for the account's root, of whom no policy is asked. */
        ...(decision && {
          effect: decision.effect,
          decidedBy: decision.decidedBy,
          statements: decision.statements.map(({ layer, source, index, statement }) => ({
            layer,
            index,
            statement,
            ...(source && { source: nameSource(source) }),
          })),
          missingKeys: decision.missingKeys,
        }),
        ...(!verdict.allowed && { diagnosis: verdict.diagnosis(client.language ?? "en") }),
      };
    }
  };
}

/** Of a source only what names it: its compiled form is nobody's business. */
const nameSource = ({
  name,
  type,
  version,
  attachedTo,
}: {
  readonly name: string;
  readonly type: string;
  readonly version: string;
  readonly attachedTo: { readonly kind: string; readonly name: string };
}) => ({ name, type, version, attachedTo });

interface Acting {
  readonly caller: ConsoleCaller;
  readonly client: Client;
  readonly judge: Judge;
}

interface JudgedActing {
  /** Undefined when the caller may not act so. */
  readonly principal?: Caller;
  readonly needs: Awaited<ReturnType<Judge>>;
  /** What no policy says. */
  readonly sentence?: string;
}

async function judgeActing({ user, role }: ActAs, acting: Acting, parts: RpcDoorParts): Promise<JudgedActing> {
  const { caller, judge } = acting;
  if (user !== undefined && role !== undefined) {
    throw new SessionError("BadRequest", "A call is made as a user or as a role, not as both.");
  }
  if (user !== undefined) {
    const needs = await judge(caller, [needOfActing(user, caller, parts.region)]);
    return needs.every(({ allowed }) => allowed) ? { principal: await asUser(user, caller, parts), needs } : { needs };
  }
  return role === undefined ? { principal: caller, needs: [] } : judgeRole(roleArn(role, caller), acting, parts);
}

const arnPattern = /^acs:ram::(\d{16}):role\/([A-Za-z0-9.@_-]{1,64})$/;

/** What AssumeRole would say, without a session. */
async function judgeRole(arn: string, { caller, client, judge }: Acting, parts: RpcDoorParts): Promise<JudgedActing> {
  const [, accountId, roleName] = arnPattern.exec(arn) ?? [];
  if (accountId !== caller.accountId || roleName === undefined) {
    throw new SessionError("BadRequest", "Only roles of the own account can be checked without assuming them.");
  }
  if (caller.kind === "root") return { needs: [], sentence: "An account's root cannot assume a role." };
  const needs = await judge(caller, [{ action: "sts:AssumeRole", resource: arn }]);
  if (!needs.every(({ allowed }) => allowed)) return { needs };
  const role = await findRole(parts.db.read, accountId, roleName);
  if (!role) return { needs, sentence: `There is no role ${roleName}.` };
  if (!trustsCaller(role.trust_policy, { caller, client, now: parts.now() })) {
    return { needs, sentence: `The trust policy of ${roleName} does not let ${principalName(caller)} in.` };
  }
  const session = { sessionName: "console", sessionPolicy: undefined, creatorAccessKeyId: caller.accessKeyId };
  const { bucket, accessKeyId, defaultWorkspaceId, defaultProductionId, isFirstAccount, identityVersion } = caller;
  const account = { accountId, bucket, accessKeyId, defaultWorkspaceId, defaultProductionId };
  return {
    needs,
    principal: {
      ...account,
      ...session,
      isFirstAccount,
      identityVersion,
      kind: "role",
      roleId: role.role_id,
      roleName: role.role_name,
      expiresAt: Number.POSITIVE_INFINITY,
    },
  };
}
