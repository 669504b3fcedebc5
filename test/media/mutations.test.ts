import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createMediaPool } from "../../src/media/pool.ts";
import type { ProbedMediaType } from "../../src/media/protocol.ts";

const samples = join(import.meta.dirname, "../samples");
const folder = mkdtempSync(join(tmpdir(), "mutations-"));
const deaths: object[] = [];
const pool = createMediaPool({
  workers: 2,
  timeoutMs: 60_000,
  memoryLimitBytes: 512 * 1024 ** 2,
  log: (details) => deaths.push(details),
});
afterAll(async () => {
  await pool.close();
  rmSync(folder, { recursive: true });
});

/** The same sequence in each run, so that a failure can be looked at. */
function createDice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const dice = createDice(20_260_311);
const originals = readdirSync(samples).map((name) => ({ name, bytes: readFileSync(join(samples, name)) }));
const mediaTypes: ProbedMediaType[] = ["video", "audio", "image"];

function mutate(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  const region = dice(2) === 0 ? Math.min(bytes.length, 600) : bytes.length;
  for (let changes = 1 + dice(12); changes > 0; changes--) {
    const at = dice(region);
    const kind = dice(4);
    if (kind === 0) changed[at] = dice(256);
    else if (kind === 1) changed[at] = 0xff;
    else if (kind === 2) changed.subarray(at, at + 1 + dice(8)).fill(0);
    else bytes.subarray(dice(region)).subarray(0, 16).copy(changed, at);
  }
  return dice(5) === 0 ? changed.subarray(0, dice(changed.length)) : changed;
}

async function probeMutation(at: number): Promise<string> {
  const { name, bytes } = originals[at % originals.length] ?? { name: "", bytes: Buffer.alloc(0) };
  const content = mutate(bytes);
  const path = join(folder, `${at}`);
  writeFileSync(path, content);
  const files = [{ path, sizeBytes: content.length }];
  const mediaType = mediaTypes[dice(mediaTypes.length)] ?? "video";
  const result = await pool.probe({ files, mediaType, fileName: name });
  rmSync(path);
  return result.ok ? "ok" : result.code;
}

test("thousands of damaged files are each described or refused, and no worker breaks", async () => {
  const counts = new Map<string, number>();
  for (let at = 0; at < 4000; at += 4) {
    const codes = await Promise.all([at, at + 1, at + 2, at + 3].map(probeMutation));
    for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual(["no-such-stream", "ok", "unreadable"]);
  expect([...counts.values()].reduce((sum, count) => sum + count)).toBe(4000);
  expect(deaths).toEqual([]);
});
