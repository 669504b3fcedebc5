import type { CallAnswer } from "../session/session-api.ts";

export interface ParsedAnswer {
  /** The text itself when it is neither JSON nor XML. */
  readonly value: unknown;
  readonly requestId: string;
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly diagnosis: string | undefined;
    /** Who was denied which action. */
    readonly denial: Readonly<Record<string, unknown>> | undefined;
  };
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

export function parseAnswer({ body, status, headers }: CallAnswer): ParsedAnswer {
  const value = (headers["content-type"] ?? "").includes("xml") ? parseXml(body) : parseJson(body);
  const fields = isFields(value) ? value : {};
  const requestId = String(fields.RequestId ?? "");
  if (status < 400) return { value, requestId };
  const { Code, Message, Diagnosis, AccessDeniedDetail } = fields;
  const diagnosis = Diagnosis === undefined ? undefined : String(Diagnosis);
  const denial = isFields(AccessDeniedDetail) ? AccessDeniedDetail : undefined;
  const error = { code: String(Code ?? status), message: String(Message ?? ""), diagnosis, denial };
  return { value, requestId, error };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function parseXml(body: string): unknown {
  const { documentElement } = new DOMParser().parseFromString(body, "text/xml");
  return documentElement.querySelector("parsererror") ? body : readElement(documentElement);
}

/** Elements of one name become a list; one alone may be a list's only item, which XML does not tell. */
function readElement(element: Element): unknown {
  if (element.children.length === 0) return element.textContent;
  const named = Map.groupBy(element.children, ({ nodeName }) => nodeName);
  const fields = [...named].map(([name, [first, ...others]]) => {
    const values = [first, ...others].map((child) => child && readElement(child));
    return [name, others.length === 0 ? values[0] : values] as const;
  });
  return Object.fromEntries(fields);
}

export const formatMs = (ms: number): string => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const [units, power] = [["KiB", "MiB", "GiB", "TiB"], Math.min(4, Math.floor(Math.log2(bytes) / 10))];
  return `${(bytes / 1024 ** power).toFixed(1)} ${units[power - 1]}`;
}
