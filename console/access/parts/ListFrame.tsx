import { Button, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useWords } from "../../language/words.ts";
import styles from "./list-frame.module.css";
import { PanelEmpty, PanelRead, PanelRefused } from "./PanelRead.tsx";
import type { Listing } from "./use-listing.ts";
import { partWords } from "./words.ts";

interface ListFrameProps<T> {
  readonly listing: Listing<T>;
  /** What somebody looks for; ask for the whole list (`isWhole`) while it is not empty. */
  readonly filter: string;
  readonly onFilter: (text: string) => void;
  /** What is looked through. */
  readonly textOf: (row: T) => string;
  /** What stands there when there is none at all. */
  readonly empty: ReactNode;
  readonly children: (rows: readonly T[]) => ReactNode;
}

/** A list that is read in pages, with a filter above it and what is left below. */
export function ListFrame<T>({ listing, filter, onFilter, textOf, empty, children }: ListFrameProps<T>) {
  const words = useWords(partWords);
  const { reading, hasMore, isBusy, moreRefusal, more, again } = listing;
  return (
    <PanelRead reading={reading} onRetry={again}>
      {({ rows }) => {
        if (rows.length === 0) return empty;
        const wanted = filter.trim().toLowerCase();
        const found = wanted === "" ? rows : rows.filter((row) => textOf(row).toLowerCase().includes(wanted));
        return (
          <>
            <div className={styles.tools}>
              <TextInput
                aria-label={words.filter}
                placeholder={words.filter}
                leftSection={<IconSearch size={15} aria-hidden="true" />}
                size="sm"
                className={styles.filter}
                value={filter}
                onChange={({ target }) => onFilter(target.value)}
              />
              <p className={styles.count} role="status">
                {words.shown(found.length, rows.length, hasMore)}
              </p>
            </div>
            {found.length > 0 && children(found)}
            {found.length === 0 && (
              <PanelEmpty>
                <p>{isBusy ? words.filtering : words.nothingMatches}</p>
                <Button variant="default" size="compact-sm" onClick={() => onFilter("")}>
                  {words.forgetFilter}
                </Button>
              </PanelEmpty>
            )}
            {moreRefusal && <PanelRefused refusal={moreRefusal} onRetry={more} />}
            {hasMore && !moreRefusal && (
              <Button variant="default" size="sm" className={styles.more} loading={isBusy} onClick={more}>
                {words.more}
              </Button>
            )}
          </>
        );
      }}
    </PanelRead>
  );
}
