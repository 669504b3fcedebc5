import { z } from "zod";
import type { MediaFacts } from "./facts.ts";
import { mediaFactsSchema } from "./facts.ts";

export type ProbedMediaType = "image" | "video" | "audio";

export interface ProbeRequest {
  /** The stored pieces of one object in order; their bytes, put together, are the file. */
  files: { path: string; sizeBytes: number }[];
  mediaType: ProbedMediaType;
  /** The name a person gave the file. Only its extension is used, as a hint. */
  fileName: string;
}

/**
 * Why there are no facts: `unreadable` and `no-such-stream` are about the file; `missing` says that the store lost it;
 * `timeout`, `crashed`, `memory` and `flood` are what it did to its worker; `unavailable` and `closed` are not its fault.
 */
export type ProbeFailureCode = WorkerFailureCode | "timeout" | "crashed" | "flood" | "unavailable" | "closed";
type WorkerFailureCode = z.infer<typeof workerFailureCode>;

export interface ProbeFailure {
  ok: false;
  code: ProbeFailureCode;
  /** Plain words for a person; names no path. */
  reason: string;
}

export type ProbeResult = { ok: true; facts: MediaFacts } | ProbeFailure;

const workerFailureCode = z.enum(["unreadable", "no-such-stream", "missing", "memory"]);

const answerSchema = z.strictObject({
  id: z.int(),
  result: z.discriminatedUnion("ok", [
    z.strictObject({ ok: z.literal(true), facts: mediaFactsSchema }),
    z.strictObject({ ok: z.literal(false), code: workerFailureCode, reason: z.string().min(1).max(300) }),
  ]),
});

export type ProbeAnswer = z.infer<typeof answerSchema>;

export interface ProbeOrder {
  id: number;
  request: ProbeRequest;
}

/** What a worker said, or undefined when it is not an answer: the worker is then not to be trusted any more. */
export function parseAnswer(line: string): ProbeAnswer | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  return answerSchema.safeParse(value).data;
}
