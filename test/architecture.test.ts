import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { checkPageSource, checkSource, findLongFiles, findRowsOutOfOrder, parseImportTable } from "./source-rules.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string) => readFileSync(`${root}${path}`, "utf8");
const table = parseImportTable(read("docs/architecture.md"));
const sources = new Map(globSync("src/**/*.ts", { cwd: root }).map((path) => [path, read(path)]));
const pages = new Map(globSync("console/**/*.{ts,tsx}", { cwd: root }).map((path) => [path, read(path)]));
const programs = [...sources].filter(([path]) => !path.endsWith(".test.ts"));

describe("the source keeps to the table of folders", () => {
  test("each row names only what stands above it", () => {
    expect(table.size).toBeGreaterThan(15);
    expect(findRowsOutOfOrder(table)).toEqual([]);
  });

  test("nothing is imported, read from the environment or fetched where the table does not allow it", () => {
    expect(programs.length).toBeGreaterThan(50);
    expect(programs.flatMap(([path, source]) => checkSource(path, source, table))).toEqual([]);
  });

  test("the console imports only what its row allows", () => {
    expect(pages.size).toBeGreaterThan(30);
    const programs = [...pages].filter(([path]) => !path.endsWith(".test.ts"));
    expect(programs.flatMap(([path, source]) => checkPageSource(path, source, table))).toEqual([]);
  });

  test("no file is longer than 400 lines", () => {
    const others = globSync(["{test,bench,scripts,demo}/**/*.ts", "bin/*.js"], { cwd: root });
    const files = new Map([...sources, ...pages, ...others.map((path) => [path, read(path)] as const)]);
    expect(findLongFiles(files, 400)).toEqual([]);
  });
});

describe("the checker", () => {
  const small = parseImportTable(`
| folder | what is in it | imports | types | packages |
|---|---|---|---|---|
| \`clean/\` (pure) | | | | zod |
| \`fetch/\` | | clean | | |
| \`config.ts\` | | | | |
| \`upper/\` | | clean fetch | config.ts | @scope/one |
`);
  const check = (path: string, source: string) => checkSource(`src/${path}`, source, small);

  test("accepts what the rows allow", () => {
    expect(check("upper/a.ts", 'import { a } from "../clean/a.ts";\nimport type { C } from "../config.ts";')).toEqual(
      [],
    );
    expect(check("upper/a.ts", 'import { b } from "./b.ts";\nimport { c } from "@scope/one/deep";')).toEqual([]);
    expect(check("upper/a.ts", 'import { createServer, type IncomingMessage } from "node:http";')).toEqual([]);
    expect(check("fetch/a.ts", 'import { request } from "node:https";\nawait fetch(url);')).toEqual([]);
    expect(check("config.ts", "export const home = process.env.HOME;")).toEqual([]);
  });

  test.each([
    ["an import from below", "clean/a.ts", 'import { x } from "../upper/x.ts";'],
    ["a type from below", "clean/a.ts", 'import type { X } from "../upper/x.ts";'],
    ["an import on demand from below", "clean/a.ts", 'const x = await import("../upper/x.ts");'],
    ["a re-export from below", "clean/a.ts", 'export { x } from "../upper/x.ts";'],
    ["a star re-export from below", "clean/a.ts", 'export * from "../upper/x.ts";'],
    ["a value where only types are allowed", "upper/a.ts", 'import { readConfig } from "../config.ts";'],
    ["an inline type, which still loads the module", "upper/a.ts", 'import { type Config } from "../config.ts";'],
    ["a type hidden in a type", "clean/a.ts", 'type X = import("../upper/x.ts").X;'],
    ["a name that is computed", "clean/a.ts", "await import(name);"],
    ["a Node module in a pure folder", "clean/a.ts", 'import { join } from "node:path";'],
    ["the type of a Node module in a pure folder", "clean/a.ts", 'import type { Readable } from "node:stream";'],
    ["a package that is not in the row", "clean/a.ts", 'import { x } from "pg";'],
    ["a scope that is not in the row", "upper/a.ts", 'import { x } from "@scope/two";'],
    ["a file outside of src", "upper/a.ts", 'import { x } from "../../test/x.ts";'],
    ["a folder without a row", "stray/a.ts", "export const a = 1;"],
    ["the environment", "upper/a.ts", "const home = process.env.HOME;"],
    ["the environment by destructuring", "upper/a.ts", "const { env } = process;"],
    ["the environment by import", "upper/a.ts", 'import { env } from "node:process";'],
    ["fetch", "upper/a.ts", "await fetch(url);"],
    ["an http request", "upper/a.ts", 'import { request } from "node:http";'],
    ["a whole network module", "upper/a.ts", 'import http from "node:http";'],
    ["a socket", "upper/a.ts", 'import { connect } from "node:net";'],
    ["a name look-up", "upper/a.ts", 'import { lookup } from "node:dns/promises";'],
  ])("refuses %s", (_, path, source) => {
    expect(check(path, source)).toHaveLength(1);
  });

  test.each([
    ["a server's folder", 'import { a } from "../src/library/a.ts";'],
    ["a package that is not in the row", 'import { z } from "zod";'],
    ["a file outside of the source", 'const a = await import("../test/a.ts");'],
  ])("refuses %s in the console", (_, source) => {
    expect(checkPageSource("console/a.tsx", source, table)).toHaveLength(1);
  });

  test("takes no sentence of a page for an import", () => {
    const page = 'import { a } from "./a.ts";\nexport const words = { from: "Copied from", by: "me from " };\n';
    expect(checkPageSource("console/a.tsx", page, table)).toEqual([]);
  });

  test("finds rows that name what stands below them", () => {
    const turned = parseImportTable("| `a/` | | b | | |\n| `b/` | | | c | |\n| `c/` | | | | |");
    expect(findRowsOutOfOrder(turned)).toHaveLength(2);
  });

  test("finds long files, save generated ones", () => {
    const long = "line\n".repeat(401);
    const files = new Map([
      ["a.ts", long],
      ["b.gen.ts", long],
      ["c.ts", "line\n".repeat(400)],
    ]);
    expect(findLongFiles(files, 400)).toEqual(["a.ts has 401 lines"]);
  });
});
