import type { RecordedStatement } from "../audit/audit-record.ts";

/** What the simulator answers about one action on one resource. */
export interface SimulatedResult {
  readonly Action: string;
  readonly Resource: string;
  readonly Decision: "Allow" | "ExplicitDeny" | "ImplicitDeny";
  readonly DecidedBy: string;
  readonly Statements: readonly SimulatedStatement[];
  readonly MissingContextKeys: readonly string[];
  readonly Explanation: string;
  readonly SmallestPolicy?: string;
}

export interface SimulatedStatement extends RecordedStatement {
  readonly Explanation: string;
}

export interface SimulationAnswer {
  readonly Results: readonly SimulatedResult[];
}

/** Why, without the policy at its end and the line that leads to it: both are shown by themselves. */
export function reasonOf({ Explanation, SmallestPolicy = "" }: SimulatedResult): string {
  if (!endsWithPolicy(Explanation, SmallestPolicy)) return Explanation;
  return Explanation.slice(0, -SmallestPolicy.length).trimEnd().split("\n").slice(0, -1).join("\n");
}

/** The policy that would help; none when it is denied by a statement only, which no other one can undo. */
export const remedyOf = ({ Explanation, SmallestPolicy = "" }: SimulatedResult): string | undefined =>
  endsWithPolicy(Explanation, SmallestPolicy) ? SmallestPolicy : undefined;

const endsWithPolicy = (explanation: string, policy: string): boolean => policy !== "" && explanation.endsWith(policy);
