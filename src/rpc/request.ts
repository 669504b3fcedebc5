import type { Client } from "../contract/client.ts";
import { ApiError } from "../contract/errors.ts";
import type { HeaderRecord } from "../signing/headers.ts";
import { type Pair, parseQuery } from "../signing/percent-encode.ts";

/** A request as it arrived on the API port. */
export interface IncomingCall {
  readonly method: string;
  /** The request target. */
  readonly target: string;
  readonly headers: HeaderRecord;
  readonly body: Uint8Array;
  readonly requestId: string;
  readonly client: Client;
}

/** The same with its parameters read. */
export interface RpcRequest extends IncomingCall {
  readonly path: string;
  readonly query: readonly Pair[];
  readonly form: readonly Pair[];
  readonly protocol: "acs3" | "v2" | "anonymous";
  /** All parameters of query and body, common ones too. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly action: string | undefined;
  readonly version: string | undefined;
}

const unreadable = (where: string) =>
  new ApiError("InvalidParameter", {
    name: where,
    diagnosis: `The ${where} cannot be read: its percent-encoding is broken, or it is not UTF-8.`,
  });

/** Reads query, form and JSON body into one set of parameters. */
export function readRequest(call: IncomingCall): RpcRequest {
  if (call.method !== "GET" && call.method !== "POST") throw new ApiError("UnsupportedHTTPMethod");
  const mark = call.target.indexOf("?");
  const path = mark < 0 ? call.target : call.target.slice(0, mark);
  const query = mark < 0 ? [] : parseQuery(call.target.slice(mark + 1));
  if (!query) throw unreadable("query");
  const { form, json } = readBody(call);
  const parameters = merge([query, form, json]);
  const protocol = protocolOf(call.headers, parameters);
  if (protocol === "v2" && json.length > 0) {
    throw new ApiError("InvalidParameter", {
      name: "body",
      diagnosis: "This signature does not cover a JSON body. Send the parameters in the query or as a form.",
    });
  }
  const common = (header: string, parameter: string) =>
    protocol === "acs3"
      ? (single(call.headers[header]) ?? parameters.get(parameter))
      : (parameters.get(parameter) ?? single(call.headers[header]));
  return {
    ...call,
    path,
    query,
    form,
    protocol,
    parameters,
    action: common("x-acs-action", "Action"),
    version: common("x-acs-version", "Version"),
  };
}

const single = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

function protocolOf(headers: HeaderRecord, parameters: ReadonlyMap<string, string>): RpcRequest["protocol"] {
  if (single(headers.authorization)?.startsWith("ACS3-")) return "acs3";
  return parameters.has("Signature") || parameters.has("AccessKeyId") ? "v2" : "anonymous";
}

function readBody({ headers, body }: IncomingCall): { form: readonly Pair[]; json: readonly Pair[] } {
  if (body.length === 0) return { form: [], json: [] };
  const type = (single(headers["content-type"]) ?? "").toLowerCase();
  const text = decodeUtf8(body);
  if (text === undefined) throw unreadable("body");
  if (type.startsWith("application/json")) return { form: [], json: readJson(text) };
  if (type !== "" && !type.startsWith("application/x-www-form-urlencoded")) return { form: [], json: [] };
  const form = parseQuery(text);
  if (!form) throw unreadable("body");
  return { form, json: [] };
}

function decodeUtf8(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function readJson(text: string): Pair[] {
  const value = parseJson(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ApiError("InvalidParameter", {
      name: "body",
      diagnosis: "A JSON body must be one object of parameters.",
    });
  }
  return toPairs(value);
}

/** Fields of JSON as parameters. */
export const toPairs = (fields: object): Pair[] =>
  Object.entries(fields).flatMap(([name, field]) => (field === null ? [] : [[name, toText(field)] as const]));

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError("InvalidParameter", {
      name: "body",
      diagnosis: "The body is announced as JSON and cannot be read as JSON.",
    });
  }
}

const isScalar = (value: unknown): boolean => typeof value !== "object" || value === null;

/** Lists of plain values become comma lists, as the operations take them. */
function toText(value: unknown): string {
  if (isScalar(value)) return String(value);
  if (Array.isArray(value) && value.every(isScalar)) return value.join(",");
  return JSON.stringify(value);
}

/** A parameter that comes twice must say the same both times. */
function merge(sources: readonly (readonly Pair[])[]): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const source of sources) {
    for (const [name, value] of source) {
      const known = parameters.get(name);
      if (known !== undefined && known !== value) {
        throw new ApiError("InvalidParameter", {
          name,
          diagnosis: `${name} is sent twice with different values. Send it once.`,
        });
      }
      parameters.set(name, value);
    }
  }
  return parameters;
}
