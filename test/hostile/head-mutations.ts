import { type Chance, choose, placeIn } from "./hostile-text.ts";
import { framed, type Mutation, same, unframed } from "./mutation.ts";
import { addHeader, dropHeader, headerOf, headerText, type RawRequest, setHeader } from "./raw-request.ts";

const methods = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "PROPFIND", "QUERY"] as const;
const strangeMethods = ["get", "Post", "GETT", "", "G ET", "CONNECT", "PRI", "SOURCE", "\0", "GET\t"] as const;
const strangeVersions = [
  "HTTP/1.0",
  "HTTP/0.9",
  "HTTP/2.0",
  "HTTP/1.10",
  "http/1.1",
  "HTTP/1",
  "",
  "HTTP/1.1 x",
  "HTTP/9.9",
] as const;

/** What is done to method, version and line ends. */
export const lineMutations = {
  "another method": framed((request, { count }) => ({ ...request, method: choose(methods, count) })),
  "a strange method": unframed((request, { count }) => ({ ...request, method: choose(strangeMethods, count) })),
  "a strange version": unframed((request, { count }) => ({ ...request, version: choose(strangeVersions, count) })),
  "other line ends": unframed((request, { count }) => ({
    ...request,
    lineEnd: choose(["\n", "\r", "\r\r\n", "\n\r"], count),
  })),
} satisfies Record<string, Mutation>;

/** The name of a header that is there. */
const nameAt = (request: RawRequest, at: number): string =>
  request.headers[placeIn(request.headers, at)]?.[0] ?? "Host";

const isFraming = (name: string): boolean => /^(content-length|transfer-encoding)$/i.test(name);

/** A change of a header that says nothing of where the request ends. */
const onHeader = (change: (request: RawRequest, name: string, chance: Chance) => RawRequest) =>
  framed((request, chance) => {
    const name = nameAt(request, chance.at);
    return isFraming(name) ? request : change(request, name, chance);
  });

const recase = (name: string, count: number): string =>
  count % 2 ? name.toUpperCase() : name.toLowerCase().replace(/^./, (first) => first.toUpperCase());

const harmlessNames = [
  "X-Real-IP",
  "X-Forwarded-For",
  "X-Forwarded-Host",
  "X-HTTP-Method-Override",
  "X-Original-URL",
  "Forwarded",
  "Cookie",
  "Origin",
  "Referer",
  "Range",
  "If-Match",
  "If-None-Match",
  "If-Modified-Since",
  "If-Range",
  "Accept",
  "Accept-Encoding",
  "TE",
  "Trailer",
  "Via",
  "Date",
] as const;
const doorNames = [
  "x-oss-callback",
  "x-oss-copy-source",
  "x-oss-object-acl",
  "x-oss-meta-a",
  "x-oss-forbid-overwrite",
  "x-oss-server-side-encryption",
  "x-oss-security-token",
  "x-oss-date",
  "x-acs-action",
  "x-acs-version",
  "x-acs-date",
  "x-acs-security-token",
  "x-acs-content-sha256",
  "security-token",
  "Content-MD5",
  "Content-Type",
  "Content-Encoding",
  "Authorization",
  "Host",
] as const;

/** What is done to the headers. */
export const headerMutations = {
  "drop a header": onHeader((request, name) => dropHeader(request, name)),
  "repeat a header": onHeader((request, name) => addHeader(request, name, headerOf(request, name) ?? "")),
  "repeat a header with another value": onHeader((request, name, { text }) =>
    addHeader(request, name, headerText(text)),
  ),
  "another value of a header": onHeader((request, name, { text }) => setHeader(request, name, headerText(text))),
  "a header in another case": same(
    onHeader((request, name, { count }) => ({
      ...request,
      headers: request.headers.map(([known, value]) => [known === name ? recase(name, count) : known, value]),
    })),
  ),
  "blanks around a value": same(
    onHeader((request, name, { count }) =>
      setHeader(request, name, `${" \t".repeat(count % 5)}${headerOf(request, name)}${"\t ".repeat(count % 3)}`),
    ),
  ),
  "bytes beyond ASCII": onHeader((request, name, { count }) =>
    setHeader(request, name, `${headerOf(request, name)}${choose(["\xff", "\xc3\xa9", "\xe4\xb8\xad"], count)}`),
  ),
  "headers in another order": same(framed((request) => ({ ...request, headers: [...request.headers].reverse() }))),
  "a header that changes nothing": framed((request, { count, text }) =>
    addHeader(request, choose(harmlessNames, count), headerText(text).slice(0, 2000)),
  ),
  "a header that the door knows": framed((request, { count, text }) =>
    addHeader(request, choose(doorNames, count), headerText(text).slice(0, 2000)),
  ),
  Expect: same(
    framed((request, { count }) =>
      addHeader(request, "Expect", choose(["100-continue", "100-Continue", "x", ""], count)),
    ),
  ),
  Connection: unframed((request, { count }) =>
    addHeader(
      request,
      "Connection",
      choose(["close", "keep-alive, x", "Upgrade, HTTP2-Settings", "Authorization"], count),
    ),
  ),
  Upgrade: unframed((request, { count }) =>
    addHeader(addHeader(request, "Connection", "upgrade"), "Upgrade", choose(["websocket", "h2c", "TLS/1.0"], count)),
  ),
  "a huge header": unframed((request, { count }) => addHeader(request, "X-Huge", "a".repeat(4000 + (count % 40_000)))),
  "many headers": unframed((request, { count }) => ({
    ...request,
    headers: [...request.headers, ...Array.from({ length: count % 3000 }, (): [string, string] => ["a", "b"])],
  })),
  "a folded header": unframed((request, { at }) => setHeader(request, nameAt(request, at), "a\r\n b")),
  "a broken header": unframed((request, { count }) =>
    addHeader(request, choose(["", "a b", "a(b", "a\0", "\xe9", "a\r\nb", " a"], count), "x"),
  ),
  "a control character in a header": unframed((request, { at, count }) =>
    setHeader(request, nameAt(request, at), choose(["a\0b", "a\rb", "a\nb", "a\x1bb", "a\x7fb"], count)),
  ),
} satisfies Record<string, Mutation>;
