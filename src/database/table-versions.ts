const writing = /^\s*(?:insert(?:\s+or\s+\w+)?\s+into|replace\s+into|update|delete\s+from)\s+"(\w+)"/i;
const reading = /^\s*select\b/i;

/** The table that a statement writes to; `*` when it cannot be told. */
export function writtenTable(sql: string): string | undefined {
  return writing.exec(sql)?.[1] ?? (reading.test(sql) ? undefined : "*");
}

/** How often something was committed to each table: what was read of one holds for as long as its number stays the same. */
export class TableVersions {
  readonly #versions = new Map<string, number>();
  readonly #written = new Set<string>();
  #all = 0;

  /** In the transaction that is open now. */
  write(table: string): void {
    this.#written.add(table);
  }

  /** What was written can be read from now on. */
  publish(): void {
    for (const table of this.#written) {
      if (table === "*") this.#all += 1;
      else this.#versions.set(table, (this.#versions.get(table) ?? 0) + 1);
    }
    this.#written.clear();
  }

  of(table: string): number {
    return (this.#versions.get(table) ?? 0) + this.#all;
  }
}
