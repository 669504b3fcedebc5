import { ApiError } from "../contract/errors.ts";

/** Rows behind a name, in the order of names. */
export interface NamePage {
  /** In lower case; empty for the first page. */
  readonly after: string;
  readonly size: number;
}

interface PageInput {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

/** What a list's caller asked for. A marker that {@link cutPage} has not made is refused. */
export function parseNamePage({ Marker, MaxItems }: PageInput): NamePage {
  const size = MaxItems ?? 100;
  if (Marker === undefined) return { after: "", size };
  const after = Buffer.from(Marker, "base64url").toString();
  if (after !== "" && formatMarker(after) === Marker) return { after, size };
  throw new ApiError("InvalidParameter.WrongFormat", {
    name: "Marker",
    diagnosis: "Marker was not made by this operation: send the one of the page before.",
  });
}

/** A page's answer, from its rows and the one behind them: lists ask for `size + 1`. */
export function cutPage<T extends { readonly name_key: string }>(rows: readonly T[], size: number) {
  const items = rows.slice(0, size);
  const last = items.at(-1);
  const page =
    rows.length > size && last ? { IsTruncated: true, Marker: formatMarker(last.name_key) } : { IsTruncated: false };
  return { items, page };
}

const formatMarker = (name: string): string => Buffer.from(name).toString("base64url");
