import type { IncomingMessage, ServerResponse } from "node:http";

const drainBytes = 64 * 1024 ** 2;
const drainMs = 10_000;
const usualSilenceMs = 60_000;

/** The client as the one who sends the body: let in, watched for silence, and let finish when it is refused. */
export class Sender {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #silenceMs: number;
  #isWaiting: boolean;

  /** `isWaiting`: it sends its body only after a word from us. */
  constructor(request: IncomingMessage, response: ServerResponse, isWaiting: boolean, silenceMs = usualSilenceMs) {
    this.#request = request;
    this.#response = response;
    this.#isWaiting = isWaiting;
    this.#silenceMs = silenceMs;
  }

  /** Asks for the body. From here on the connection ends when nothing comes for a while. */
  admit(): void {
    if (this.#isWaiting) this.#response.writeContinue();
    this.#isWaiting = false;
    this.#request.socket.setTimeout(this.#silenceMs);
  }

  /** The body is there: we may take our time now. */
  release(): void {
    this.#request.socket.setTimeout(0);
  }

  /** Whether bytes of the body may still be to come. */
  get isSending(): boolean {
    const { complete, headers } = this.#request;
    if (complete) return false;
    return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
  }

  /**
   * Ends an answer that says no to somebody who may be in the middle of a body: who sends reads the answer only as long as
   * the bytes are taken, and a connection that is closed with bytes unread is a reset to it.
   */
  endAnswer(status: number, headers: Record<string, string | number>, body: string): void {
    const response = this.#response;
    if (!this.isSending) {
      response.writeHead(status, headers).end(body);
      return;
    }
    response.writeHead(status, { ...headers, Connection: "close" });
    if (this.#isWaiting) {
      response.end(body);
      return;
    }
    response.flushHeaders();
    response.write(body);
    this.#drain(() => response.end());
  }

  #drain(onEnd: () => void): void {
    const request = this.#request;
    let bytes = 0;
    const timer = setTimeout(stop, drainMs).unref();
    function stop(): void {
      clearTimeout(timer);
      request.off("data", count);
      onEnd();
    }
    function count(chunk: Buffer): void {
      bytes += chunk.length;
      if (bytes > drainBytes) stop();
    }
    request.unpipe();
    request.on("data", count);
    request.once("end", stop);
    request.once("close", stop);
    request.on("error", () => undefined);
    request.resume();
  }
}
