import { folder, names } from "virtual:operations";
import { use } from "react";
import type { OperationDescription } from "../../src/reference/describe-operation.ts";
import type { OperationSummary } from "../../src/reference/summarize-operation.ts";
import { type Language, useLanguage } from "../language/language.tsx";

const answers = new Map<string, Promise<unknown>>();

/** A file of the build is read once; one that cannot be read is asked for again when the page is. */
function read<T>(path: string): Promise<T> {
  const known = answers.get(path) as Promise<T> | undefined;
  if (known) return known;
  const asked = fetch(`${folder}/${path}.json`).then((response) => {
    if (!response.ok) throw new Error(`${path} cannot be read: ${response.status}.`);
    return response.json() as Promise<T>;
  });
  answers.set(path, asked);
  return asked;
}

export const readOperations = (language: Language): Promise<readonly OperationSummary[]> => read(language);

export const isOperation = (name: string): boolean => names.includes(name);

/** @param name of an operation that there is. */
export const readOperation = (name: string, language: Language): Promise<OperationDescription> =>
  read(`${language}/${name}`);

/** All that the server has, in short, in the language that is spoken; the page waits for them. */
export const useOperations = (): readonly OperationSummary[] => use(readOperations(useLanguage().language));

/** Asks for it already now, beside what else the page waits for. */
export function usePreparedOperation(name: string | undefined): void {
  const { language } = useLanguage();
  if (name !== undefined && isOperation(name)) void readOperation(name, language);
}

/** All that the contract says of one operation; the page waits for it. */
export const useOperation = (name: string): OperationDescription => use(readOperation(name, useLanguage().language));
