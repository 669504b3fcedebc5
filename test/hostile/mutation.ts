import type { Chance } from "./hostile-text.ts";
import type { RawRequest } from "./raw-request.ts";

/** What is done to a request after it was signed. */
export interface Mutation {
  readonly apply: (request: RawRequest, chance: Chance) => RawRequest;
  /** Whether the request still ends where it did for everybody, so that others may follow it. */
  readonly isFramed: boolean;
  /** Whether it says to every reader what it said before. */
  readonly keepsMeaning?: true;
}

/** For changes behind which another request may follow. */
export const framed = (apply: Mutation["apply"]): Mutation => ({ apply, isFramed: true });
export const same = (mutation: Mutation): Mutation => ({ ...mutation, keepsMeaning: true });
export const unframed = (apply: Mutation["apply"]): Mutation => ({ apply, isFramed: false });
