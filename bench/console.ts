import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../test/browser/browser.ts";
import { type Figure, figure, median } from "./figure.ts";
import { makeFolder, startMedialoft } from "./processes.ts";

const rounds = 7;
const letters = 40;

/** A page that does the same without the console: one form field, and its text shown again. */
const plainPage = `<!doctype html><h1>Plain</h1><textarea name="PolicyDocument"></textarea><section><pre></pre></section>
<script>document.querySelector("textarea").oninput = ({ target }) => { document.querySelector("pre").textContent = target.value }</script>`;

/** How soon an operation's page takes input, and how soon the code of what is typed is shown, beside a plain page in the same browser. */
export async function measureConsole(): Promise<Figure[]> {
  await using folder = await makeFolder();
  await using program = startMedialoft(folder.path);
  const { api } = await program.next();
  await using plain = await openPlainSite();
  const browser = await openBrowser();
  try {
    const address = `${api}/explorer/RAM/CreatePolicy`;
    const [opening, plainOpening] = await measureOpening(browser, address, plain.url);
    const [typing, plainTyping] = [await measureTyping(browser, address), await measureTyping(browser, plain.url)];
    return [
      figure("console.open", median(opening), "ms", median(plainOpening)),
      figure("console.type", median(typing), "ms", median(plainTyping)),
      figure("console.type.longest", Math.max(...typing), "ms", Math.max(...plainTyping)),
    ];
  } finally {
    await browser.close();
  }
}

/** In turns, each time in a profile that has nothing in its cache. */
async function measureOpening(browser: Browser, ...addresses: readonly [string, string]) {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    for (const [index, address] of addresses.entries()) {
      const time = await withPage(browser, (page) => openPage(page, address));
      if (round > 0) times[index]?.push(time);
    }
  }
  return times;
}

/** Until the field takes input. */
async function openPage(page: Page, address: string): Promise<number> {
  await page.goto(address, { waitUntil: "commit" });
  await page.locator("[name=PolicyDocument]").fill("{");
  return page.evaluate(() => performance.now());
}

/** From a key to the frame after its text is in the page, with a long document in the field. */
const measureTyping = (browser: Browser, address: string): Promise<number[]> =>
  withPage(browser, async (page) => {
    await openPage(page, address);
    await page.locator("[name=PolicyDocument]").fill(JSON.stringify({ Version: "1", Statement: "x".repeat(5000) }));
    await page.evaluate(watchTyping);
    for (let letter = 0; letter < letters; letter++) {
      await page.keyboard.type("y");
      await page.waitForFunction((count) => watched().length > count, letter);
    }
    return page.evaluate(() => watched());
  });

declare function watched(): number[];

function watchTyping(): void {
  const times: number[] = [];
  Object.assign(globalThis, { watched: () => times });
  let pressedAt: number | undefined;
  addEventListener(
    "keydown",
    () => {
      pressedAt = performance.now();
    },
    { capture: true },
  );
  const shown = new MutationObserver(() => {
    if (pressedAt === undefined) return;
    const since = pressedAt;
    pressedAt = undefined;
    requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - since)));
  });
  const code = document.querySelector("section pre")?.closest("section");
  if (code) shown.observe(code, { subtree: true, childList: true, characterData: true });
}

async function withPage<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

async function openPlainSite() {
  const server = createServer((_request, response) => response.setHeader("Content-Type", "text/html").end(plainPage));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
