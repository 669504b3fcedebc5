/** One HTTP answer, read strictly. */
export interface WireAnswer {
  readonly status: number;
  /** Names in lower case; no name comes twice. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

const statusLine = /^HTTP\/1\.1 ([1-5]\d\d) [\x20-\x7e]*$/;
const headerLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+): ([\t\x20-\x7e\x80-\xff]*)$/;

/** Reads answers from the bytes of a connection as they come; throws at the first byte that is not well-formed HTTP. */
export class AnswerReader {
  readonly #methods: string[];
  #bytes: Buffer = Buffer.alloc(0);

  /** @param methods of the requests, in their order: an answer to HEAD has no body. Later ones count as GET. */
  constructor(methods: readonly string[]) {
    this.#methods = [...methods];
  }

  push(chunk: Buffer): WireAnswer[] {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    const answers: WireAnswer[] = [];
    for (let answer = this.#take(); answer; answer = this.#take()) {
      if (answer.status === 100) continue;
      this.#methods.shift();
      answers.push(answer);
    }
    return answers;
  }

  /** Bytes that belong to no whole answer. */
  get rest(): Buffer {
    return this.#bytes;
  }

  #take(): WireAnswer | undefined {
    const end = this.#bytes.indexOf("\r\n\r\n");
    if (end < 0) return undefined;
    const [first = "", ...lines] = this.#bytes.toString("latin1", 0, end).split("\r\n");
    const status = Number(statusLine.exec(first)?.[1] ?? Number.NaN);
    if (Number.isNaN(status)) throw new Error(`No status line: ${JSON.stringify(first)}`);
    const headers = readHeaders(lines);
    const size = this.#bodySize(status, headers);
    const whole = end + 4 + size;
    if (this.#bytes.length < whole) return undefined;
    const body = this.#bytes.subarray(end + 4, whole);
    this.#bytes = this.#bytes.subarray(whole);
    return { status, headers, body };
  }

  #bodySize(status: number, headers: ReadonlyMap<string, string>): number {
    if (status < 200 || status === 204 || status === 304) return 0;
    // Where the request could not be read, nobody knows that it was made with HEAD.
    if (this.#methods[0] === "HEAD" && (headers.get("connection") !== "close" || this.#bytes.at(-1) === 0x0a)) return 0;
    const length = headers.get("content-length");
    if (length === undefined || !/^\d+$/.test(length)) throw new Error(`An answer ${status} without a length.`);
    return Number(length);
  }
}

function readHeaders(lines: readonly string[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name, value] = headerLine.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error(`No header: ${JSON.stringify(line)}`);
    const known = name.toLowerCase();
    if (headers.has(known)) throw new Error(`The answer's header ${known} comes twice.`);
    headers.set(known, value);
  }
  return headers;
}
