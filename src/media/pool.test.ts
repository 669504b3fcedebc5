import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import type { MediaPool, MediaPoolOptions } from "./pool.ts";
import { createMediaPool } from "./pool.ts";
import type { ProbeResult } from "./protocol.ts";

const fakes = join(import.meta.dirname, "../../test/media");
const folder = mkdtempSync(join(tmpdir(), "pool-"));
const pools: MediaPool[] = [];
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});
afterAll(() => rmSync(folder, { recursive: true }));

function makePool(options: Partial<MediaPoolOptions> = {}): MediaPool {
  const childEntry = join(fakes, "fake-worker.ts");
  const pool = createMediaPool({
    workers: 1,
    timeoutMs: 10_000,
    memoryLimitBytes: 300 * 1024 ** 2,
    childEntry,
    ...options,
  });
  pools.push(pool);
  return pool;
}

function ask(pool: MediaPool, behaviour: string, file = { path: "/", sizeBytes: 1 }): Promise<ProbeResult> {
  return pool.probe({ files: [file], mediaType: "video", fileName: behaviour });
}

async function told(pool: MediaPool, behaviour: string, file?: { path: string; sizeBytes: number }): Promise<unknown> {
  const result = await ask(pool, behaviour, file);
  return result.ok ? result : JSON.parse(result.reason);
}

function childProcesses(): string[] {
  const threads = readdirSync("/proc/self/task");
  return threads.flatMap((thread) =>
    readFileSync(`/proc/self/task/${thread}/children`, "utf8").split(" ").filter(Boolean),
  );
}

describe("a pool of media workers", () => {
  test("no process is started before the first probe", async () => {
    const before = childProcesses();
    const pool = makePool();
    await new Promise((resolve) => setImmediate(resolve));
    expect(childProcesses()).toEqual(before);
    await ask(pool, "fine");
    expect(childProcesses()).toHaveLength(before.length + 1);
  });

  test("the server's own process never loads the media library", async () => {
    await ask(makePool(), "fine");
    expect(readFileSync("/proc/self/maps", "utf8")).not.toContain("node-av");
  });

  test("one worker serves one file after the other", async () => {
    const pool = makePool({ workers: 2 });
    const first = await told(pool, "tell process");
    expect(await told(pool, "tell process")).toBe(first);
    expect(await ask(pool, "fine")).toMatchObject({ ok: true });
    expect(await told(pool, "tell process")).toBe(first);
  });

  test("files that come together are read by as many workers as are allowed, the others wait", async () => {
    const pool = makePool({ workers: 2 });
    const processes = await Promise.all(Array.from({ length: 20 }, () => told(pool, "tell process")));
    expect(new Set(processes).size).toBeLessThanOrEqual(2);
    expect(processes).toHaveLength(20);
  });

  test("a warmed pool has its worker before the first file comes", async () => {
    const pool = makePool();
    pool.warm();
    pool.warm();
    expect(await ask(pool, "fine")).toMatchObject({ ok: true });
  });
});

describe("what a file may do to its worker", () => {
  test.each([
    ["kill", "crashed"],
    ["segfault", "crashed"],
    ["exit", "crashed"],
    ["print without end", "flood"],
    ["answer without end", "flood"],
    ["answer too much", "flood"],
    ["answer nonsense", "crashed"],
    ["answer for another", "crashed"],
    ["answer with more than facts", "crashed"],
    ["answer with a control character", "crashed"],
    ["allocate", "memory"],
  ])("%s: that file is %s and the next one is read", async (behaviour, code) => {
    const pool = makePool();
    const [hostile, next] = await Promise.all([ask(pool, behaviour), ask(pool, "fine")]);
    expect(hostile).toMatchObject({ ok: false, code });
    expect(next).toMatchObject({ ok: true });
  });

  test.each(["hang", "silent"])(
    "%s: the worker is killed at the deadline and the next file is read",
    async (behaviour) => {
      const pool = makePool();
      await ask(pool, "fine");
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      const [hostile, next] = [ask(pool, behaviour), ask(pool, "fine")];
      vi.advanceTimersByTime(10_000);
      expect(await hostile).toEqual({ ok: false, code: "timeout", reason: "Reading the file took too long." });
      expect(await next).toMatchObject({ ok: true });
    },
  );

  test("a second answer to one file is not taken for the answer to the next", async () => {
    const pool = makePool();
    expect(await ask(pool, "answer twice")).toMatchObject({ ok: true });
    expect(await told(pool, "tell process")).toBeTypeOf("number");
  });

  test("a file is not blamed for what an earlier one did to its worker", async () => {
    const pool = makePool();
    const [earlier, later] = await Promise.all([ask(pool, "poison the next"), ask(pool, "fine")]);
    expect([earlier.ok, later.ok]).toEqual([true, true]);
  });

  test("a file that crashes a worker which had read others is tried once more, not for ever", async () => {
    const deaths: object[] = [];
    const pool = makePool({ log: (details) => deaths.push(details) });
    const [, hostile] = await Promise.all([ask(pool, "fine"), ask(pool, "kill")]);
    expect(hostile).toMatchObject({ ok: false, code: "crashed" });
    expect(await ask(pool, "fine")).toMatchObject({ ok: true });
    expect(deaths).toMatchObject([{ cause: "crashed" }, { cause: "crashed" }]);
  });

  test("a file that breaks one worker does not touch the file in another", async () => {
    const pool = makePool({ workers: 2 });
    await ask(pool, "fine");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const hanging = ask(pool, "hang");
    const others = await Promise.all([ask(pool, "fine"), ask(pool, "kill"), ask(pool, "fine")]);
    vi.advanceTimersByTime(10_000);
    const results = [await hanging, ...others];
    expect(results.map((result) => (result.ok ? "ok" : result.code))).toEqual(["timeout", "ok", "crashed", "ok"]);
  });

  test("what a worker said last is logged with its end", async () => {
    const lines: string[] = [];
    const pool = makePool({ log: (details, message) => lines.push(`${message} ${JSON.stringify(details)}`) });
    await ask(pool, "print without end");
    await ask(pool, "fine");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^A media worker ended .*"signal":"SIGKILL".*xxxx/);
    expect(lines[0]?.length).toBeLessThan(3000);
  });

  test("many crashes one after the other are all answered", async () => {
    const pool = makePool({ workers: 2 });
    const results = await Promise.all(Array.from({ length: 5 }, () => ask(pool, "kill")));
    expect(results.every((result) => !result.ok && result.code === "crashed")).toBe(true);
    expect(await ask(pool, "fine")).toMatchObject({ ok: true });
  });
});

