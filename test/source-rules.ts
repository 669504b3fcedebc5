import { dirname, join } from "node:path/posix";
import { type Import, parse } from "es-module-lexer";

/** What a folder (or a file that stands directly in `src/`) may import besides itself. */
export interface TableRow {
  /** No `node:` module, no DOM. */
  readonly pure: boolean;
  readonly imports: readonly string[];
  /** Only with `import type`. */
  readonly types: readonly string[];
  readonly packages: readonly string[];
}

export type ImportTable = ReadonlyMap<string, TableRow>;

/** Reads the table of folders in `docs/architecture.md`, in its order. */
export function parseImportTable(markdown: string): ImportTable {
  const table = new Map<string, TableRow>();
  for (const line of markdown.split("\n")) {
    const [names = "", about, imports, types, packages] = line.split("|").slice(1, -1);
    if (packages === undefined || !/^ `/.test(names) || about === undefined) continue;
    const row = {
      pure: names.includes("(pure)"),
      imports: words(imports),
      types: words(types),
      packages: words(packages),
    };
    for (const [, name = ""] of names.matchAll(/`([^`]+?)\/?`/g)) table.set(name, row);
  }
  return table;
}

const words = (cell = ""): string[] => cell.split(/\s+/).filter((word) => word !== "");

/** Rows that name something that does not stand above them. */
export function findRowsOutOfOrder(table: ImportTable): string[] {
  const above = new Set<string>();
  const problems: string[] = [];
  for (const [name, row] of table) {
    for (const other of [...row.imports, ...row.types]) {
      if (!above.has(other)) problems.push(`${name} names ${other}, which does not stand above it`);
    }
    above.add(name);
  }
  return problems;
}

/** What one file of `src/` does against the rules, each as a line that names the file. */
export function checkSource(path: string, source: string, table: ImportTable): string[] {
  const home = homeOf(path);
  const row = table.get(home);
  if (!row) return [`${path}: ${home} has no row in the table of folders`];
  const [imports] = parse(source);
  const problems = [
    ...imports.flatMap((found) => checkImport(found, path, table, row)),
    ...findHiddenImports(source, imports),
    ...checkEnvironment(home, source),
    ...checkForeignFetching(home, source, imports),
  ];
  return problems.map((problem) => `${path}: ${problem}`);
}

function checkImport(found: Import, path: string, table: ImportTable, row: TableRow): string[] {
  const { specifier } = found;
  if (specifier === null) return [];
  if (specifier === undefined) return ["imports something whose name is computed"];
  if (specifier.startsWith("node:")) return row.pure ? [`a pure folder imports ${specifier}`] : [];
  if (!specifier.startsWith(".")) return checkPackage(specifier, row);
  const [home, target] = [homeOf(path), homeOf(join(dirname(path), specifier))];
  const isListed = row.imports.includes(target) || (isTypeOnly(found) && row.types.includes(target));
  if (isListed || table.get(target) === row) return [];
  return [`${home} may not import ${target}${row.types.includes(target) ? " but as types" : ""} (${specifier})`];
}

function checkPackage(specifier: string, row: TableRow): string[] {
  const name = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
  return row.packages.includes(name) ? [] : [`the package ${name} is not in its row`];
}

/** The same for one file of `console/`, where nothing is computed and JSX keeps the lexer out. */
export function checkPageSource(path: string, source: string, table: ImportTable): string[] {
  const row = table.get("console");
  if (!row) return [`${path}: console has no row in the table of folders`];
  const imports = source.matchAll(/^(?:(?:import|export)\b[^"]*\bfrom |import )"([^"]+)"|\bimport\("([^"]+)"/gm);
  return [...imports].flatMap(([, stated, specifier = stated ?? ""]) => {
    if (!specifier.startsWith(".")) return checkPackage(specifier, row).map((problem) => `${path}: ${problem}`);
    const [top, folder = ""] = join(dirname(path), specifier).split("/");
    if (top === "console" || (top === "src" && row.imports.includes(folder))) return [];
    return [`${path}: console may not import ${specifier}`];
  });
}

const isTypeOnly = (found: Import): boolean => found.type !== "dynamic" && found.typeOnly;

/** The folder of `src/` that a path lies in, or the file itself when it stands directly in `src/`. */
const homeOf = (path: string): string => path.split("/")[1] ?? "";

/** The lexer skips `import("…")` in type declarations, which would be a way around the table. */
function findHiddenImports(source: string, imports: readonly Import[]): string[] {
  const seen = new Set(imports.map(({ importStart }) => importStart));
  const written = [...source.matchAll(/\bimport\(\s*["'`]/g)];
  return written.some(({ index }) => !seen.has(index)) ? ["a type is imported otherwise than by import type"] : [];
}

function checkEnvironment(home: string, source: string): string[] {
  const reads =
    /\bprocess\s*(\?\.|\.)\s*env\b|\bprocess\s*\[|\benv\b[^;\n]*\bfrom "node:process"|\benv\b[^;=\n]*\}\s*=\s*process\b/;
  return reads.test(source) && home !== "config.ts" ? ["only config.ts reads the environment"] : [];
}

const networkModules = /^node:(https?|http2|net|tls|dgram|dns(\/promises)?)$/;
const harmlessNames =
  /^(BlockList|createServer|createSecureServer|isIP|isIPv4|isIPv6|STATUS_CODES|METHODS|maxHeaderSize)$/;

/** Only `fetch/` connects to where a user's address leads. */
function checkForeignFetching(home: string, source: string, imports: readonly Import[]): string[] {
  if (home === "fetch") return [];
  const calls = /(?<![.#\w])fetch\(|\bnew (WebSocket|EventSource)\(/.exec(source);
  const modules = imports.filter((found) => networkModules.test(found.specifier ?? "") && !isTypeOnly(found));
  return [
    ...(calls ? [`only src/fetch calls ${calls[0].replace("(", "")}`] : []),
    ...modules.flatMap((found) => checkNetworkImport(source.slice(found.importStart, found.importEnd))),
  ];
}

function checkNetworkImport(statement: string): string[] {
  const [, clause] = /^import\s*\{([^}]*)\}/.exec(statement) ?? [];
  if (clause === undefined) return [`name what you need of a network module (${statement})`];
  const names = clause.split(",").map((name) => name.trim().replace(/ as .*/, ""));
  const values = names.filter(
    (name) => name !== "" && !name.startsWith("type ") && !/^[A-Z]\w*(Response|Message)$/.test(name),
  );
  const calling = values.find((name) => !harmlessNames.test(name));
  return calling === undefined ? [] : [`only src/fetch may use ${calling} of a network module`];
}

/** @param lines most lines that a file may have; generated files may have more. */
export function findLongFiles(files: ReadonlyMap<string, string>, lines: number): string[] {
  const lengths = [...files].map(([path, source]) => ({ path, length: source.trimEnd().split("\n").length }));
  const tooLong = lengths.filter(({ path, length }) => length > lines && !path.endsWith(".gen.ts"));
  return tooLong.map(({ path, length }) => `${path} has ${length} lines`);
}
