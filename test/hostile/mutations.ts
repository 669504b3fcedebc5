import { bodyMutations } from "./body-mutations.ts";
import { headerMutations, lineMutations } from "./head-mutations.ts";
import { type Chance, placeIn } from "./hostile-text.ts";
import type { Mutation } from "./mutation.ts";
import { targetMutations } from "./target-mutations.ts";

/** Everything that can be done to any request, by its name. */
export const rawMutations: Readonly<Record<string, Mutation>> = {
  ...targetMutations,
  ...lineMutations,
  ...headerMutations,
  ...bodyMutations,
};

/** Changes of single bytes anywhere. */
export function corrupt(bytes: Buffer, chances: readonly Chance[]): Buffer {
  let text = bytes.toString("latin1");
  for (const { at, count } of chances) {
    const place = placeIn(text, at);
    const kept = text.slice(place + (count % 3));
    text = text.slice(0, place) + String.fromCharCode((count >> 2) % 256).repeat((count >> 10) % 3) + kept;
  }
  return Buffer.from(text, "latin1");
}