describe("workers that cannot start", () => {
  test("the files that wait are told so after a few attempts, and their fault it is not", async () => {
    const attempts: string[] = [];
    const pool = makePool({
      childEntry: join(fakes, "never-there.ts"),
      log: (_details, message) => attempts.push(message),
    });
    const results = await Promise.all([ask(pool, "fine"), ask(pool, "fine")]);
    for (const result of results) expect(result).toMatchObject({ ok: false, code: "unavailable" });
    expect(attempts).toEqual(Array(3).fill("A media worker did not start"));
    expect(await ask(pool, "fine")).toMatchObject({ ok: false, code: "unavailable" });
  });

  test("a system that refuses the address space gets its worker without that wall, and the pool says so", async () => {
    const childEntry = join(folder, "picky.mjs");
    const answer = { id: 1, result: { ok: false, code: "unreadable", reason: "read" } };
    writeFileSync(
      childEntry,
      `import { readFileSync, readSync, writeSync } from "node:fs";
       if (/address space +\\d/.test(readFileSync("/proc/self/limits", "utf8"))) process.exit(1);
       writeSync(3, '{"ready":true}\\n');
       readSync(0, Buffer.alloc(1000));
       writeSync(3, ${JSON.stringify(`${JSON.stringify(answer)}\n`)});
       setInterval(() => {}, 1000);`,
    );
    const pool = makePool({ childEntry });
    expect(await ask(pool, "any")).toMatchObject({ reason: "read" });
    expect(pool.walls().addressSpace).toBe(false);
    expect(pool.walls().limits).toBe((await makePool().checkWalls()).limits);
  });

  test("a server without free descriptors lives on, and reads files again when it has some", () => {
    const script = `
      import { closeSync, openSync } from "node:fs";
      import { createMediaPool } from ${JSON.stringify(join(import.meta.dirname, "pool.ts"))};
      const childEntry = ${JSON.stringify(join(fakes, "fake-worker.ts"))};
      const pool = createMediaPool({ workers: 1, timeoutMs: 10_000, memoryLimitBytes: 3e8, childEntry });
      const request = { files: [{ path: "/", sizeBytes: 1 }], mediaType: "video", fileName: "fine" };
      const held = [];
      try { for (;;) held.push(openSync("/dev/null")); } catch {}
      console.log((await pool.probe(request)).code);
      for (const descriptor of held) closeSync(descriptor);
      console.log((await pool.probe(request)).ok);
      await pool.close();`;
    const command = `ulimit -n 64 && exec "$0" --input-type=module-typescript --eval "$1"`;
    const { stdout } = spawnSync("sh", ["-c", command, process.execPath, script], { encoding: "utf8" });
    expect(stdout.split("\n")).toEqual(["unavailable", "true", ""]);
  });
});

describe("closing a pool", () => {
  test("running and waiting files are answered, and no worker stays", async () => {
    const pool = makePool();
    const pid = Number(await told(pool, "tell process"));
    const open = [ask(pool, "hang"), ask(pool, "fine")];
    await pool.close();
    for (const result of await Promise.all(open)) expect(result).toMatchObject({ ok: false, code: "closed" });
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    expect(await ask(pool, "fine")).toMatchObject({ ok: false, code: "closed" });
  });
});

describe("the walls around a worker", () => {
  test("its environment is empty and it yields the processor to the server", async () => {
    const pool = makePool();
    expect(await told(pool, "tell environment")).toEqual([]);
    expect(await told(pool, "tell priority")).toBe(10);
  });

  test("a pool says which walls hold, and they do", async () => {
    const pool = makePool();
    const walls = await pool.checkWalls();
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    expect(await told(pool, "call a host", { path: "/", sizeBytes: port })).toBe(
      walls.network ? "refused" : "connected",
    );
    await new Promise((resolve) => server.close(resolve));

    const written = await told(pool, "write a file", { path: join(folder, "written"), sizeBytes: 1 });
    expect(written).toBe(walls.limits ? "EFBIG" : "done");

    const limits = String(await told(pool, "tell limits"));
    const bounded = (name: string) => new RegExp(`${name}\\s+\\d`).test(limits);
    expect(bounded("Max cpu time")).toBe(walls.limits);
    expect(bounded("Max address space")).toBe(walls.addressSpace);
    expect(pool.walls()).toEqual(walls);
  });

  test("no wall is said to hold before it was tried", () => {
    expect(Object.values(makePool().walls())).toEqual([false, false, false, false, false]);
  });
});
