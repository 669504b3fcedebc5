import { type Counted, Durations, writeFamily } from "./metrics-text.ts";

/** A call that was answered, as it is counted. */
interface CountedCall {
  /** Stands for product and action: the same object for each call of an operation. */
  readonly found: { readonly product: string; readonly operation: { readonly name: string } } | undefined;
  readonly status: number;
  readonly durationMs: number;
  /** Undefined when nothing was decided. */
  readonly decision: string | undefined;
}

class CallCounts {
  /** By the first digit of the status. */
  readonly classes = [0, 0, 0, 0, 0, 0];
  readonly durations = new Durations();
}

const methods = ["GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"] as const;
const unknown = { product: "", operation: { name: "" } };

/** Counts what is answered. Counting costs some additions and no text: that is made when somebody asks. */
export class Metrics {
  readonly #calls = new Map<object, CallCounts>();
  readonly #objects = new Map<string, CallCounts>();
  readonly #decisions = new Map<string, number>();
  readonly #signIns = new Map<string, number>();

  countCall({ found, status, durationMs, decision }: CountedCall): void {
    count(this.#calls, found ?? unknown, status, durationMs);
    if (decision !== undefined) this.#decisions.set(decision, (this.#decisions.get(decision) ?? 0) + 1);
  }

  countObjectRequest(method: string | undefined, status: number, durationMs: number): void {
    count(this.#objects, methods.find((name) => name === method) ?? "other", status, durationMs);
  }

  countSignIn(outcome: string): void {
    this.#signIns.set(outcome, (this.#signIns.get(outcome) ?? 0) + 1);
  }

  /** In the text form of Prometheus, with these gauges behind the counters. */
  text(gauges: readonly Counted[]): string {
    const calls = Array.from(this.#calls, ([found, counts]) => ({ labels: callLabels(found), counts }));
    const objects = Array.from(this.#objects, ([method, counts]) => ({ labels: { method }, counts }));
    const byName = (map: ReadonlyMap<string, number>, label: string) =>
      Array.from(map, ([name, value]) => ({ labels: { [label]: name }, value }));
    const families: readonly Counted[] = [
      ...familiesOf("calls", "Calls of operations", calls),
      ...familiesOf("object_requests", "Requests at the object address", objects),
      {
        name: "medialoft_decisions_total",
        kind: "counter",
        help: "Calls by what authorization decided.",
        samples: byName(this.#decisions, "decision"),
      },
      {
        name: "medialoft_console_sign_ins_total",
        kind: "counter",
        help: "Attempts to sign in at the console.",
        samples: byName(this.#signIns, "outcome"),
      },
      ...gauges,
    ];
    return families.map(writeFamily).join("");
  }
}

function count<K>(counts: Map<K, CallCounts>, key: K, status: number, durationMs: number): void {
  let one = counts.get(key);
  if (!one) {
    one = new CallCounts();
    counts.set(key, one);
  }
  const digit = Math.trunc(status / 100);
  one.classes[digit] = (one.classes[digit] ?? 0) + 1;
  one.durations.observe(durationMs / 1000);
}

const callLabels = (found: object) => {
  const { product, operation } = found as typeof unknown;
  return { product, action: operation.name };
};

interface Group {
  readonly labels: Readonly<Record<string, string>>;
  readonly counts: CallCounts;
}

function familiesOf(noun: string, help: string, groups: readonly Group[]): Counted[] {
  const samples = groups.flatMap(({ labels, counts }) =>
    counts.classes.flatMap((value, digit) =>
      value === 0 ? [] : [{ labels: { ...labels, status: `${digit}xx` }, value }],
    ),
  );
  const durations = groups.flatMap(({ labels, counts }) => counts.durations.samples(labels));
  return [
    { name: `medialoft_${noun}_total`, kind: "counter", help: `${help}, by status.`, samples },
    {
      name: `medialoft_${noun}_duration_seconds`,
      kind: "histogram",
      help: `${help}, how long they took.`,
      samples: durations,
    },
  ];
}
