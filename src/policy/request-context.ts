import { foldKey } from "./condition-keys.ts";

type ContextEntries = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a request says about itself. Its keys are folded when a condition asks for the first one: most requests meet none. */
export class RequestContext {
  readonly #entries: ContextEntries;
  #values: Map<string, readonly string[]> | undefined;

  constructor(entries: ContextEntries) {
    this.#entries = entries;
  }

  /** At least one value, or undefined. */
  find(foldedKey: string): readonly string[] | undefined {
    this.#values ??= foldEntries(this.#entries);
    return this.#values.get(foldedKey);
  }
}

/** What is undefined or an empty list is a key that the request does not have. */
export const requestContext = (entries: ContextEntries): RequestContext => new RequestContext(entries);

function foldEntries(entries: ContextEntries): Map<string, readonly string[]> {
  const folded = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(entries)) {
    const values = typeof value === "string" ? [value] : value;
    if (values && values.length > 0) folded.set(foldKey(name), values);
  }
  return folded;
}
