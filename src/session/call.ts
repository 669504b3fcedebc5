import { type ProductCode, products } from "../contract/operation.ts";
import { principalName } from "../contract/resource-name.ts";
import type { ConsoleCaller } from "../identity/console-sessions.ts";
import { type FoundOperation, findOperation } from "../rpc/find-operation.ts";
import { answerUnsignedCall, type RpcDoorParts } from "../rpc/pipeline.ts";
import { toPairs } from "../rpc/request.ts";
import type { Format, RpcAnswer } from "../rpc/respond.ts";
import { type ActAs, actAs, describeActing } from "./act-as.ts";
import { SessionError, type SessionRequest } from "./request.ts";

interface ConsoleCall {
  readonly request: SessionRequest;
  readonly caller: ConsoleCaller;
  readonly product: string;
  readonly action: string;
  /** `parameters`, and perhaps `as` and `format`. */
  readonly fields: Record<string, unknown>;
}

/** A call without a signature: the same steps as a signed one from the authorization on, and the answer that one would get. */
export async function answerConsoleCall(call: ConsoleCall, parts: RpcDoorParts) {
  const began = performance.now();
  const { request, caller, fields } = call;
  const product = readProduct(call.product);
  const parameters = readParameters(fields.parameters);
  const format = readFormat(fields.format);
  const as = readActAs(fields.as);
  const find = () => findProductOperation(product, call.action);
  const actions = actionsOf(product, call.action);
  const acted = actions.length === 0 ? { principal: caller } : await actAs(as, { request, caller, actions }, parts);
  if ("refused" in acted) return envelope(acted.refused, began, principalName(caller));
  const { principal } = acted;
  const { requestId, client } = request;
  const detail = describeActing(caller, as);
  const answer = await answerUnsignedCall(
    { requestId, client, principal, product, format, parameters, detail, find },
    parts,
  );
  const isNamed = principal.kind === "root" || principal.kind === "user" || principal.kind === "role";
  return envelope(answer, began, isNamed ? principalName(principal) : "");
}

const envelope = ({ status, headers, contentType, body }: RpcAnswer, began: number, principal: string) => ({
  status,
  headers: { "content-type": contentType, ...headers },
  body,
  durationMs: Math.round((performance.now() - began) * 1000) / 1000,
  principal,
});

export function readProduct(name: string): ProductCode {
  if (Object.hasOwn(products, name)) return name as ProductCode;
  const known = Object.keys(products).join(", ");
  throw new SessionError("BadRequest", `There is no product ${name.slice(0, 50)}: there are ${known}.`);
}

export const findProductOperation = (product: ProductCode, action: string): FoundOperation =>
  findOperation({ action, version: products[product].version });

/** None of an operation that there is not: the call says so. */
function actionsOf(product: ProductCode, action: string): string[] {
  try {
    return findProductOperation(product, action).operation.permissions.map((permission) => permission.action);
  } catch {
    return [];
  }
}

export function readParameters(value: unknown): ReadonlyMap<string, string> {
  if (value === undefined) return new Map();
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return new Map(toPairs(value));
  throw new SessionError("BadRequest", "parameters must be one object.");
}

function readFormat(value: unknown): Format {
  if (value === undefined || value === "json") return "json";
  if (value === "xml") return "xml";
  throw new SessionError("BadRequest", "format is json or xml.");
}

function readActAs(value: unknown): ActAs {
  if (value === undefined) return {};
  const { user, role } = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  if (typeof user === "string" && role === undefined) return { user };
  if (typeof role === "string" && user === undefined) return { role };
  throw new SessionError("BadRequest", "as is either {user} or {role}.");
}
