import type { ReactNode } from "react";
import styles from "./pill-tabs.module.css";

export interface Pill<T extends string> {
  readonly id: T;
  readonly title: string;
  /** Said of it in small, for instance that it is not run. */
  readonly mark?: string;
}

interface PillTabsProps<T extends string> {
  readonly label: string;
  readonly pills: readonly Pill<T>[];
  readonly chosen: T;
  readonly choose: (id: T) => void;
  /** The panel of the chosen one. */
  readonly children: ReactNode;
  readonly beside?: ReactNode;
}

/** A row of tabs for views of one thing. Arrow keys go to the neighbours. */
export function PillTabs<T extends string>({ label, pills, chosen, choose, children, beside }: PillTabsProps<T>) {
  const title = pills.find(({ id }) => id === chosen)?.title ?? "";
  return (
    <>
      <div className={styles.row}>
        <div className={styles.pills} role="tablist" aria-label={label}>
          {pills.map((pill) => (
            <button
              key={pill.id}
              type="button"
              role="tab"
              className={styles.pill}
              data-marked={pill.mark !== undefined}
              title={pill.mark}
              aria-selected={pill.id === chosen}
              tabIndex={pill.id === chosen ? 0 : -1}
              onClick={() => choose(pill.id)}
              onKeyDown={({ key, currentTarget }) => goBeside(key, currentTarget)}
            >
              {pill.title}
              {pill.mark !== undefined && <span className="unseen">, {pill.mark}</span>}
            </button>
          ))}
        </div>
        {beside}
      </div>
      <div role="tabpanel" aria-label={title} className={styles.panel}>
        {children}
      </div>
    </>
  );
}

function goBeside(key: string, { nextElementSibling, previousElementSibling, parentElement }: Element): void {
  const next = {
    ArrowRight: nextElementSibling ?? parentElement?.firstElementChild,
    ArrowLeft: previousElementSibling ?? parentElement?.lastElementChild,
    Home: parentElement?.firstElementChild,
    End: parentElement?.lastElementChild,
  }[key];
  if (!(next instanceof HTMLButtonElement)) return;
  next.focus();
  next.click();
}
