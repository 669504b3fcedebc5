/** Speaks the protocol of a media worker and misbehaves as the file name of each order says. */
import { readFileSync, readSync, writeFileSync, writeSync } from "node:fs";
import { connect } from "node:net";
import { getPriority } from "node:os";
import { answerDescriptor, maxAnswerBytes, readyLine } from "../../src/media/limits.ts";
import type { ProbeOrder } from "../../src/media/protocol.ts";

const hoard: Buffer[] = [];
let poisoned = false;

function say(value: unknown): void {
  writeSync(answerDescriptor, `${typeof value === "string" ? value : JSON.stringify(value)}\n`);
}

function report(id: number, what: unknown): void {
  say({ id, result: { ok: false, code: "unreadable", reason: String(JSON.stringify(what)) } });
}

function attempt(action: () => void): string {
  try {
    action();
    return "done";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "failed";
  }
}

const facts = { container: { formatName: "mp4", sizeBytes: 1 }, video: [], audio: [], subtitles: [] };

const behaviours: Record<string, (order: ProbeOrder) => unknown> = {
  fine: ({ id }) => say({ id, result: { ok: true, facts } }),
  hang: () => {
    for (;;);
  },
  silent: () => undefined,
  kill: () => process.kill(process.pid, "SIGKILL"),
  segfault: () => process.kill(process.pid, "SIGSEGV"),
  exit: () => process.exit(0),
  allocate: () => {
    for (;;) hoard.push(Buffer.alloc(16 * 1024 * 1024, 1));
  },
  "print without end": () => {
    for (;;) writeSync(2, "x".repeat(65_536));
  },
  "answer without end": () => {
    for (;;) writeSync(answerDescriptor, "x".repeat(65_536));
  },
  "answer too much": ({ id }) => say({ id, result: { ok: true, facts }, padding: "x".repeat(maxAnswerBytes) }),
  "answer nonsense": () => say("[1,2,"),
  "answer for another": ({ id }) => say({ id: id + 1, result: { ok: true, facts } }),
  "answer with more than facts": ({ id }) => say({ id, result: { ok: true, facts: { ...facts, owner: "me" } } }),
  "answer with a control character": ({ id }) =>
    say({ id, result: { ok: true, facts: { ...facts, container: { formatName: "mp4\u0007", sizeBytes: 1 } } } }),
  "answer twice": ({ id }) => {
    say({ id, result: { ok: true, facts } });
    say({ id, result: { ok: true, facts } });
  },
  "poison the next": ({ id }) => {
    poisoned = true;
    say({ id, result: { ok: true, facts } });
  },
  "tell process": ({ id }) => report(id, process.pid),
  "tell environment": ({ id }) => report(id, Object.keys(process.env)),
  "tell priority": ({ id }) => report(id, getPriority()),
  "tell limits": ({ id }) => report(id, limitsOfThis()),
  "write a file": ({ id, request }) =>
    report(
      id,
      attempt(() => writeFileSync(request.files[0]?.path ?? "", "written")),
    ),
  "call a host": ({ id, request }) => {
    const socket = connect(request.files[0]?.sizeBytes ?? 0, "127.0.0.1");
    socket.once("connect", () => report(id, "connected"));
    socket.once("error", () => report(id, "refused"));
  },
};

function limitsOfThis(): string[] {
  const lines = readFileSync("/proc/self/limits", "utf8").split("\n");
  return lines
    .filter((line) => /cpu time|file size|open files|address space/.test(line))
    .map((line) => line.slice(0, 46));
}

const chunk = Buffer.alloc(1024 * 1024);

/** Reads one order and lets the event loop turn before the next. */
function listen(): void {
  const length = readSync(0, chunk, 0, chunk.length, null);
  if (length === 0) process.exit(0);
  const order: ProbeOrder = JSON.parse(chunk.toString("utf8", 0, length));
  if (poisoned) process.kill(process.pid, "SIGSEGV");
  behaviours[order.request.fileName]?.(order);
  setTimeout(listen, order.request.fileName === "call a host" ? 500 : 0);
}

say(readyLine);
listen();
