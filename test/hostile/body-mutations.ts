import { gzipSync } from "node:zlib";
import { type Chance, choose, placeIn } from "./hostile-text.ts";
import { framed, type Mutation, unframed } from "./mutation.ts";
import { addHeader, dropHeader, setBody, setHeader } from "./raw-request.ts";

const lengths = [
  "0",
  "1",
  "-1",
  "+5",
  "5, 5",
  "1e3",
  "0x10",
  "",
  " ",
  "99999999999",
  "18446744073709551617",
  "५",
] as const;
const encodings = [
  "chunked",
  "Chunked",
  "chunked, identity",
  "gzip, chunked",
  "identity",
  "xchunked",
  "chunked;q=1",
  "",
  "\x0bchunked",
] as const;

/** The body in chunks, with something wrong in it or nothing. */
function inChunks(body: Buffer, { at, count }: Chance): Buffer {
  const place = placeIn(body, at);
  const pieces = [body.subarray(0, place), body.subarray(place)].filter((piece) => piece.length > 0);
  const sizes = ["", "", "", "", "zz", "-1", "0x", "ffffffffffffffffff", " ", ";a=b", ";", "\n"] as const;
  const wrong = choose(sizes, count);
  const chunks = pieces.flatMap((piece) => [
    Buffer.from(`${piece.length.toString(16)}${wrong}\r\n`),
    piece,
    Buffer.from("\r\n"),
  ]);
  return Buffer.concat([
    ...chunks,
    Buffer.from(choose(["0\r\n\r\n", "0\r\n\r\n", "0\r\nA: b\r\n\r\n", "0\r\n", "00\r\n\r\n"], count >> 4)),
  ]);
}

/** What is done to the body and to what is said of it. */
export const bodyMutations = {
  "another length": unframed((request, { count }) => setHeader(request, "Content-Length", choose(lengths, count))),
  "a length that is too small or too large": unframed((request, { count }) =>
    setHeader(request, "Content-Length", String(Math.max(0, request.body.length + (count % 21) - 10))),
  ),
  "two lengths": unframed((request, { count }) => addHeader(request, "Content-Length", String(count % 30))),
  "no length": unframed((request) => dropHeader(request, "Content-Length")),
  "an encoding of the transfer": unframed((request, { count }) =>
    addHeader(request, "Transfer-Encoding", choose(encodings, count)),
  ),
  chunks: unframed((request, chance) => ({
    ...addHeader(dropHeader(request, "Content-Length"), "Transfer-Encoding", "chunked"),
    body: inChunks(request.body, chance),
  })),
  "a body that breaks off": framed((request, { at }) =>
    setBody(request, request.body.subarray(0, placeIn(request.body, at))),
  ),
  "a longer body": framed((request, { count, text }) =>
    setBody(request, Buffer.concat([request.body, Buffer.from(text.repeat(1 + (count % 3)))])),
  ),
  "another body": framed((request, { text }) => setBody(request, Buffer.from(text))),
  "flipped bits": framed((request, { at, count }) => {
    const body = Buffer.from(request.body);
    const place = placeIn(body, at);
    if (place < body.length) body[place] = (body[place] ?? 0) ^ (1 << (count % 8));
    return setBody(request, body);
  }),
  "bytes that are not UTF-8": framed((request, { at }) => {
    const place = placeIn(request.body, at);
    return setBody(
      request,
      Buffer.concat([request.body.subarray(0, place), Buffer.from([0xff, 0xc0]), request.body.subarray(place)]),
    );
  }),
  "a compressed body": framed((request) =>
    addHeader(setBody(request, gzipSync(request.body)), "Content-Encoding", "gzip"),
  ),
  "another type": framed((request, { count }) =>
    setHeader(
      request,
      "Content-Type",
      choose(
        [
          "application/json",
          "application/x-www-form-urlencoded; charset=utf-16",
          "multipart/form-data",
          "multipart/form-data; boundary=x",
          "text/xml",
          "a",
          "/",
          ";",
        ],
        count,
      ),
    ),
  ),
} satisfies Record<string, Mutation>;
