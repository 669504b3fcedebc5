import type { OperationDescription } from "../../../src/reference/describe-operation.ts";
import { toFragment } from "../../explorer/parameters.ts";
import { explorerPath, listServed } from "../../operations/operations.tsx";
import { type AuditRecord, readParameters } from "./audit-record.ts";

interface AgainLink {
  readonly path: string;
  /** Parameters that the log does not hold whole. */
  readonly leftOut: readonly string[];
}

/** Where the Explorer makes the same call; undefined for what no operation of the list can have been. */
export function findAgain(record: AuditRecord, operations: readonly OperationDescription[]): AgainLink | undefined {
  if (record.Event !== "call") return undefined;
  const actions = [record.Action, ...(record.Needs ?? []).map(({ Action }) => Action)];
  const sent = readParameters(record);
  const names = Object.keys(sent).map((name) => name.split(".")[0] ?? "");
  const served = listServed(operations).find(
    ({ operation }) =>
      actions.includes(operation.permissions[0]?.action) &&
      names.every((name) => operation.parameters.some((parameter) => parameter.name === name)),
  );
  if (!served) return undefined;
  const leftOut = Object.keys(sent).filter((name) => !isWhole(sent[name] ?? ""));
  const kept = Object.fromEntries(Object.entries(sent).filter(([name]) => !leftOut.includes(name)));
  return { path: `${explorerPath(served.product, served.operation.name)}${toFragment(kept)}`, leftOut };
}

/** Neither hidden nor cut. */
const isWhole = (value: string): boolean => !value.includes("***") && !value.endsWith("…");
