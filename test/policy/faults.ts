import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A mistake that somebody could make in the engine, as a change of its source text. */
export interface Fault {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

export const faults: readonly Fault[] = [
  {
    name: "an Allow beats a Deny",
    file: "decide.ts",
    find: "if (firstDeny) return",
    replace: "if (firstDeny && !identity.some(({ policy }) => findAllow(policy, request, []))) return",
  },
  {
    name: "what no statement speaks of is allowed",
    file: "decide.ts",
    find: 'return { effect: "ImplicitDeny", decidedBy: "identity", statements: [], missingKeys };',
    replace: 'return { effect: "Allow", decidedBy: "identity", statements: [], missingKeys };',
  },
  {
    name: "a session policy's Deny is forgotten",
    file: "decide.ts",
    find: "if (session) collectDenies(",
    replace: "if (session && false) collectDenies(",
  },
  {
    name: "the session policy alone is enough",
    file: "decide.ts",
    find: "for (const source of identity) {\n    const allow",
    replace:
      'if (statements.length > 0) return { effect: "Allow", decidedBy: "identity", statements, missingKeys };\n  for (const source of identity) {\n    const allow',
  },
  {
    name: "actions are compared by case",
    file: "compile.ts",
    find: "action.toLowerCase();",
    replace: "action;",
  },
  {
    name: "a resource of yike is none of ice",
    file: "compile.ts",
    find: "(?!ice:|yike:)",
    replace: "",
  },
  {
    name: "ice is yike, but yike is not ice",
    file: "yike-name.ts",
    find: "return text.startsWith(asYike) &&",
    replace: "return text.length < 0 &&",
  },
  {
    name: "an action of yike is none of ice",
    file: "compile.ts",
    find: 'matchEitherName(compileGlobs(patterns.map(foldAction)), "")',
    replace: "compileGlobs(patterns.map(foldAction))",
  },
  {
    name: "NotAction is read as Action",
    file: "compile.ts",
    find: "return except && patterns.length > 0",
    replace: "return except && patterns.length > 9",
  },
  {
    name: "the resource does not count when the action is literal",
    file: "decide.ts",
    find: "statement.matchesResource(request.resource) &&",
    replace:
      '(statement.matchesResource(request.resource) || !statement.statement.action.patterns.join("").includes("*")) &&',
  },
  {
    name: "a piece between two stars may reach into the end",
    file: "glob.ts",
    find: "return from <= end;",
    replace: "return true;",
  },
  {
    name: "a question mark takes half of a character",
    file: "glob.ts",
    find: "> 0xffff ? 2 : 1",
    replace: "> 0xffff ? 1 : 1",
  },
  {
    name: "a negated operator holds when one of several values differs",
    file: "condition.ts",
    find: "return negated ? not(found) : found;",
    replace: "return negated ? anyOf(values, (value) => not(compare(value))) : found;",
  },
  {
    name: "a role's session is not known by its role",
    file: "decide.ts",
    find: "[role, principal]",
    replace: "[principal]",
  },
  {
    name: "the two names of a role's session are counted as two callers",
    file: "condition.ts",
    find: "names.key === principalKey",
    replace: "names.key === operator",
  },
  {
    name: "a negated operator does not hold for a missing key",
    file: "condition.ts",
    find: '(quantifier === "plain" && negated)',
    replace: "false",
  },
  {
    name: "ForAllValues asks for one value",
    file: "condition.ts",
    find: 'return quantifier === "any" ?',
    replace: "return quantifier ?",
  },
  {
    name: "what cannot be read lifts a denial",
    file: "condition.ts",
    find: 'const whenUnreadable = effect === "Deny";',
    replace: 'const whenUnreadable = effect === "Never";',
  },
  {
    name: "what cannot be read gives a right",
    file: "condition.ts",
    find: 'const whenUnreadable = effect === "Deny";',
    replace: "const whenUnreadable = true;",
  },
  {
    name: "one limit is left out of its range",
    file: "condition.ts",
    find: "a <= b",
    replace: "a < b",
  },
  {
    name: "keys of the request are compared by case",
    file: "request-context.ts",
    find: "folded.set(foldKey(name), values)",
    replace: "folded.set(name, values)",
  },
  {
    name: "a zone's sign is turned",
    file: "condition-values.ts",
    find: 'found[8] === "-"',
    replace: 'found[8] === "+"',
  },
  {
    name: "a range counts one bit less",
    file: "ip-range.ts",
    find: "differing >>> (32 - rest)",
    replace: "differing >>> (33 - rest)",
  },
  {
    name: "an address of IPv4 written as IPv6 is another one",
    file: "ip-range.ts",
    find: "return words && isWrapped(words) ? words.slice(3) : words;",
    replace: "return words;",
  },
  {
    name: "a trusted account's root stands for nobody else",
    file: "decide.ts",
    find: 'principal.startsWith(name.slice(0, -"root".length))',
    replace: "principal === name",
  },
  {
    name: "a trusted name is compared by its beginning",
    file: "decide.ts",
    find: "return principal === name;",
    replace: "return principal.startsWith(name);",
  },
];

const source = fileURLToPath(new URL("../../src/", import.meta.url));

/** Copies the engine into a folder with the fault in it, and answers where the copy is. */
export function plantFault({ name, file, find, replace }: Fault, folder: string): string {
  for (const part of ["policy", "contract"]) cpSync(join(source, part), join(folder, part), { recursive: true });
  const path = join(folder, "policy", file);
  const text = readFileSync(path, "utf8");
  if (text.split(find).length !== 2) throw new Error(`${name}: the text to change is not there just once`);
  writeFileSync(
    path,
    text.replace(find, () => replace),
  );
  return join(folder, "policy");
}
