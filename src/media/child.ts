import { read, writeSync } from "node:fs";
import { AV_LOG_QUIET } from "node-av/constants";
import { Log } from "node-av/lib";
import { answerDescriptor, readyLine } from "./limits.ts";
import { createLineCutter } from "./lines.ts";
import { probe } from "./probe.ts";
import type { ProbeAnswer, ProbeOrder } from "./protocol.ts";

const orderBytesAtMost = 16 * 1024 * 1024;
const chunk = Buffer.allocUnsafe(64 * 1024);
const cutLines = createLineCutter(orderBytesAtMost);

Log.setLevel(AV_LOG_QUIET);
say(readyLine);
listen();

/** One order at a time; between two the event loop turns, so that the binding can free what the last one used. */
function listen(): void {
  read(0, chunk, 0, chunk.length, null, (error, length) => {
    const lines = error || length === 0 ? undefined : cutLines(chunk.subarray(0, length));
    if (!lines) return leave();
    for (const line of lines) say(JSON.stringify(answer(JSON.parse(line))));
    listen();
  });
}

function answer({ id, request }: ProbeOrder): ProbeAnswer {
  return { id, result: probe(request) };
}

function say(line: string): void {
  let rest = Buffer.from(`${line}\n`);
  while (rest.length > 0) rest = rest.subarray(writeSync(answerDescriptor, rest));
}

/** A plain exit would run the clean-up of the native library, which may crash. */
function leave(): void {
  process.kill(process.pid, "SIGKILL");
}
