import { useSyncExternalStore } from "react";
import type { ActAs } from "../session/session-api.ts";
import { type Parameters, toFragment } from "./parameters.ts";

/** A call that was made, without its answer and its secrets. */
export interface PastCall {
  readonly id: string;
  readonly product: string;
  readonly action: string;
  /** Its parameters, as the end of its link. */
  readonly fragment: string;
  /** The user or role whose permissions it was made with, unless they were one's own. */
  readonly as?: string;
  readonly status: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Of this browser tab only: gone when it is closed. */
const storageKey = "medialoft.calls";
const mostKept = 50;
const listeners = new Set<() => void>();
let calls = read();

function read(): readonly PastCall[] {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? "[]") as readonly PastCall[];
  } catch {
    return [];
  }
}

function keep(next: readonly PastCall[]): void {
  calls = next;
  sessionStorage.setItem(storageKey, JSON.stringify(calls));
  for (const listener of listeners) listener();
}

interface MadeCall extends Pick<PastCall, "product" | "action" | "status"> {
  readonly parameters: Parameters;
  readonly as?: ActAs | undefined;
}

/** The same call made again stands once. */
export function remember({ product, action, status, parameters, as }: MadeCall): void {
  const [name] = Object.values(as ?? {});
  const made = { id: makeId(), product, action, status, fragment: toFragment(parameters), at: Date.now() };
  const call: PastCall = { ...made, ...(name !== undefined && { as: name }) };
  const isSame = (past: PastCall) =>
    past.product === product && past.action === action && past.fragment === call.fragment && past.as === call.as;
  keep([call, ...calls.filter((past) => !isSame(past))].slice(0, mostKept));
}

/** Pages on plain http have no `randomUUID`. */
const makeId = (): string => `${Date.now()}-${Math.random()}`;

export const forgetCalls = (): void => keep([]);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Newest first. */
export const usePastCalls = (): readonly PastCall[] => useSyncExternalStore(subscribe, () => calls);
