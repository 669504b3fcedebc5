import { ApiError } from "../contract/errors.ts";
import type { Caller, Principal } from "../contract/principal.ts";
import { principalName, resourceName } from "../contract/resource-name.ts";
import type { Need } from "../identity/authorize.ts";
import type { ConsoleCaller } from "../identity/console-sessions.ts";
import { getUser } from "../identity/users.ts";
import { findOperation } from "../rpc/find-operation.ts";
import { answerUnsignedCall, type RpcDoorParts } from "../rpc/pipeline.ts";
import { refuseUnlessAllowed } from "../rpc/refuse-unless-allowed.ts";
import type { RpcAnswer } from "../rpc/respond.ts";
import { actAsUser } from "./actions.ts";
import { SessionError, type SessionRequest } from "./request.ts";

/** With whose rights a call is to be made; its caller's own when both are absent. */
export interface ActAs {
  /** A user of the account. */
  readonly user?: string | undefined;
  /** A role, by its resource name or, in the own account, by its name. */
  readonly role?: string | undefined;
}

export interface Acting {
  readonly request: Pick<SessionRequest, "requestId" | "client">;
  readonly caller: ConsoleCaller;
  /** The RAM actions of the operation that is to be called, beyond which nothing is allowed. */
  readonly actions: readonly string[];
}

/** Who the call is made as, or the answer that says why not. */
export type Acted = { readonly principal: Principal } | { readonly refused: RpcAnswer };

export async function actAs({ user, role }: ActAs, acting: Acting, parts: RpcDoorParts): Promise<Acted> {
  if (user !== undefined && role !== undefined) {
    throw new SessionError("BadRequest", "A call is made as a user or as a role, not as both.");
  }
  if (user !== undefined) return actAsThatUser(user, acting, parts);
  if (role !== undefined) return assume(role, acting, parts);
  return { principal: acting.caller };
}

export const needOfActing = (userName: string, { accountId }: Caller, region: string): Need => ({
  action: actAsUser.action,
  resource: resourceName("medialoft", region, accountId, `user/${userName}`),
});

/** The user, with whom nothing but this one call is made: what it makes ends with the session of who made it. */
async function actAsThatUser(userName: string, { request, caller }: Acting, parts: RpcDoorParts): Promise<Acted> {
  const asked = { principal: caller, needs: [needOfActing(userName, caller, parts.region)], parameters: { userName } };
  const refused = await refuseUnlessAllowed({ ...request, ...asked, detail: "In the console." }, parts);
  if (refused) return { refused };
  return { principal: await asUser(userName, caller, parts) };
}

export async function asUser(userName: string, caller: ConsoleCaller, parts: RpcDoorParts): Promise<Caller> {
  const { user_id: userId, user_name } = await getUser(parts.db.read, caller.accountId, userName);
  const { accountId, accessKeyId, bucket, defaultWorkspaceId, defaultProductionId } = caller;
  const { isFirstAccount, identityVersion } = caller;
  const account = { accountId, accessKeyId, bucket, defaultWorkspaceId, defaultProductionId };
  return { ...account, isFirstAccount, identityVersion, kind: "user", userId, userName: user_name };
}

export const roleArn = (role: string, { accountId }: ConsoleCaller): string =>
  role.startsWith("acs:") ? role : resourceName("ram", "", accountId, `role/${role}`);

/** As long as any role allows: an upload that the call begins ends with the session. Its secret is never told to anybody. */
const sessionSeconds = "3600";

/** Calls AssumeRole with the caller's own rights, for a session that can do nothing but this call. */
async function assume(role: string, { request, caller, actions }: Acting, parts: RpcDoorParts): Promise<Acted> {
  const Policy = JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] });
  const parameters = {
    RoleArn: roleArn(role, caller),
    RoleSessionName: "console",
    DurationSeconds: sessionSeconds,
    Policy,
  };
  const answer = await answerUnsignedCall(
    {
      ...request,
      principal: caller,
      product: "STS",
      format: "json",
      parameters: new Map(Object.entries(parameters)),
      detail: "In the console, for one call.",
      find: () => findOperation({ action: "AssumeRole", version: "2015-04-01" }),
    },
    parts,
  );
  if (answer.status !== 200) return { refused: answer };
  const { Credentials } = JSON.parse(answer.body) as { Credentials: { AccessKeyId: string } };
  const key = await parts.keys.find(Credentials.AccessKeyId);
  if (!key) throw new ApiError("InternalError");
  return { principal: key.principal };
}

/** What the audit log says about a call that somebody makes as somebody else. */
export const describeActing = (caller: ConsoleCaller, { user, role }: ActAs): string =>
  user === undefined && role === undefined ? "In the console." : `In the console, by ${principalName(caller)}.`;
