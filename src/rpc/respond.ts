import { ApiError } from "../contract/errors.ts";
import type { Language } from "../contract/language.ts";
import type { ProductCode } from "../contract/operation.ts";
import { escapeXml } from "../contract/xml-text.ts";
import type { Answer } from "../operations/define.ts";
import { tellError } from "../reference/chinese/tell-error.ts";

export type Format = "json" | "xml";

export interface RpcAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The vendor's clients read XML errors under exactly this type. */
const contentTypes = { json: "application/json;charset=utf-8", xml: "text/xml;charset=utf-8" } as const;

/** V2 calls without Format get XML, all others what they ask for, JSON by default. */
export function chooseFormat(asked: string | undefined, protocol: "acs3" | "v2" | "anonymous"): Format {
  if (protocol === "acs3" && asked === undefined) return "json";
  const format = (asked ?? (protocol === "v2" ? "xml" : "json")).toLowerCase();
  if (format === "json" || format === "xml") return format;
  throw new ApiError("InvalidParameter.Format");
}

/** RAM's answers begin with it, the others' do not. */
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

export function formatAnswer(
  answer: Answer,
  action: string,
  requestId: string,
  format: Format,
  product?: ProductCode,
): RpcAnswer {
  const body =
    format === "json"
      ? `{"RequestId":"${requestId}"${toMembers(answer)}}`
      : `${product === "RAM" ? declaration : ""}<${action}Response><RequestId>${requestId}</RequestId>${toXml(answer)}</${action}Response>`;
  return { status: 200, contentType: contentTypes[format], body, headers: {} };
}

const keptTexts = new WeakMap<object, string>();

/** The text of what is frozen is made once: nothing can change it. */
function toJson(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !Object.isFrozen(value)) return JSON.stringify(value);
  const kept = keptTexts.get(value);
  if (kept !== undefined) return kept;
  const text = JSON.stringify(value);
  keptTexts.set(value, text);
  return text;
}

function toMembers(answer: Answer): string {
  let members = "";
  for (const [name, value] of Object.entries(answer)) {
    const text = toJson(value);
    if (text !== undefined) members += `,${JSON.stringify(name)}:${text}`;
  }
  return members;
}

export interface ErrorContext {
  readonly requestId: string;
  /** The address that clients are told. */
  readonly publicApiUrl: string;
  readonly product: ProductCode | undefined;
  readonly format: Format;
  readonly now?: number;
  /** In which the diagnosis is told; English when absent. */
  readonly language?: Language | undefined;
}

export function formatError(error: ApiError, context: ErrorContext): RpcAnswer {
  const { requestId, publicApiUrl, product, format, language } = context;
  const query = `q=${encodeURIComponent(error.code)}&product=${product ?? ""}&requestId=${requestId}`;
  const fields = {
    RequestId: requestId,
    HostId: publicApiUrl.replace(/^https?:\/\//, ""),
    Code: error.code,
    Message: error.message,
    Recommend: `${publicApiUrl}/troubleshoot?${query}`,
    ...(error.denial && {
      AccessDeniedDetail: { ...error.denial, EncodedDiagnosticMessage: encodeDiagnostic(requestId, context.now ?? 0) },
    }),
    Diagnosis: tellError(error, language),
  };
  const body = format === "json" ? JSON.stringify(fields) : `<Error>${toXml(fields)}</Error>`;
  const headers: Record<string, string> =
    error.retryAfterMs === undefined ? {} : { "x-acs-retry-after": String(error.retryAfterMs) };
  return { status: error.status, contentType: contentTypes[format], body, headers };
}

/** Points to the request whose denial DecodeDiagnosticMessage explains: two bytes, the second as 8 bytes, the request id. */
export function encodeDiagnostic(requestId: string, now: number): string {
  const head = Buffer.from([1, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
  head.writeBigUInt64BE(BigInt(Math.floor(now / 1000)), 2);
  return Buffer.concat([head, Buffer.from(requestId, "latin1")]).toString("base64");
}

/** Lists repeat their element. */
function toXml(value: unknown, name?: string): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map((item) => toXml(item, name)).join("");
  const inner =
    typeof value === "object"
      ? Object.entries(value)
          .map(([key, field]) => toXml(field, key))
          .join("")
      : escapeXml(String(value));
  return name === undefined ? inner : `<${name}>${inner}</${name}>`;
}
