import { type ErrorCode, type ErrorDefinition, errorCatalogue } from "../contract/errors.ts";
import { identityErrors } from "../contract/identity-errors.ts";
import { denialCodes, type ProductCode } from "../contract/operation.ts";

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

/** What a caller of a product is told who may not do it. */
export const describeDenial = (product: ProductCode): ErrorDescription => describeError(denialCodes[product]);

/**
 * What a code on the wire may mean, the name of the parameter in it filled in: one of these for each text that the server may
 * send with this code. `MissingTimestamp` is MissingCommonParameter of Timestamp.
 */
export function findErrors(errors: readonly ErrorDescription[], wireCode: string): readonly ErrorDescription[] {
  const found = errors.flatMap((error) => {
    const name = matchCode(error.code, wireCode);
    return name === undefined ? [] : [{ exact: name === "", error: name === "" ? error : fillName(error, name) }];
  });
  const exact = found.filter((candidate) => candidate.exact);
  return (exact.length > 0 ? exact : found).map(({ error }) => error);
}

/** The parameter in a code; an empty text when the code names none, undefined when it is another code. */
function matchCode(code: string, wireCode: string): string | undefined {
  const [before = "", after] = code.split("{name}");
  if (after === undefined) return code === wireCode ? "" : undefined;
  if (wireCode.length <= code.length - "{name}".length) return undefined;
  const name = wireCode.slice(before.length, wireCode.length - after.length);
  const fits = wireCode.startsWith(before) && wireCode.endsWith(after);
  return fits && /^[A-Z]\w*$/.test(name) ? name : undefined;
}

function fillName(error: ErrorDescription, name: string): ErrorDescription {
  const fill = (text: string) => text.replaceAll("{name}", () => name);
  const { code, message, cause, remedy } = error;
  return { ...error, code: fill(code), message: fill(message), cause: fill(cause), remedy: fill(remedy) };
}
