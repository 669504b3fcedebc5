import { type ColumnDataType, type ColumnDefinitionBuilder, type Kysely, sql } from "kysely";
import type { Dialect } from "../statement.ts";

type ColumnKind = "text" | "text?" | "number" | "number?";
export type Columns = Readonly<Record<string, ColumnKind>>;

export interface Table {
  readonly columns: Columns;
  readonly key: readonly string[];
  /**
   * Rows may be longer than some hundred bytes. SQLite then finds them by number: kept under their key, what does not fit beside
   * it would be read from the file each time.
   */
  readonly wide?: true;
}

export interface Index {
  readonly table: string;
  readonly columns: readonly string[];
  readonly unique?: true;
}

/** Texts compare bytewise on PostgreSQL as they do on SQLite, so that keys order the same on both. */
function columnType(type: string, dialect: Dialect): ColumnDataType | ReturnType<typeof sql> {
  if (type.startsWith("number")) return dialect === "postgres" ? "bigint" : "integer";
  return dialect === "postgres" ? sql`text collate "C"` : "text";
}

const demand =
  (type: string) =>
  (column: ColumnDefinitionBuilder): ColumnDefinitionBuilder =>
    type.endsWith("?") ? column : column.notNull();

export async function createTables(
  db: Kysely<unknown>,
  dialect: Dialect,
  tables: Readonly<Record<string, Table>>,
): Promise<void> {
  for (const [name, { columns, key, wide }] of Object.entries(tables)) {
    let table = db.schema.createTable(name);
    for (const [column, type] of Object.entries(columns)) {
      table = table.addColumn(column, columnType(type, dialect), demand(type));
    }
    let withKey = table.addPrimaryKeyConstraint(`${name}_pk`, [...key] as never[]);
    if (dialect === "sqlite" && !wide) withKey = withKey.modifyEnd(sql`without rowid`);
    await withKey.execute();
  }
}

/** Adds columns to a table that has rows: each either may be null or gets a value for the rows that are there. */
export async function addColumns(
  db: Kysely<unknown>,
  dialect: Dialect,
  table: string,
  columns: Columns,
  valueOfOldRows: Readonly<Record<string, string | number>> = {},
): Promise<void> {
  for (const [column, type] of Object.entries(columns)) {
    const old = valueOfOldRows[column];
    const build = (definition: ColumnDefinitionBuilder) =>
      old === undefined ? demand(type)(definition) : demand(type)(definition).defaultTo(old);
    await db.schema.alterTable(table).addColumn(column, columnType(type, dialect), build).execute();
  }
}

export async function createIndexes(db: Kysely<unknown>, indexes: readonly Index[]): Promise<void> {
  for (const { table, columns, unique } of indexes) {
    let index = db.schema
      .createIndex(`${table}_by_${columns.join("_")}`)
      .on(table)
      .columns([...columns]);
    if (unique) index = index.unique();
    await index.execute();
  }
}
