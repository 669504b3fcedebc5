import type { IncomingMessage } from "node:http";
import { decodeFormText, type Pair, parseQuery, wireText } from "../signing/percent-encode.ts";
import { invalidArgument, OssError } from "./errors.ts";
import type { Exchange } from "./exchange.ts";

const maxKeyBytes = 1023;
const beyondAscii = /[^\0-\x7f]/;

/**
 * Reads what is asked for by hand: URL parsers would rewrite keys. A `+` in the path is a space, as OSS has it and its
 * Go client sends it; who means a plus sends `%2B`.
 */
export function readTarget({
  url = "",
  method = "",
}: Pick<IncomingMessage, "url" | "method">): Pick<Exchange, "method" | "path" | "query"> {
  if (!url.startsWith("/")) throw unreadable(url, "The request target must begin with a slash.");
  const text = wireText(url);
  if (text === url && beyondAscii.test(url)) throw unreadable(url, "The request target is not UTF-8.");
  const mark = text.indexOf("?");
  const path = decodeFormText(mark < 0 ? text.slice(1) : text.slice(1, mark));
  const query = mark < 0 ? [] : parseQuery(text.slice(mark + 1));
  if (path === undefined || query === undefined) {
    throw unreadable(url, "The percent-encoding of the request target cannot be read.");
  }
  refuseRepeatedNames(query);
  return { method, path, query };
}

const unreadable = (url: string, message: string): OssError => invalidArgument("URI", url, message);

function refuseRepeatedNames(query: readonly Pair[]): void {
  const seen = new Set<string>();
  for (const [name] of query) {
    if (seen.has(name)) throw invalidArgument(name, "", `The parameter ${name} comes more than once.`);
    seen.add(name);
  }
}

/** Refuses keys that other software could take for another one. */
export function checkKey(key: string): void {
  const bytes = Buffer.byteLength(key);
  const hasControl = Array.from(key).some((character) => character < " " || character === "\u007f");
  const hasDots = key.split("/").some((segment) => segment.trim() === "." || segment.trim() === "..");
  const isUsual = bytes > 0 && !hasControl && !hasDots && !key.includes("\\") && !key.startsWith("/");
  if (isUsual && bytes <= maxKeyBytes) return;
  throw new OssError(
    400,
    "InvalidObjectName",
    bytes === 0
      ? "The Object name can not be empty."
      : isUsual
        ? "The Length of Object name must be less than 1024."
        : "The specified object is not valid.",
    {
      extras: { ObjectName: key.slice(0, 200) },
      diagnosis:
        "A key has 1 to 1023 bytes, does not begin with a slash, and holds no backslash, control character or segment of dots.",
    },
  );
}
