import { glob } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chinese } from "../../console/language/chinese.ts";
import { english } from "../../console/language/english.ts";

const folder = fileURLToPath(new URL("../../", import.meta.url));

/** What the console says in English where its Chinese says something else. Sentences with something put in are not among them. */
export async function readEnglishOnly(): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const spoken = new Set<string>();
  for (const { en, zh } of await readPairs()) compare(en, zh, found, spoken);
  return found.difference(spoken);
}

interface Pair {
  readonly en: unknown;
  readonly zh: unknown;
}

async function readPairs(): Promise<Pair[]> {
  const pairs: Pair[] = [{ en: english, zh: chinese }];
  for await (const file of glob("console/**/*words.ts", { cwd: folder })) {
    const module = (await import(pathToFileURL(`${folder}${file}`).href)) as Record<string, unknown>;
    pairs.push(...Object.values(module).filter(isPair));
  }
  return pairs;
}

const isPair = (value: unknown): value is Pair =>
  typeof value === "object" && value !== null && "en" in value && "zh" in value;

function compare(en: unknown, zh: unknown, found: Set<string>, spoken: Set<string>): void {
  if (typeof en === "string" && typeof zh === "string") {
    spoken.add(zh);
    if (en !== zh) found.add(en.trim());
  }
  if (typeof en !== "object" || en === null || typeof zh !== "object" || zh === null) return;
  for (const [name, part] of Object.entries(en)) compare(part, Reflect.get(zh, name), found, spoken);
}
