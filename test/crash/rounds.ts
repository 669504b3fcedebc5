import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Audit } from "./audit.ts";
import { Chance } from "./chance.ts";
import { Check, until } from "./check.ts";
import { Ledger } from "./ledger.ts";
import { LoadClient } from "./load.ts";
import { Program } from "./program.ts";
import { signForm, Wire } from "./wire.ts";

export interface CrashSettings {
  readonly rounds: number;
  readonly seed: number;
  /** How many answers a round waits for at most before it kills. */
  readonly answersAtMost: number;
  /** Called with a line a round. */
  readonly say: (line: string) => void;
}

export interface CrashResult {
  readonly acknowledged: number;
  /** What was lost, damaged or half there, each as a line. */
  readonly problems: readonly string[];
}

const clients = 12;

/** Loads the server, kills it and starts it again on the same folder, round after round. */
export async function crash(settings: CrashSettings): Promise<CrashResult> {
  const folder = await mkdtemp(join(tmpdir(), "medialoft-crash-"));
  const result = await new CrashRun(folder, settings).run();
  if (result.problems.length === 0) await rm(folder, { recursive: true });
  else settings.say(`The data folder is kept: ${folder}`);
  return result;
}

class CrashRun {
  readonly #folder: string;
  readonly #settings: CrashSettings;
  readonly #chance: Chance;
  readonly #video = readFileSync(new URL("../samples/video.mp4", import.meta.url));
  readonly #ledger = new Ledger();
  readonly #problems: string[] = [];
  #program: Program | undefined;

  constructor(folder: string, settings: CrashSettings) {
    this.#folder = folder;
    this.#settings = settings;
    this.#chance = new Chance(settings.seed);
  }

  async run(): Promise<CrashResult> {
    try {
      await this.#runRounds();
    } finally {
      await this.#program?.kill();
    }
    return { acknowledged: this.#ledger.acknowledged, problems: this.#problems };
  }

  async #runRounds(): Promise<void> {
    const { rounds, say } = this.#settings;
    await this.#killStarts(1);
    let { program } = await this.#start();
    for (let round = 1; round <= rounds && this.#problems.length === 0; round++) {
      const killed = await this.#loadAndKill(program, round);
      await this.#killStarts(this.#chance.between(0, 1));
      const started = await this.#start();
      program = started.program;
      say(`round ${round}/${rounds}: ${killed}; started in ${started.seconds} s; ${await this.#check(program, round)}`);
    }
    const code = await program.stop();
    if (code !== 0) this.#problems.push(`The server ended with code ${code}. ${program.complaints}`);
  }

  async #start(): Promise<{ program: Program; seconds: string }> {
    const startedAt = performance.now();
    const program = new Program(this.#folder);
    this.#program = program;
    await program.ready();
    return { program, seconds: ((performance.now() - startedAt) / 1000).toFixed(2) };
  }

  /** Starting is killed too: what it recovers and sweeps must bear that. */
  async #killStarts(count: number): Promise<void> {
    for (let starts = 0; starts < count; starts++) {
      await using program = new Program(this.#folder);
      await Promise.race([sleep(this.#chance.between(50, 1000)), program.ready()]);
    }
  }

  async #loadAndKill(program: Program, round: number): Promise<string> {
    using wire = await this.#connect(program);
    const answers = this.#chance.between(1, this.#settings.answersAtMost);
    const reached = this.#ledger.reach(this.#ledger.acknowledged + answers);
    const load = Array.from({ length: clients }, (_, client) => {
      const parts = { wire, ledger: this.#ledger, chance: this.#chance.fork(), round, client, video: this.#video };
      return new LoadClient(parts).run();
    });
    const failed = Promise.all(load).then(
      () => undefined,
      (error: Error) => error.message,
    );
    await Promise.race([reached, failed]);
    await sleep(this.#chance.between(0, 12));
    const { inFlight } = this.#ledger;
    await program.kill();
    const failure = await failed;
    if (failure !== undefined) this.#problems.push(`${failure} ${program.complaints}`);
    this.#ledger.inFlight = 0;
    return `killed after ${answers} answers with ${inFlight} requests under way`;
  }

  async #connect(program: Program): Promise<Wire> {
    const wire = new Wire(await program.ready());
    const { body } = await wire.call(signForm("CreateYikeAssetUpload", { FileExt: "txt" }));
    const { pathname } = new URL(JSON.parse(body.toString()).FileURL);
    wire.bucket = pathname.split("/")[1] ?? "";
    return wire;
  }

  async #check(program: Program, round: number): Promise<string> {
    using audit = new Audit(this.#folder);
    const unfinished = audit.incoming().map((name) => `${name} was left in incoming`);
    using wire = await this.#connect(program);
    const writes = this.#ledger.writes.splice(0);
    const unrecorded = audit.withoutRow(writes).map((requestId) => `the write ${requestId} is not in the audit log`);
    const halves = audit.problems();
    const check = new Check({
      wire,
      ledger: this.#ledger,
      audit,
      chance: this.#chance,
      round,
      video: this.#video,
      isLast: round === this.#settings.rounds,
    });
    const stuck = (await until(() => audit.preparing() === 0)) ? [] : [`${audit.preparing()} assets stay Preparing`];
    await check.run();
    const swept = (await until(() => audit.leftovers().length === 0)) ? [] : [`${audit.leftovers().length} files left`];
    const problems = [...unfinished, ...unrecorded, ...halves, ...stuck, ...check.problems, ...swept];
    this.#problems.push(...problems.map((problem) => `round ${round}: ${problem}`));
    const { objects, assets, uploads, productions } = check.counts;
    const counts = `checked ${writes.length} audit rows, ${objects} objects, ${assets} assets, ${uploads} open uploads, ${productions} productions`;
    return `${counts}: ${problems.length === 0 ? "nothing lost" : `${problems.length} PROBLEMS`}`;
  }
}
