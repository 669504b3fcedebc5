import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, startTestServer, type TestServer } from "../server.ts";
import { createAccount } from "./library.ts";

/** Stands still until it is moved on. */
let clock = Date.now();
const frozen = () => clock;

const read = (server: TestServer, key?: { accessKeyId: string; accessKeySecret: string }) =>
  call(server, "ListYikeProductions", {}, key ? { key } : {});
const write = (server: TestServer) => call(server, "CreateYikeProduction", { Title: "one of many" });

/** How many calls in a row are taken, up to so many, and what the next one is told. */
async function countTaken(ask: () => Promise<unknown>, atMost: number) {
  for (let taken = 0; taken < atMost; taken++) {
    try {
      await ask();
    } catch (refusal) {
      return { taken, refusal };
    }
  }
  return { taken: atMost, refusal: undefined };
}

describe("with MEDIALOFT_THROTTLE on", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ throttle: "on" }, frozen);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test("an account makes 100 reads and 20 writes a second, each counted for itself, and other accounts their own", async () => {
    const other = await createAccount(server);
    clock += 1000;
    const { taken, refusal } = await countTaken(() => read(server), 120);
    expect(taken).toBe(100);
    expect(refusal).toMatchObject({
      code: "Throttling.User",
      statusCode: 400,
      message: expect.stringContaining("Request was denied due to user flow control."),
      retryAfter: 10,
    });
    const writes = await countTaken(() => write(server), 30);
    expect(writes).toMatchObject({ taken: 20, refusal: { code: "Throttling.User", retryAfter: 50 } });
    expect(await read(server, other.key)).toHaveProperty("ProductionList");
    clock += 10;
    expect(await countTaken(() => read(server), 5)).toMatchObject({ taken: 1 });
    await expect(write(server)).rejects.toMatchObject({ code: "Throttling.User", retryAfter: 40 });
    clock += 40;
    expect(await countTaken(() => write(server), 5)).toMatchObject({ taken: 1 });
  });

  test("a call that is not signed, or signed wrongly, costs the account nothing", async () => {
    clock += 1000;
    const wrong = { accessKeyId: "LTAItestroot000000000000", accessKeySecret: "wrong" };
    const unsigned = `${server.apiUrl}/?Action=ListYikeProductions&Version=2020-11-09`;
    for (let tries = 0; tries < 30; tries++) {
      await expect(read(server, wrong)).rejects.toMatchObject({ code: "SignatureDoesNotMatch" });
      expect((await fetch(unsigned)).status).toBe(400);
    }
    expect(await countTaken(() => read(server), 120)).toMatchObject({ taken: 100 });
  });

  test("what is never throttled is what says how the server is", async () => {
    for (let tries = 0; tries < 150; tries++) await fetch(`${server.apiUrl}/healthz`);
    expect((await fetch(`${server.apiUrl}/readyz`)).status).toBe(200);
  });
});

test.each(["faithful", "studio"] as const)("in mode %s nothing is throttled unless it is switched on", async (mode) => {
  await using server = await startTestServer({ mode }, frozen);
  expect(await countTaken(() => read(server), 130)).toMatchObject({ taken: 130 });
  expect(await countTaken(() => write(server), 30)).toMatchObject({ taken: 30 });
});
