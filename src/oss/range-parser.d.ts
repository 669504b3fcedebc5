declare module "range-parser" {
  /** -1: none can be satisfied; -2: malformed. */
  export default function parseRange(
    size: number,
    header: string,
  ): -1 | -2 | (readonly { readonly start: number; readonly end: number }[] & { readonly type: string });
}
