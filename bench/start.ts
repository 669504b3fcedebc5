import { type Figure, figure, median } from "./figure.ts";
import { makeFolder, Program, startMedialoft } from "./processes.ts";

const rounds = 7;

/** From spawning to the ready line, on a data folder that is there, beside a program that only opens SQLite and listens. */
export async function measureStart(): Promise<Figure[]> {
  await using folder = await makeFolder();
  await using bareFolder = await makeFolder();
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const one = await millisecondsToReady(() => startMedialoft(folder.path));
    const other = await millisecondsToReady(() => new Program("reference/listener.ts", [bareFolder.path]));
    if (round === 0) continue;
    ours.push(one);
    theirs.push(other);
  }
  return [figure("start", median(ours), "ms", median(theirs))];
}

async function millisecondsToReady(start: () => Program): Promise<number> {
  const began = performance.now();
  await using program = start();
  await program.next();
  return performance.now() - began;
}
