import { ApiError } from "../contract/errors.ts";
import { allResources, denialCodes, type Permission } from "../contract/operation.ts";
import type { Caller, Principal } from "../contract/principal.ts";
import { isAsked, resourceOf } from "../contract/resource-name.ts";
import { type AuthorizeParts, authorize, type Need } from "../identity/authorize.ts";
import type { FoundOperation } from "./find-operation.ts";
import type { RecordedCall } from "./recorded-call.ts";
import type { IncomingCall } from "./request.ts";

export interface PermitParts extends AuthorizeParts {
  readonly region: string;
}

interface Permitting extends Pick<IncomingCall, "client"> {
  readonly principal: Principal;
  readonly found: FoundOperation;
  readonly parameters: Readonly<Record<string, string>>;
  readonly now: number;
  readonly recorded: RecordedCall;
}

/** Whether the caller may, before anything is looked at that could tell what exists. */
export async function permit(
  { principal, found, client, parameters, now, recorded }: Permitting,
  parts: PermitParts,
): Promise<Caller> {
  const needs = needsOf(found, principal, parameters, parts.region);
  const verdict = await authorize({ principal, needs, client, now }, parts);
  recorded.judged({ principal, needs, verdict, parameters, now });
  if (verdict.allowed) return verdict.caller;
  const { diagnosis, denial } = verdict;
  throw new ApiError(denialCodes[found.product], { diagnosis, ...(denial && { denial: { ...denial } }) });
}

/** Products whose resource names have an empty region. */
const withoutRegion: ReadonlySet<string> = new Set(["ram", "sts"]);

/** What policies are asked about a call. */
export function needsOf(
  { operation }: FoundOperation,
  principal: Principal,
  parameters: Readonly<Record<string, string>>,
  region: string,
): readonly Need[] {
  if (principal.kind === "anonymous") return [];
  if (operation.permissions.every(isPlain)) return plainNeeds(operation.permissions, principal.accountId, region);
  const sent = principal.kind === "user" ? { UserName: principal.userName, ...parameters } : parameters;
  const isSelf = principal.kind === "user" && sent.UserName === principal.userName;
  return operation.permissions
    .filter((permission) => isAsked(permission, sent))
    .map((permission) => ({
      ...toNeed(permission, sent, { region, accountId: principal.accountId }),
      ...(permission.everyone && { granted: "always" as const }),
      ...(permission.ownKeys && isSelf && { granted: "own-keys" as const }),
    }));
}

/** Whether it is asked the same whatever is sent. */
const isPlain = ({ resource, when, conditionKeys, everyone, ownKeys }: Permission): boolean =>
  resource === allResources && !(when ?? conditionKeys ?? everyone ?? ownKeys);

const keptPlain = new WeakMap<readonly Permission[], Map<string, readonly Need[]>>();

/** Most operations ask the same of every call of an account. */
function plainNeeds(permissions: readonly Permission[], accountId: string, region: string): readonly Need[] {
  const byAccount = keptPlain.get(permissions) ?? new Map<string, readonly Need[]>();
  keptPlain.set(permissions, byAccount);
  const name = `${region} ${accountId}`;
  const known = byAccount.get(name);
  if (known) return known;
  const needs = permissions.map((permission) => toNeed(permission, {}, { region, accountId }));
  if (byAccount.size >= 1000) byAccount.clear();
  byAccount.set(name, needs);
  return needs;
}

function toNeed(
  permission: Permission,
  parameters: Readonly<Record<string, string>>,
  { region, accountId }: { readonly region: string; readonly accountId: string },
): Need {
  const [ramCode = ""] = permission.action.split(":");
  const place = { ramCode, region: withoutRegion.has(ramCode) ? "" : region, accountId };
  const resource = resourceOf(permission, parameters, place);
  const { action, conditionKeys } = permission;
  if (!conditionKeys) return { action, resource };
  const conditions = Object.fromEntries(conditionKeys.map((key) => [key, parameters[key.slice(key.indexOf(":") + 1)]]));
  return { action, resource, conditions };
}
