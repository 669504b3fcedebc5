import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type AxeBuilder from "axe-core";
import type { RunOnly } from "axe-core";
import type { Page } from "playwright-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export type Scheme = "light" | "dark";

const rules = {
  all: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
  /** All that a width can change. */
  sizes: {
    type: "rule",
    values: ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"],
  },
  /** All that a scheme can change. */
  colours: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
} satisfies Record<string, RunOnly>;

type Rules = keyof typeof rules;

/** What axe-core calls serious or worse, each as a line. */
export async function findBarriers(page: Page, by: Rules = "all", within = "html", without = ""): Promise<string[]> {
  await loadAxe(page);
  const { violations } = await page.evaluate(
    ([runOnly, include, exclude]) => {
      const { axe } = globalThis as unknown as { axe: typeof AxeBuilder };
      const context = { include, exclude: exclude === "" ? [] : [exclude] };
      return axe.run(context, { resultTypes: ["violations"], runOnly });
    },
    [rules[by], within, without] as const,
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, target }) => `${target} ${html}`.slice(0, 300)).join(" | ")}`);
}

/** By the protocol, which the page's policy does not bind, and which is twice as fast as Playwright with so long a text. */
async function loadAxe(page: Page): Promise<void> {
  if (await page.evaluate(() => "axe" in globalThis)) return;
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axeSource });
  await session.detach();
}

interface Looked {
  readonly by?: Rules;
  /** Leaves out what this selects. */
  readonly without?: string;
}

/** Barriers in each of the schemes, by colours alone after the first, and what lies beyond the right edge. */
export async function findFaults(
  page: Page,
  schemes: readonly Scheme[],
  within?: string,
  { by, without }: Looked = {},
): Promise<string[]> {
  const faults: string[] = [];
  const overflow = await overflowOf(page);
  if (overflow > 0) faults.push(`is ${overflow} px too wide`);
  for (const [index, scheme] of schemes.entries()) {
    await wear(page, scheme);
    const barriers = await findBarriers(page, index === 0 ? by : "colours", within, without);
    faults.push(...barriers.map((barrier) => `in ${scheme} has ${barrier}`));
  }
  return faults;
}

/** With the colours that the scheme comes to, not those on the way there. */
async function wear(page: Page, colorScheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
  await page.evaluate(() => {
    for (const motion of document.getAnimations()) if (motion instanceof CSSTransition) motion.finish();
  });
}

/** How much of the page lies beyond the right edge. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
