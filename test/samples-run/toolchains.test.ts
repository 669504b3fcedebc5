import { hash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { sampleProofs } from "../../src/reference/samples/proofs.gen.ts";
import type { SampleId, SampleProof } from "../../src/reference/samples/sample.ts";
import { codesOf } from "./cases.ts";
import {
  formatGo,
  hasGo,
  hasJdk,
  hasMono,
  hasPhp,
  hasPython,
  hasTool,
  parseCsharp,
  parseJava,
  parsePhp,
  runTool,
  withFiles,
} from "./toolchain.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readJson = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));

type Recorded = "python" | "java" | "go" | "php" | "csharp";

/**
 * Where there is no compiler, the committed record tells what text one has read: a sample that changed since then fails here, and
 * MEDIALOFT_TEST_UPDATE_GOLDEN=1 on a machine with the compilers that CONTRIBUTING.md names writes the record anew.
 */
function checkRead(id: Recorded, codes: readonly string[], isAtHand: boolean): void {
  const path = new URL("compiled.json", import.meta.url);
  const record: Record<string, string> = JSON.parse(readFileSync(path, "utf8"));
  const digest = hash("sha256", codes.join("\0"));
  if (isAtHand && process.env.MEDIALOFT_TEST_UPDATE_GOLDEN === "1") {
    writeFileSync(path, `${JSON.stringify({ ...record, [id]: digest }, null, 2)}\n`);
  } else expect(record[id], `the ${id} samples that a compiler has read`).toBe(digest);
}

test("every Python sample compiles, and one with a mistake does not", () => {
  const codes = codesOf("python").map(({ code }) => code);
  const compile = (texts: readonly string[]) =>
    withFiles(texts, ".py", (paths) => runTool("python3", ["-m", "py_compile", ...paths]));
  if (hasPython()) {
    expect(compile(codes)).toEqual({ code: 0, output: "", error: "" });
    expect(compile(["print('\n"]).code).not.toBe(0);
  }
  checkRead("python", codes, hasPython());
});

test("every Java sample is parsed, and one with a mistake is not", () => {
  const codes = codesOf("java").map(({ code }) => code);
  if (hasJdk()) {
    const { error, texts } = parseJava(codes);
    expect(error).toBe("");
    expect(texts.length).toBeGreaterThan(codes.length);
    expect(parseJava(["class A { String a = ; }"]).error).toContain("illegal start of expression");
  }
  checkRead("java", codes, hasJdk());
});

test("every Go sample is parsed and formatted as Go has it, and one with a mistake is not", () => {
  const codes = codesOf("go").map(({ code }) => code);
  if (hasGo()) {
    expect(formatGo(codes)).toEqual({ code: 0, output: "", error: "" });
    expect(formatGo(["package main\n\nvar a =\n"]).error).toContain("expected operand");
    expect(formatGo(["package main\n\nvar  a = 1\n"]).output).toContain("Sample0.go");
  }
  checkRead("go", codes, hasGo());
});

test("every PHP sample is parsed, and one with a mistake is not", () => {
  const codes = codesOf("php").map(({ code }) => code);
  if (hasPhp()) {
    expect(parsePhp(codes)).toMatchObject({ code: 0, output: "" });
    expect(parsePhp(["<?php echo 1;", "<?php $a = ;"]).output).toMatch(/^1: syntax error/);
  }
  checkRead("php", codes, hasPhp());
});

test("every C# sample is parsed, and one with a mistake is not", () => {
  const codes = codesOf("csharp").map(({ code }) => code);
  if (hasMono()) {
    expect(parseCsharp(codes)).toEqual({ code: 0, output: "", error: "" });
    expect(parseCsharp(["class A { void F() { var x = ; } }"]).error).toContain("CS1525");
  }
  checkRead("csharp", codes, hasMono());
});

test("every TypeScript sample passes the compiler's strict checks", () => {
  const folder = mkdtempSync(join(tmpdir(), "medialoft-tsc-"));
  try {
    const forms = [["typescript-esm", ".mts"] as const, ["typescript-cjs", ".cts"] as const];
    const files = forms.flatMap(([id, extension]) =>
      codesOf(id).map(({ code }, index) => [`${id}-${index}${extension}`, code] as const),
    );
    for (const [name, code] of files) writeFileSync(join(folder, name), code);
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const options = { module: "nodenext", target: "es2024", strict: true, noEmit: true, skipLibCheck: true };
    const config = { compilerOptions: { ...options, types: ["node"] }, include: ["*.mts", "*.cts"] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    const { code, output } = runTool(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder]);
    expect({ code, output }).toEqual({ code: 0, output: "" });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("every command of the aliyun program is read by a shell as it is meant", () => {
  const codes = codesOf("cli").map(({ code }) => code.replaceAll("aliyun ", "printf '%s\\n' "));
  expect(hasTool("sh", "-c", ":")).toBe(true);
  const { code, output, error } = runTool("sh", ["-e"], codes.join("\n"));
  expect({ code, error }).toEqual({ code: 0, error: "" });
  expect(output.split("--force\n")).toHaveLength(codes.length + 1);
});

test("no sample of any form holds an AccessKey", () => {
  const all = Object.keys(sampleProofs).flatMap((id) => codesOf(id as SampleId));
  expect(all.length).toBeGreaterThan(900);
  for (const { title, code } of all) {
    expect(code, title).toMatch(/ALIBABA_CLOUD_ACCESS_KEY_ID/);
    expect(code, title).not.toMatch(/demo-(root|alice)-secret/);
  }
});

test("the record of runs names the very packages that are installed", () => {
  const { devDependencies } = readJson("../../package.json");
  const runs: Record<string, SampleProof> = readJson("runs.json");
  const named = Object.values(runs).flatMap(({ with: tools }) => tools.filter((tool) => tool.startsWith("@")));
  expect(named.length).toBeGreaterThan(0);
  for (const tool of named) {
    const [, name = "", version] = /^(\S+) (\S+)$/.exec(tool) ?? [];
    expect(devDependencies[name], name).toBe(version);
  }
});
