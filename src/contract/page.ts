export interface PageRequest {
  readonly offset: number;
  readonly size: number;
}

interface PageInput {
  readonly PageNo?: number | undefined;
  readonly PageSize?: number | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

const tokenPattern = /^p(\d{1,9})$/;

/** Reads both paging styles; a token wins over a page number. Answers undefined when the token was not made by {@link formatToken}. */
export function parsePage(input: PageInput): PageRequest | undefined {
  const size = input.MaxResults ?? input.PageSize ?? 10;
  if (input.NextToken === undefined) return { offset: ((input.PageNo ?? 1) - 1) * size, size };
  const offset = tokenPattern.exec(input.NextToken)?.[1];
  return offset === undefined ? undefined : { offset: Number(offset), size };
}

/** The token of the page after this one, or undefined on the last page. */
export function formatToken(request: PageRequest, total: number): string | undefined {
  const next = request.offset + request.size;
  return next < total ? `p${next}` : undefined;
}
