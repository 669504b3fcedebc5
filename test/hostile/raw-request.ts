/** A request as text: one character for each byte of its line and headers. */
export interface RawRequest {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly headers: readonly Header[];
  readonly body: Buffer;
  /** Ends headers and lines; CRLF unless a mutation breaks it. */
  readonly lineEnd?: string;
}

export type Header = readonly [name: string, value: string];

/** With the length of its body, which a body of nothing has only when it is sent as one. */
export function rawRequest(
  method: string,
  target: string,
  headers: readonly Header[],
  body?: Buffer | string,
): RawRequest {
  const bytes = Buffer.from(body ?? "");
  const length: Header[] = body === undefined ? [] : [["Content-Length", String(bytes.length)]];
  return { method, target, version: "HTTP/1.1", headers: [...headers, ...length], body: bytes };
}

export function toBytes({ method, target, version, headers, body, lineEnd = "\r\n" }: RawRequest): Buffer {
  const lines = [`${method} ${target} ${version}`, ...headers.map(([name, value]) => `${name}: ${value}`), "", ""];
  return Buffer.concat([Buffer.from(lines.join(lineEnd), "latin1"), body]);
}

const isNamed =
  (name: string) =>
  ([candidate]: Header): boolean =>
    candidate.toLowerCase() === name.toLowerCase();

export const headerOf = ({ headers }: Pick<RawRequest, "headers">, name: string): string | undefined =>
  headers.find(isNamed(name))?.[1];

/** The header in its place with another value, or added. */
export function setHeader(request: RawRequest, name: string, value: string): RawRequest {
  if (headerOf(request, name) === undefined) return addHeader(request, name, value);
  const headers = request.headers.map((header): Header => (isNamed(name)(header) ? [header[0], value] : header));
  return { ...request, headers };
}

export const addHeader = (request: RawRequest, name: string, value: string): RawRequest => ({
  ...request,
  headers: [...request.headers, [name, value]],
});

export const dropHeader = (request: RawRequest, name: string): RawRequest => ({
  ...request,
  headers: request.headers.filter((header) => !isNamed(name)(header)),
});

/** Another body, announced with its length. */
export const setBody = (request: RawRequest, body: Buffer): RawRequest =>
  setHeader({ ...request, body }, "Content-Length", String(body.length));

/** Any text as it can stand in a header: one character for each byte, and no control characters. */
export const headerText = (text: string): string =>
  Buffer.from(text)
    .toString("latin1")
    .replace(/\p{Cc}/gu, (control) => (control < "\x80" ? " " : control))
    .trim()
    .slice(0, 3000);
