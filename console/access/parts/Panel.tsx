import { type ReactNode, useId } from "react";
import styles from "./panel.module.css";

interface PanelProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** The page's own title says it: this one is for screen readers only. */
  readonly isTitleUnseen?: boolean;
  /** Takes the whole width where others stand in pairs. */
  readonly isWide?: boolean;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a page, on a sheet of its own. */
export function Panel({ title, lead, isTitleUnseen = false, isWide, actions, children }: PanelProps) {
  const id = useId();
  return (
    <section className={styles.panel} data-wide={isWide} aria-labelledby={id}>
      <div className={isTitleUnseen ? "unseen" : styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      {children}
    </section>
  );
}

/** Panels beside each other where there is room. */
export function Panels({ children }: { readonly children: ReactNode }) {
  return <div className={styles.panels}>{children}</div>;
}
