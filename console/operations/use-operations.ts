import { folder, names } from "virtual:operations";
import { use, useRef, useSyncExternalStore } from "react";
import type { OperationDescription } from "../../src/reference/describe-operation.ts";
import type { OperationSummary } from "../../src/reference/summarize-operation.ts";
import { type Language, useLanguage } from "../language/language.tsx";

/** A file of the build: on its way, then what it holds or why it could not be read. */
interface Asked<T> {
  readonly promise: Promise<T>;
  isSettled: boolean;
}

const files = new Map<string, Asked<unknown>>();
const listeners = new Set<() => void>();

/** Each is asked for once; one that cannot be read is asked for again when the page is loaded anew. */
function ask<T>(path: string): Asked<T> {
  const known = files.get(path) as Asked<T> | undefined;
  if (known) return known;
  const asked: Asked<T> = { promise: fetchFile<T>(path), isSettled: false };
  files.set(path, asked);
  const settle = () => {
    asked.isSettled = true;
    for (const listener of listeners) listener();
  };
  asked.promise.then((value) => {
    // With these React does not wait for what is there.
    Object.assign(asked.promise, { status: "fulfilled", value });
    settle();
  }, settle);
  return asked;
}

async function fetchFile<T>(path: string): Promise<T> {
  const response = await fetch(`${folder}/${path}.json`);
  if (!response.ok) throw new Error(`${path} cannot be read: ${response.status}.`);
  return (await response.json()) as T;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is there is shown at once; for the rest the page waits. A component that has waited must ask React again, too. */
const useFile = <T>(path: string): T => use(ask<T>(path).promise);

export const readOperations = (language: Language): Promise<readonly OperationSummary[]> =>
  ask<readonly OperationSummary[]>(language).promise;

export const isOperation = (name: string): boolean => names.includes(name);

/** @param name of an operation that there is. */
export const readOperation = (name: string, language: Language): Promise<OperationDescription> =>
  ask<OperationDescription>(`${language}/${name}`).promise;

/** All that the server has, in short, in the language that is spoken; the page waits for them. */
export const useOperations = (): readonly OperationSummary[] => useFile(useLanguage().language);

/** What policies are asked for each operation, by its name; the page waits for it. */
export const usePermissions = (): Readonly<Record<string, OperationDescription["permissions"]>> =>
  useFile(`${useLanguage().language}/permissions`);

/** All that the contract says of one operation; the page waits for it. */
export const useOperation = (name: string): OperationDescription => useFile(`${useLanguage().language}/${name}`);

/**
 * Asks for all that a page with the list and this operation shows, and says whether it is there. A page that waits in
 * this way comes at once; React holds one back that only suspends.
 */
export function useLoaded(name?: string): boolean {
  const { language } = useLanguage();
  const paths = name !== undefined && isOperation(name) ? [language, `${language}/${name}`] : [language];
  const isLoaded = () => paths.map((path) => ask(path).isSettled).every(Boolean);
  return useSyncExternalStore(subscribe, isLoaded);
}

/** What was asked for once it is there, and until then what was there before; undefined while there is nothing yet. */
export function useLast<T>(asked: T, isLoaded: boolean): T | undefined {
  const last = useRef<T>(undefined);
  if (isLoaded) last.current = asked;
  return last.current;
}
