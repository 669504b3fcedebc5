import { type Pair, parseQuery, percentDecode, wireText } from "../signing/percent-encode.ts";
import { invalidArgument, OssError } from "./errors.ts";

const maxKeyBytes = 1023;

/** Reads a request target by hand: URL parsers would rewrite keys. */
export function readTarget(target: string): { path: string; query: readonly Pair[] } {
  if (!target.startsWith("/")) throw invalidArgument("URI", target, "The request target must begin with a slash.");
  const mark = target.indexOf("?");
  const rawPath = mark < 0 ? target : target.slice(0, mark);
  const path = percentDecode(wireText(rawPath.slice(1)));
  const query = mark < 0 ? [] : parseQuery(wireText(target.slice(mark + 1)));
  if (path === undefined || query === undefined) {
    throw invalidArgument("URI", target, "The percent-encoding of the request target cannot be read.");
  }
  return { path, query };
}

/** Refuses keys that other software could take for another one. */
export function checkKey(key: string): void {
  const bytes = Buffer.byteLength(key);
  const hasControl = Array.from(key).some((character) => character < " " || character === "\u007f");
  const hasDots = key.split("/").some((segment) => segment.trim() === "." || segment.trim() === "..");
  if (bytes <= maxKeyBytes && !hasControl && !hasDots && !key.includes("\\") && !key.startsWith("/")) return;
  throw new OssError(400, "InvalidObjectName", "The specified object is not valid.", {
    ec: "0016-00000010",
    extras: { ObjectName: key.slice(0, 200) },
    diagnosis:
      "A key has at most 1023 bytes, does not begin with a slash, and holds no backslash, control character or segment of dots.",
  });
}
