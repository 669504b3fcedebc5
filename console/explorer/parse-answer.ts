import type { CallAnswer } from "../session/session-api.ts";

export interface ParsedAnswer {
  /** The text itself when it is no JSON. */
  readonly value: unknown;
  readonly requestId: string;
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly diagnosis: string | undefined;
    /** Who was denied which action. */
    readonly denial: object | undefined;
  };
}

export function parseAnswer({ body, status }: CallAnswer): ParsedAnswer {
  const value = parse(body);
  const fields = typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  const requestId = String(fields.RequestId ?? "");
  if (status < 400) return { value, requestId };
  const { Code, Message, Diagnosis, AccessDeniedDetail } = fields;
  const diagnosis = Diagnosis === undefined ? undefined : String(Diagnosis);
  const denial = typeof AccessDeniedDetail === "object" && AccessDeniedDetail ? AccessDeniedDetail : undefined;
  const error = { code: String(Code ?? status), message: String(Message ?? ""), diagnosis, denial };
  return { value, requestId, error };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

export const formatMs = (ms: number): string => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const [units, power] = [["KiB", "MiB", "GiB", "TiB"], Math.min(4, Math.floor(Math.log2(bytes) / 10))];
  return `${(bytes / 1024 ** power).toFixed(1)} ${units[power - 1]}`;
}
