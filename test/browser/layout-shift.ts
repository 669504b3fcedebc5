import type { Page } from "playwright-core";

interface Shift {
  readonly score: number;
  /** What moved, with its places before and after. */
  readonly sources: readonly string[];
}

interface Watched {
  readonly shifts: Shift[];
  /** Answers that are still to come, or to be painted. */
  awaited: number;
}

/** From now on, notes in each page of this tab what moves without being touched. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(watch);
}

/** Waits until all that was asked for is painted, and tells what has moved until then. */
export async function readShifts(page: Page): Promise<readonly Shift[]> {
  await page.waitForFunction(() => (globalThis as unknown as { watched: Watched }).watched.awaited === 0);
  return page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return (globalThis as unknown as { watched: Watched }).watched.shifts;
  });
}

/** Runs in the page, before its own scripts. */
function watch(): void {
  const watched: Watched = { shifts: [], awaited: 0 };
  Object.assign(globalThis, { watched });
  const place = ({ x, y, width, height }: DOMRectReadOnly) => [x, y, width, height].map(Math.round).join(" ");
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as LayoutShift[]) {
      if (entry.hadRecentInput) continue;
      const sources = entry.sources.map(
        ({ node, previousRect, currentRect }) =>
          `${node?.nodeName} ${node?.textContent?.slice(0, 40)}: ${place(previousRect)} → ${place(currentRect)}`,
      );
      watched.shifts.push({ score: entry.value, sources });
    }
  }).observe({ type: "layout-shift", buffered: true });
  // One answer after the other, each painted before the next: what can move does so in sight, however fast the server is.
  const ask = globalThis.fetch;
  let before: Promise<unknown> = Promise.resolve();
  const paint = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  globalThis.fetch = (...asked) => {
    watched.awaited++;
    const answer = ask(...asked);
    const isWhole = answer.then((response) => response.clone().arrayBuffer());
    const turn = Promise.allSettled([isWhole, before]).then(paint);
    before = turn.then(paint).then(() => watched.awaited--);
    return turn.then(() => answer);
  };
}

/** As browsers report it; the types of the DOM do not know it. */
interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly {
    readonly node: Node | null;
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
}
