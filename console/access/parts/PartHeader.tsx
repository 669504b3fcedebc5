import { IconArrowLeft } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { usePageTitle } from "../../pages/use-page-title.ts";
import styles from "./part-header.module.css";

interface PartHeaderProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** Where the thing on this page is listed. */
  readonly back?: { readonly to: string; readonly title: string };
  /** Buttons. */
  readonly children?: ReactNode;
}

/** The head of each page: its name, what it is for, and what can be done with the whole of it. */
export function PartHeader({ title, lead, back, children }: PartHeaderProps) {
  usePageTitle(title);
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        {back && (
          <Link href={back.to} className={styles.back}>
            <IconArrowLeft size={15} aria-hidden="true" />
            {back.title}
          </Link>
        )}
        <h1 className={styles.title}>{title}</h1>
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      </div>
      {children && <div className={styles.actions}>{children}</div>}
    </header>
  );
}
