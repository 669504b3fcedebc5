import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { startTestServer, type TestServer } from "../server.ts";
import { openBrowser } from "./browser.ts";
import { type ConsoleWorld, ensureConsole } from "./console-page.ts";

/** A server and a browser for the tests of a file, there from its first `beforeAll` on; they end with the tests. */
export function prepareConsole(...settings: Parameters<typeof startTestServer>): ConsoleWorld {
  const world: { server?: TestServer; browser?: Browser } = {};
  const started = <Part>(part: Part | undefined): Part => {
    if (!part) throw new Error("Neither server nor browser is there before the first beforeAll.");
    return part;
  };
  beforeAll(async () => {
    await ensureConsole();
    [world.server, world.browser] = await Promise.all([startTestServer(...settings), openBrowser()]);
  });
  afterAll(async () => {
    await world.browser?.close();
    await world.server?.[Symbol.asyncDispose]();
  });
  return {
    get server() {
      return started(world.server);
    },
    get browser() {
      return started(world.browser);
    },
  };
}
