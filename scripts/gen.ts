import { globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Behaviour } from "../src/contract/operation.ts";
import { releases } from "../src/contract/releases.ts";
import { formatReleaseNotes } from "./release-notes.ts";
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

const runs = readFileSync(join(root, "test/samples-run/runs.json"), "utf8");
emit(
  "src/reference/samples/proofs.gen.ts",
  [
    "// Made by `npm run gen` from test/samples-run/runs.json.",
    'import type { SampleId, SampleProof } from "./sample.ts";',
    "",
    `export const sampleProofs: Readonly<Record<SampleId, SampleProof>> = ${runs.trimEnd()};`,
    "",
  ].join("\n"),
);
const { formatReference, listSampleProofs } = await import("./reference-pages.ts");
const { sampleProofs } = await import("../src/reference/samples/proofs.gen.ts");

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
  "## Sample code",
  "",
  "Each form of the code that is offered for an operation, and what has been done with it for every example of every operation.",
  "",
  ...listSampleProofs(sampleProofs),
  "",
].join("\n");
emit("docs/fidelity.md", fidelity);
emit("docs/guide/settings.md", formatSettingsPage());
emit("CHANGELOG.md", formatReleaseNotes(releases));
const reference = formatReference(operations);
for (const { path, text } of reference) emit(path, text);
for (const path of globSync("docs/api/**/*.{md,json}", { cwd: root })) {
  if (!reference.some((file) => file.path === path)) discard(path);
}

/** A page whose operation is gone. */
function discard(path: string): void {
  if (checkOnly) complain(path);
  rmSync(join(root, path));
}

function complain(path: string): never {
  console.error(`${path} is not what npm run gen makes. Run it and commit the result.`);
  process.exit(1);
}

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
  if (checkOnly) complain(path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
}
