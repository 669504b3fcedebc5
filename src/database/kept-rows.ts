import type { Connection } from "./connect.ts";
import type { Schema } from "./schema.ts";

const maxRows = 1000;

interface Kept<R> {
  readonly version: number;
  readonly rows: Map<string, R>;
}

/** Rows that were read lately, for as long as nothing is written to their table. */
export class KeptRows<R extends object> {
  readonly #table: keyof Schema;
  readonly #isSmall: (row: R) => boolean;
  readonly #kept = new WeakMap<Connection, Kept<R>>();

  /** Only small rows are kept, so that nobody fills the memory with large ones. */
  constructor(table: keyof Schema, isSmall: (row: R) => boolean) {
    this.#table = table;
    this.#isSmall = isSmall;
  }

  /** The row of this key, frozen when it is kept. */
  async find(db: Connection, key: string, load: () => Promise<R | undefined>): Promise<R | undefined> {
    const version = db.version(this.#table);
    if (version === undefined) return load();
    const known = this.#kept.get(db);
    const row = known?.version === version ? known.rows.get(key) : undefined;
    return row ?? this.#load(db, { key, version }, load);
  }

  async #load(
    db: Connection,
    { key, version }: { readonly key: string; readonly version: number },
    load: () => Promise<R | undefined>,
  ): Promise<R | undefined> {
    const row = await load();
    if (!row || !this.#isSmall(row) || db.version(this.#table) !== version) return row;
    let kept = this.#kept.get(db);
    if (kept?.version !== version || kept.rows.size >= maxRows) {
      kept = { version, rows: new Map() };
      this.#kept.set(db, kept);
    }
    kept.rows.set(key, Object.freeze(row));
    return row;
  }
}
