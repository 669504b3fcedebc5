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
export function withFiles<T>(
  texts: readonly (string | Buffer)[],
  extension: string,
  use: (paths: readonly string[]) => T,
): T {
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
