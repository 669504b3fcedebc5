import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type AxeBuilder from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { buildConsole } from "../../scripts/build-console.ts";
import { rootKey, type TestServer } from "../server.ts";

const built = fileURLToPath(new URL("../../dist/console", import.meta.url));
const axeFile = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** The pages are served as they are built; here only where nothing is. */
export async function ensureConsole(): Promise<void> {
  if (!existsSync(`${built}/index.html`)) await buildConsole(built);
}

export interface ConsolePage {
  readonly page: Page;
  readonly url: string;
  /** Hosts that were asked for anything. */
  readonly hosts: Set<string>;
  /** What the browser complains about, a refused style or script among it. */
  readonly complaints: string[];
}

/** A page of the console in a profile of its own. */
export async function openConsole(
  browser: Browser,
  server: TestServer,
  options: BrowserContextOptions = {},
): Promise<ConsolePage> {
  const context = await browser.newContext({ locale: "en-US", viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const hosts = new Set<string>();
  const complaints: string[] = [];
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return { page, url: server.apiUrl.replace(/\/$/, ""), hosts, complaints };
}

export async function signIn({ page, url }: ConsolePage, key: typeof rootKey | Key = rootKey): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.locator("[name=accessKeyId]").fill(key.accessKeyId);
  await page.locator("[name=accessKeySecret]").fill(key.accessKeySecret);
  await page.locator("button[type=submit]").click();
  await page.waitForURL(`${url}/`);
}

interface Key {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** What axe-core calls serious or worse, each as a line. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(axeFile, "utf8"));
  const { violations } = await page.evaluate(() => {
    const { axe } = globalThis as unknown as { axe: typeof AxeBuilder };
    return axe.run(document, { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] });
  });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, target }) => `${target} ${html}`.slice(0, 300)).join(" | ")}`);
}

/** How much of the page lies beyond the right edge. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** Sentences that stand in the page, without code and what is said to be in another language. */
export const readSentences = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isOwn = (element: Element | null) =>
      !element?.closest("pre, code, kbd, script, style, textarea, [lang]:not(html)");
    const attributes = ["aria-label", "title", "placeholder", "alt"];
    const texts = [...document.querySelectorAll("body, body *")]
      .filter(isOwn)
      .flatMap((element) => [
        ...[...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map((node) => node.nodeValue),
        ...attributes.map((name) => element.getAttribute(name)),
      ]);
    return texts.map((text) => text?.trim() ?? "").filter(Boolean);
  });
