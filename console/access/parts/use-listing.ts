import { useCallback, useEffect, useRef, useState } from "react";
import { findAnswer, type Reading, type Refusal, useOperation } from "../operation.ts";
import { ramCall } from "./use-change.ts";

/** How RAM nests what its lists answer: `Users.User[]`. */
const nests = {
  ListUsers: ["Users", "User"],
  ListGroups: ["Groups", "Group"],
  ListRoles: ["Roles", "Role"],
  ListPolicies: ["Policies", "Policy"],
  ListUsersForGroup: ["Users", "User"],
} as const;

export type RamList = keyof typeof nests;

interface RamPage {
  readonly IsTruncated: boolean;
  readonly Marker?: string;
}

interface Rows<T> {
  readonly rows: readonly T[];
  /** Where the next page begins. */
  readonly marker?: string | undefined;
}

export interface Listing<T> {
  readonly reading: Reading<Rows<T>>;
  readonly hasMore: boolean;
  readonly isBusy: boolean;
  /** Why the next page could not be read. */
  readonly moreRefusal: Refusal | undefined;
  readonly more: () => void;
  readonly again: () => void;
}

const firstSize = 100;
const mostOfPage = 1000;

/**
 * Reads a list of RAM page by page: the first one at once, the next when `more` is called, and all of them when `isWhole`
 * is asked for. After `again` as many rows as were shown are read anew.
 */
export function useListing<T>(
  action: RamList,
  {
    parameters = {},
    isWhole = false,
  }: { readonly parameters?: Record<string, string>; readonly isWhole?: boolean } = {},
): Listing<T> {
  const operate = useOperation();
  const [reading, setReading] = useState<Reading<Rows<T>>>({ kind: "loading" });
  const [isBusy, setBusy] = useState(false);
  const [moreRefusal, setMoreRefusal] = useState<Refusal>();
  const [turn, setTurn] = useState(0);
  const shown = useRef(firstSize);
  const key = JSON.stringify([parameters, turn]);
  const current = useRef(key);
  const readPage = useCallback(
    async (asked: Record<string, string | undefined>) => {
      const outcome = await operate<RamPage & Record<string, Record<string, T[]>>>(ramCall(action, asked));
      if ("refusal" in outcome) return outcome;
      const [list, item] = nests[action];
      const { IsTruncated, Marker } = outcome.answer;
      return { answer: { rows: outcome.answer[list]?.[item] ?? [], marker: IsTruncated ? Marker : undefined } };
    },
    [operate, action],
  );
  useEffect(() => {
    const [asked] = JSON.parse(key) as [Record<string, string>];
    current.current = key;
    setMoreRefusal(undefined);
    readPage({ ...asked, MaxItems: String(shown.current) }).then((outcome) => {
      if (current.current === key) setReading({ kind: "read", ...outcome });
    });
  }, [key, readPage]);
  const before = findAnswer(reading);
  const hasMore = before?.marker !== undefined;
  const more = useCallback(async () => {
    if (before?.marker === undefined) return;
    setBusy(true);
    const [asked] = JSON.parse(key) as [Record<string, string>];
    const outcome = await readPage({ ...asked, Marker: before.marker, MaxItems: String(mostOfPage) });
    setBusy(false);
    if (current.current !== key) return;
    if ("refusal" in outcome) return setMoreRefusal(outcome.refusal);
    const { rows, marker } = outcome.answer;
    const all = [...before.rows, ...rows];
    shown.current = Math.min(mostOfPage, Math.max(firstSize, all.length));
    setReading({ kind: "read", answer: { rows: all, marker } });
  }, [before, key, readPage]);
  useEffect(() => {
    if (isWhole && hasMore && !isBusy && !moreRefusal) void more();
  }, [isWhole, hasMore, isBusy, moreRefusal, more]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  return { reading, hasMore, isBusy, moreRefusal, more: () => void more(), again };
}
