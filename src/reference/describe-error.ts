import { type ErrorCode, type ErrorDefinition, errorCatalogue } from "../contract/errors.ts";
import { identityErrors } from "../contract/identity-errors.ts";

export interface ErrorDescription {
  /** In the catalogue; the same code may be there more than once with other texts. */
  readonly key: ErrorCode;
  /** On the wire; `{name}` stands for the parameter. */
  readonly code: string;
  readonly status: number;
  /** `{name}` and `{detail}` are filled in. */
  readonly message: string;
  readonly cause: string;
  readonly remedy: string;
}

export function describeError(key: ErrorCode): ErrorDescription {
  const { code = key, status, message, cause, remedy }: ErrorDefinition = errorCatalogue[key];
  return { key, code, status, message, cause, remedy };
}

/** The whole catalogue, in its order. */
export const describeErrors = (): readonly ErrorDescription[] =>
  Object.keys(errorCatalogue).filter(isKey).map(describeError);

const isKey = (key: string): key is ErrorCode => Object.hasOwn(errorCatalogue, key);

/** Whether every operation may answer it: what goes wrong before an operation runs, or in the server. */
export const isCommonError = (key: ErrorCode): boolean =>
  !Object.hasOwn(identityErrors, key) && key !== "ResourceNotFound";
