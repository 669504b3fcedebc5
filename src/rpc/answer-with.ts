import type { ProductCode } from "../contract/operation.ts";
import type { AuditLog } from "../identity/audit-log.ts";
import type { Answer } from "../operations/define.ts";
import type { FoundOperation } from "./find-operation.ts";
import { RecordedCall } from "./recorded-call.ts";
import type { IncomingCall } from "./request.ts";
import { type Format, formatAnswer, formatError, type RpcAnswer } from "./respond.ts";
import { toApiError } from "./to-api-error.ts";

export interface AnswerParts {
  readonly publicApiUrl: string;
  readonly auditLog: AuditLog;
  readonly now: () => number;
  readonly log: (message: string, details: Record<string, unknown>) => void;
  /** Called with each answer: for counting. */
  readonly onAnswer: (answered: AnsweredCall) => void;
}

/** What is counted of a call. */
export interface AnsweredCall {
  /** Undefined when no operation was found. */
  readonly found: FoundOperation | undefined;
  readonly status: number;
  readonly durationMs: number;
  readonly recorded: RecordedCall;
}

/** Grows with what is known of the call, so that an error is answered in the form that was asked for. */
interface Reply {
  format: Format;
  product: ProductCode | undefined;
  found: FoundOperation | undefined;
}

type Answering = Pick<IncomingCall, "requestId" | "client"> & { readonly detail?: string };

/** Runs the steps of a call and answers what they answer or throw. */
export async function answerWith(
  call: Answering,
  parts: AnswerParts,
  steps: (reply: Reply, recorded: RecordedCall) => Promise<Answer>,
): Promise<RpcAnswer> {
  const began = performance.now();
  const reply: Reply = { format: "json", product: undefined, found: undefined };
  const recorded = new RecordedCall(parts.auditLog, call);
  const answer = await steps(reply, recorded)
    .then((fields) =>
      formatAnswer(fields, reply.found?.operation.name ?? "", call.requestId, reply.format, reply.product),
    )
    .catch((cause: unknown) => answerError(cause, { call, reply, recorded }, parts));
  const { status } = answer;
  parts.onAnswer({ found: reply.found, status, durationMs: performance.now() - began, recorded });
  return withMode(answer, recorded);
}

function answerError(
  cause: unknown,
  { call, reply, recorded }: { readonly call: Answering; readonly reply: Reply; readonly recorded: RecordedCall },
  parts: AnswerParts,
): RpcAnswer {
  const { requestId, client } = call;
  const report = (details: object) => parts.log("a call failed", { requestId, client: client.address, ...details });
  const error = toApiError(cause, report);
  recorded.end(error);
  const { product, format } = reply;
  const { publicApiUrl } = parts;
  const { language } = client;
  return formatError(error, { requestId, publicApiUrl, product, format, now: parts.now(), language });
}

/** Each decided answer says whether policies were enforced. */
const withMode = (answer: RpcAnswer, { mode }: RecordedCall): RpcAnswer =>
  mode === undefined ? answer : { ...answer, headers: { ...answer.headers, "x-medialoft-authorization": mode } };
