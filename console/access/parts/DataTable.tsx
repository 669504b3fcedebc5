import type { ReactNode } from "react";
import styles from "./data-table.module.css";

export interface Column<T> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
  /** Left out where there is no room for it. */
  readonly isWideOnly?: boolean;
  /** Its title is for screen readers, and it stands at the end: buttons. */
  readonly isActions?: boolean;
}

export interface DataTableProps<T> {
  /** What the table lists, for screen readers. */
  readonly label: string;
  readonly rows: readonly T[];
  readonly columns: readonly Column<T>[];
  readonly keyOf: (row: T) => string;
}

/** Rows under titled columns; the first column names the row. */
export function DataTable<T>({ label, rows, columns, keyOf }: DataTableProps<T>) {
  return (
    <table className={styles.table}>
      <caption className="unseen">{label}</caption>
      <thead>
        <tr>
          {columns.map(({ id, title, isWideOnly, isActions }) => (
            <th key={id} scope="col" data-wide={isWideOnly} data-actions={isActions}>
              {isActions ? <span className="unseen">{title}</span> : title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column, index) => (
              <Cell key={column.id} row={row} column={column} isName={index === 0} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps<T> {
  readonly row: T;
  readonly column: Column<T>;
  readonly isName: boolean;
}

function Cell<T>({ row, column: { cell, isWideOnly, isActions }, isName }: CellProps<T>) {
  const content = isActions ? <div className={styles.buttons}>{cell(row)}</div> : cell(row);
  const marks = { "data-wide": isWideOnly, "data-actions": isActions };
  return isName ? (
    <th scope="row" {...marks}>
      {content}
    </th>
  ) : (
    <td {...marks}>{content}</td>
  );
}

/** The name of a row, and below it what else it is called. */
export function NameCell({ children, about }: { readonly children: ReactNode; readonly about?: string }) {
  return (
    <>
      <span className={styles.name}>{children}</span>
      {about !== undefined && about !== "" && <small className={styles.about}>{about}</small>}
    </>
  );
}
