import type { OperationDescription } from "../../../src/reference/describe-operation.ts";
import type { OperationSummary } from "../../../src/reference/summarize-operation.ts";
import { toFragment } from "../../explorer/parameters.ts";
import { explorerPath, listServed } from "../../operations/operations.tsx";
import { type AuditRecord, readParameters } from "./audit-record.ts";

interface AgainLink {
  readonly path: string;
  /** Parameters that the log does not hold whole. */
  readonly leftOut: readonly string[];
}

/** Those that the call may have been, by the actions that it needed. */
export function findCandidates<T extends OperationSummary>(record: AuditRecord, operations: readonly T[]): T[] {
  if (record.Event !== "call") return [];
  const actions = [record.Action, ...(record.Needs ?? []).map(({ Action }) => Action)];
  return operations.filter(({ permissions }) => actions.includes(permissions[0]?.action));
}

/** Where the Explorer makes the same call; undefined for what no operation of the list can have been. */
export function findAgain(record: AuditRecord, operations: readonly OperationDescription[]): AgainLink | undefined {
  const sent = readParameters(record);
  const names = Object.keys(sent).map((name) => name.split(".")[0] ?? "");
  const takesAll = ({ parameters }: OperationDescription) =>
    names.every((name) => parameters.some((parameter) => parameter.name === name));
  const [served] = listServed(findCandidates(record, operations).filter(takesAll));
  if (!served) return undefined;
  const leftOut = Object.keys(sent).filter((name) => !isWhole(sent[name] ?? ""));
  const kept = Object.fromEntries(Object.entries(sent).filter(([name]) => !leftOut.includes(name)));
  return { path: `${explorerPath(served.product, served.operation.name)}${toFragment(kept)}`, leftOut };
}

/** Neither hidden nor cut. */
const isWhole = (value: string): boolean => !value.includes("***") && !value.endsWith("…");
