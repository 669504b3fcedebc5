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

interface Kept {
  /** Whose calls they are. */
  readonly owner: string | undefined;
  readonly calls: readonly PastCall[];
}

/** Of this browser tab only: gone when it is closed. */
const storageKey = "medialoft.calls";
const mostKept = 50;
const listeners = new Set<() => void>();
const none: readonly PastCall[] = [];
let kept = read();
/** Nobody sees the calls of somebody else, or without being signed in. */
let isShown = false;

function read(): Kept {
  try {
    const { owner, calls = none } = JSON.parse(sessionStorage.getItem(storageKey) ?? "{}") as Partial<Kept>;
    return { owner, calls };
  } catch {
    return { owner: undefined, calls: none };
  }
}

function keep(calls: readonly PastCall[], owner = kept.owner): void {
  kept = { owner, calls };
  if (calls.length > 0) sessionStorage.setItem(storageKey, JSON.stringify(kept));
  else sessionStorage.removeItem(storageKey);
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}

/** Says who is signed in. While nobody is, the calls are kept for who made them; they are forgotten as soon as it is somebody else. */
export function showCallsOf(owner: string | undefined): void {
  isShown = owner !== undefined;
  if (isShown && owner !== kept.owner) keep(none, owner);
  else tell();
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
  keep([call, ...kept.calls.filter((past) => !isSame(past))].slice(0, mostKept));
}

/** Pages on plain http have no `randomUUID`. */
const makeId = (): string => `${Date.now()}-${Math.random()}`;

export const forgetCalls = (): void => keep(none);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Newest first. */
export const usePastCalls = (): readonly PastCall[] =>
  useSyncExternalStore(subscribe, () => (isShown ? kept.calls : none));
