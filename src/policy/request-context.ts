import { foldKey } from "./condition-keys.ts";

declare const folded: unique symbol;

/** What a request says about itself, by folded key, each with at least one value. */
export type RequestContext = ReadonlyMap<string, readonly string[]> & { readonly [folded]: true };

type ContextEntries = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What is undefined or an empty list is a key that the request does not have. */
export function requestContext(entries: ContextEntries): RequestContext {
  const context = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(entries)) {
    const values = typeof value === "string" ? [value] : value;
    if (values && values.length > 0) context.set(foldKey(name), values);
  }
  return context as unknown as RequestContext;
}
