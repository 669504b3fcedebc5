import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Behaviour } from "../src/contract/operation.ts";
import { formatSettingsPage } from "./settings-page.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const operationsFolder = join(root, "src/operations");
const checkOnly = process.argv.includes("--check");

const files = ["ice", "yike", "ram", "sts", "medialoft"].flatMap((folder) =>
  readdirSync(join(operationsFolder, folder))
    .filter((file) => /^[A-Z]\w+\.ts$/.test(file))
    .sort()
    .map((file) => ({ name: basename(file, ".ts"), path: `./${folder}/${file}` })),
);

const registry = [
  "// Made by `npm run gen` from the files of this folder.",
  'import type { Operation } from "./define.ts";',
  ...files.map(({ name, path }) => `import { ${name} } from "${path}";`),
  "",
  `export const operations: readonly Operation[] = [\n${files.map(({ name }) => `  ${name},\n`).join("")}];`,
  "",
].join("\n");

emit("src/operations/index.gen.ts", registry);
const { operations } = await import("../src/operations/index.gen.ts");
const { policyBehaviours } = await import("../src/policy/behaviours.ts");

const evidences = { documented: "documented", client: "proved by clients", guess: "a guess" };
const listBehaviours = (behaviours: readonly Behaviour[]): string[] =>
  behaviours.map(({ statement, evidence }) => `- ${statement} (${evidences[evidence]})`);
const fidelity = [
  "# How well each behaviour is proved",
  "",
  "Made by `npm run gen` from the contracts. *Documented*: the vendor says so. *Proved by clients*: the vendor's own clients",
  "need it. *A guess*: nobody has said or shown it; it is what the evidence suggests.",
  ...operations.flatMap((operation) => [
    "",
    `## ${operation.name}`,
    "",
    ...(operation.products.includes("Medialoft")
      ? ["Medialoft's own operation: it has no counterpart at the vendor."]
      : []),
    ...listBehaviours(operation.behaviours),
  ]),
  "",
  "## Policies",
  "",
  ...listBehaviours(policyBehaviours),
  "",
].join("\n");
emit("docs/fidelity.md", fidelity);
emit("docs/guide/settings.md", formatSettingsPage());

function emit(path: string, text: string): void {
  const full = join(root, path);
  const present = (() => {
    try {
      return readFileSync(full, "utf8");
    } catch {
      return undefined;
    }
  })();
  if (present === text) return;
  if (checkOnly) {
    console.error(`${path} is not what npm run gen makes. Run it and commit the result.`);
    process.exit(1);
  }
  writeFileSync(full, text);
}
