import type { AuditRecord } from "./audit-record.ts";

const columns = [
  "Time",
  "Event",
  "Detail",
  "Principal",
  "Action",
  "Resource",
  "Decision",
  "DecidedBy",
  "Statements",
  "Status",
  "ErrorCode",
  "SourceAddress",
  "DurationMicroseconds",
  "RequestId",
  "Parameters",
] as const satisfies readonly (keyof AuditRecord)[];

/** Lines end as RFC 4180 wants it. */
export const toCsv = (records: readonly AuditRecord[]): string =>
  [columns, ...records.map((record) => columns.map((column) => textOf(record[column])))]
    .map((row) => `${row.map(toCell).join(",")}\r\n`)
    .join("");

const textOf = (value: unknown): string =>
  value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);

/** What spreadsheets would take for a formula begins with an apostrophe: callers write into the log. */
const toCell = (text: string): string => {
  const safe = /^[\s]*[=+\-@|%\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};

export const toJson = (records: readonly AuditRecord[]): string => `${JSON.stringify(records, null, 2)}\n`;
