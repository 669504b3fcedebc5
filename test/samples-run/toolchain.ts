import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly error: string;
}

export function runTool(program: string, args: readonly string[], input = ""): Ended {
  const { status, stdout, stderr } = spawnSync(program, args, { input, maxBuffer: 64 << 20, encoding: "utf8" });
  return { code: status, output: stdout ?? "", error: stderr ?? "" };
}

export const hasTool = (program: string, ...args: readonly string[]): boolean => runTool(program, args).code === 0;

/** Whether there is a compiler, and not only something to run programs with. */
export const hasJdk = (): boolean => hasTool("javac", "-version");
export const hasPython = (): boolean => hasTool("python3", "--version");

/** Writes the files into a folder that is gone afterwards. */
export function withFiles<T>(texts: readonly string[], extension: string, use: (paths: readonly string[]) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "medialoft-toolchain-"));
  try {
    return use(
      texts.map((text, index) => {
        const path = join(folder, `Sample${index}${extension}`);
        writeFileSync(path, text);
        return path;
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const javaParser = fileURLToPath(new URL("ParseJava.java", import.meta.url));

/** Parses Java; the texts of the programs in their order. */
export function parseJava(programs: readonly string[]): { readonly error: string; readonly texts: readonly string[] } {
  return withFiles(programs, ".java", (paths) => {
    const { code, output, error } = runTool("java", [javaParser, ...paths]);
    const lines = output.split("\n").slice(0, -1);
    return {
      error: code === 0 ? error : `${error} (ended with ${code})`,
      texts: lines.map((line) => Buffer.from(line, "base64").toString()),
    };
  });
}

export const hasGo = (): boolean => hasTool("go", "version");
export const hasPhp = (): boolean => hasTool("php", "--version");
export const hasMono = (): boolean => hasTool("mcs", "--version") && hasTool("mono", "--version");

/** What Go's formatter says of programs: faults, and the paths of those that it would write otherwise. */
export const formatGo = (programs: readonly string[]) =>
  withFiles(programs, ".go", (paths) => runTool("gofmt", ["-l", "-e", ...paths]));

/** The texts that literals of Go stand for. */
export function readGo(literals: readonly string[]): readonly string[] {
  const list = literals.map((literal) => `\t${literal},\n`).join("");
  const program = `package main\n\nimport (\n\t"encoding/json"\n\t"os"\n)\n\nfunc main() {\n\tjson.NewEncoder(os.Stdout).Encode([]string{\n${list}\t})\n}\n`;
  return withFiles([program], ".go", ([path = ""]) => readJson(runTool("go", ["run", path])));
}

/** What PHP says against programs: a line for each that it cannot parse. */
export function parsePhp(programs: readonly string[]): Ended {
  const script = `foreach (json_decode(stream_get_contents(STDIN)) as $index => $code) {
    try { token_get_all($code, TOKEN_PARSE); } catch (ParseError $error) { echo "$index: ", $error->getMessage(), PHP_EOL; }
  }`;
  return runTool("php", ["-n", "-d", "extension=tokenizer", "-r", script], JSON.stringify(programs));
}

/** The texts that literals of PHP stand for. */
export const readPhp = (literals: readonly string[]): readonly string[] =>
  readJson(runTool("php", [], `<?php\necho json_encode([\n${literals.join(",\n")}\n]);\n`));

/** What Mono's compiler says of programs when it only parses them. They are read together, so that each gets a class of its own. */
export const parseCsharp = (programs: readonly string[]): Ended =>
  withFiles(
    programs.map((program, index) => program.replace("class Program\n", `class Program${index}\n`)),
    ".cs",
    (paths) => runTool("mcs", ["--parse", ...paths]),
  );

/** The texts that literals of C# stand for. */
export function readCsharp(literals: readonly string[]): readonly string[] {
  const print = "System.Console.WriteLine(System.Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)))";
  const program = `class Program { static void Main() { foreach (var text in new string[] {\n${literals.join(",\n")}\n}) ${print}; } }\n`;
  return withFiles([program], ".cs", ([path = ""]) => {
    const compiled = runTool("mcs", [`-out:${path}.exe`, path]);
    if (compiled.code !== 0) throw new Error(compiled.error);
    const lines = runTool("mono", [`${path}.exe`])
      .output.split("\n")
      .slice(0, -1);
    return lines.map((line) => Buffer.from(line, "base64").toString());
  });
}

function readJson({ code, output, error }: Ended): readonly string[] {
  if (code !== 0) throw new Error(error);
  return JSON.parse(output);
}
