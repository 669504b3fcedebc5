import { connect, type Socket } from "node:net";
import { AnswerReader, type WireAnswer } from "./answers.ts";

/** A request that is to be answered, and what a reader of the answer has to know of it. */
export interface Sending {
  /** Signed anew each time: the server may have taken one whose answer was cut off by an earlier request. */
  readonly make: () => Buffer;
  readonly method: string;
  /** Whether another request can follow on the same connection: its end is where it seems to be. */
  readonly isFramed: boolean;
}

const deadlineMs = 40_000;
/** A server that waits for more bytes than will ever come is told so after this time. */
const patienceMs = 20_000;
const pipelined = 8;
const lanes = 16;
/** Makes an end of whatever a server still waits for, save a body of known length. */
const poison = Buffer.from("\0\r\n\r\n".repeat(10));

/** Bytes for the eye, one character each, cut where nobody would read on. */
export const show = (bytes: Buffer): string => JSON.stringify(bytes.toString("latin1").slice(0, 6000));

/** Sends all of them over several connections at once and answers what came for each, in their order. */
export async function sendAll(port: number, sendings: readonly Sending[]): Promise<readonly WireAnswer[][]> {
  const answers = sendings.map((): WireAnswer[] => []);
  const groups = group(sendings);
  const work = async () => {
    for (let next = groups.pop(); next; next = groups.pop()) {
      const unanswered = await runGroup(port, sendings, next, answers);
      if (unanswered.length > 0) groups.push(...unanswered.map((index) => [index]));
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return answers;
}

/** Framed ones go out several at once on one connection. */
function group(sendings: readonly Sending[]): number[][] {
  const groups: number[][] = [];
  let framed: number[] = [];
  for (const [index, { isFramed }] of sendings.entries()) {
    if (!isFramed) {
      groups.push([index]);
      continue;
    }
    if (framed.length === 0) groups.push(framed);
    framed.push(index);
    if (framed.length === pipelined) framed = [];
  }
  return groups;
}

/** Answers those of several that got no answer because the server hung up after an earlier one. */
async function runGroup(
  port: number,
  sendings: readonly Sending[],
  indexes: readonly number[],
  answers: WireAnswer[][],
): Promise<readonly number[]> {
  const group = indexes.flatMap((index) => sendings[index] ?? []);
  const isAlone = group.length === 1;
  const bytes = Buffer.concat([...group.map(({ make }) => make()), ...(isAlone ? [poison] : [])]);
  const came = await converse(port, bytes, group);
  const [first = -1] = indexes;
  if (isAlone) {
    // The last one answers the poison.
    const own = came.length > 1 ? came.slice(0, -1) : came;
    answers[first] = own;
    if (own.length === 0) throw new Error(`No answer to ${show(bytes)}`);
    return [];
  }
  for (const [i, index] of indexes.entries()) answers[index] = came.slice(i, i + 1);
  const unanswered = indexes.slice(came.length);
  if (unanswered.length > 0 && came.at(-1)?.headers.get("connection") !== "close") {
    throw new Error(`The server hung up in the middle of ${show(bytes)}`);
  }
  return unanswered;
}

/** Whether a body is announced that is longer than what is sent. */
function announcesMore(bytes: Buffer): boolean {
  const end = bytes.indexOf("\r\n\r\n");
  const [, length] = /\r\ncontent-length: *(\d+) *\r\n/i.exec(bytes.toString("latin1", 0, end + 2)) ?? [];
  return Number(length ?? 0) > bytes.length - end - 4;
}

/** Reads until every request has its answer, or, of one alone, until the server hangs up. */
function converse(port: number, bytes: Buffer, group: readonly Sending[]): Promise<WireAnswer[]> {
  return new Promise((resolve, reject) => {
    const reader = new AnswerReader(group.map(({ method }) => method));
    const answers: WireAnswer[] = [];
    const fail = (why: string) => reject(new Error(`${why} after ${answers.length} answers to ${show(bytes)}`));
    let impatience: NodeJS.Timeout | undefined;
    const socket: Socket = connect(port, "127.0.0.1", () => {
      socket.write(bytes);
      if (group.length > 1) return;
      if (announcesMore(bytes)) socket.end();
      else impatience = setTimeout(() => socket.end(), patienceMs);
    });
    const deadline = setTimeout(() => {
      fail("Nothing came in time");
      socket.destroy();
    }, deadlineMs);
    socket.on("data", (chunk: Buffer) => {
      impatience?.refresh();
      try {
        answers.push(...reader.push(chunk));
      } catch (error) {
        fail(String(error));
        socket.destroy();
      }
      if (group.length > 1 && answers.length >= group.length) socket.end();
    });
    socket.on("end", () => socket.end());
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(impatience);
      clearTimeout(deadline);
      if (reader.rest.length > 0) fail(`Half an answer, ${show(reader.rest)},`);
      resolve(answers);
    });
  });
}
