import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { buildConsole } from "../../scripts/build-console.ts";
import { rootKey, type TestServer } from "../server.ts";

const built = fileURLToPath(new URL("../../dist/console", import.meta.url));

/** The pages are served as they are built; here only where nothing is. */
export async function ensureConsole(): Promise<void> {
  if (!existsSync(`${built}/index.html`)) await buildConsole(built);
}

const usual = { locale: "en-US", viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" } as const;

export interface ConsolePage {
  readonly page: Page;
  readonly url: string;
  /** Hosts that were asked for anything. */
  readonly hosts: Set<string>;
  /** What the browser complains about, a refused style or script among it. */
  readonly complaints: string[];
}

/** What pages of the console need. */
export interface ConsoleWorld {
  readonly server: TestServer;
  readonly browser: Browser;
}

/** A page of the console in a profile of its own, without motion that is only waited for. */
export async function openConsole(
  { server, browser }: ConsoleWorld,
  options: BrowserContextOptions = {},
): Promise<ConsolePage> {
  const context = await browser.newContext({ ...usual, ...options });
  // As long as polls wait: how long a loaded machine takes decides no test.
  context.setDefaultTimeout(60_000);
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

export async function signIn({ page, url }: ConsolePage, key: Key = rootKey): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.locator("[name=accessKeyId]").fill(key.accessKeyId);
  await page.locator("[name=accessKeySecret]").fill(key.accessKeySecret);
  await page.locator("button[type=submit]").click();
  await page.waitForURL(`${url}/`);
}

/** Signs in a profile where nobody is signed in, without a page: much faster where it is not what a test is about. */
export async function giveSession({ page, url }: ConsolePage, key: Key = rootKey): Promise<void> {
  const answer = await page.context().request.post(`${url}/session/sign-in`, {
    headers: { "X-Medialoft-Csrf": "before-sign-in" },
    data: { accessKeyId: key.accessKeyId, accessKeySecret: key.accessKeySecret },
    failOnStatusCode: true,
  });
  await answer.dispose();
}

export interface Key {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

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
