import fc from "fast-check";
import type { WireAnswer } from "./answers.ts";
import { type Chance, chance } from "./hostile-text.ts";
import { type Sending, sendAll, show } from "./lanes.ts";

/** One hostile request of a batch, and what its answers must be. */
export interface Attack extends Sending {
  readonly name: string;
  /** Throws when the answers are not what they must be. `bytes` are those that were sent last. */
  readonly judge: (answers: readonly WireAnswer[], bytes: Buffer) => void;
}

/** How a request is spoiled: which one, before and after its signing, by name and by chance. */
export interface Plan {
  readonly template: number;
  readonly before: readonly Step[];
  readonly after: readonly Step[];
  /** Single bytes that change at last. */
  readonly noise: readonly Chance[];
}

export interface Step {
  readonly name: string;
  readonly chance: Chance;
}

/** Node no longer says what is wrong with a body once a request wishes for another protocol: only its clock ends it. */
const alone = "Upgrade";
const apart = (steps: readonly Step[]): readonly Step[] =>
  steps.some(({ name }) => name === alone) ? steps.filter(({ name }) => name === alone) : steps;

const stepOf = (names: readonly string[]) => fc.record({ name: fc.constantFrom(...names), chance });

/** Plans with at least one change; most have one or two. */
export function plans(before: readonly string[], after: readonly string[]): fc.Arbitrary<Plan> {
  const template = fc.nat(1_000_000);
  const none = fc.constant([]);
  const few = (names: readonly string[]) => fc.array(stepOf(names), { minLength: 1, maxLength: 2 }).map(apart);
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ template, before: none, after: few(after), noise: none }) },
    { weight: 3, arbitrary: fc.record({ template, before: few(before), after: none, noise: none }) },
    { weight: 1, arbitrary: fc.record({ template, before: few(before), after: few(after), noise: none }) },
    {
      weight: 2,
      arbitrary: fc.record({
        template,
        before: none,
        after: none,
        noise: fc.array(chance, { minLength: 1, maxLength: 4 }),
      }),
    },
  );
}

/** Tells what kind of requests there were, and how they were answered. */
export interface Tally {
  readonly requests: number;
  readonly statuses: ReadonlyMap<number, number>;
}

interface Campaign {
  readonly port: number;
  readonly plans: fc.Arbitrary<Plan>;
  readonly requests: number;
  readonly prepare: (plan: Plan) => Attack;
}

const batch = 100;

/**
 * Sends so many hostile requests, several at once, and judges each answer. Of the first one that is answered wrongly, the
 * error tells what was sent, what came, and the seed that brings it back as MEDIALOFT_TEST_SEED.
 */
export async function attack({ port, plans, requests, prepare }: Campaign): Promise<Tally> {
  const statuses = new Map<number, number>();
  let count = 0;
  const seed = process.env.MEDIALOFT_TEST_SEED;
  await fc.assert(
    fc.asyncProperty(fc.array(plans, { minLength: batch, maxLength: batch }), async (some) => {
      const attacks = some.map(prepare);
      const sent: Buffer[] = [];
      const sendings = attacks.map((one, i): Sending => ({ ...one, make: () => (sent[i] = one.make()) }));
      const answers = await sendAll(port, sendings);
      for (const [i, one] of attacks.entries()) judgeOne(one, answers[i] ?? [], sent[i] ?? Buffer.alloc(0));
      count += attacks.length;
      for (const { status } of answers.flat()) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }),
    {
      numRuns: Math.ceil(requests / batch),
      endOnFailure: true,
      ...(seed === undefined ? {} : { seed: Number(seed) }),
      reporter: (run) => {
        if (run.failed) throw new Error(`MEDIALOFT_TEST_SEED=${run.seed}`, { cause: run.errorInstance });
      },
    },
  );
  return { requests: count, statuses };
}

function judgeOne({ name, judge }: Attack, answers: readonly WireAnswer[], bytes: Buffer): void {
  try {
    judge(answers, bytes);
  } catch (error) {
    const came = answers.map(({ status, headers, body }) => `${status} ${JSON.stringify([...headers])} ${show(body)}`);
    throw new Error(`${error}\n${name}\nsent ${show(bytes)}\ngot ${came.join("\n")}`, { cause: error });
  }
}

/** Collects what a process would report of exceptions and rejections that nobody handles, until it is disposed of. */
export function watchProcess() {
  const unhandled: unknown[] = [];
  const note = (cause: unknown) => unhandled.push(cause);
  process.on("uncaughtExceptionMonitor", note).on("unhandledRejection", note);
  return {
    unhandled,
    [Symbol.dispose]() {
      process.off("uncaughtExceptionMonitor", note).off("unhandledRejection", note);
    },
  };
}
