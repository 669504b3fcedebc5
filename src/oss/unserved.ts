import type { IncomingHttpHeaders } from "node:http";
import { invalidArgument, OssError } from "./errors.ts";

const always = () => true;

/** Headers, or fields of a form, that ask for what is not done: refused, never ignored. */
const unserved: Readonly<Record<string, (value: string) => boolean>> = {
  "x-oss-callback": always,
  "x-oss-callback-var": always,
  callback: always,
  "callback-var": always,
  "x-oss-copy-source": always,
  "x-oss-copy-source-range": always,
  "x-oss-symlink-target": always,
  "x-oss-tagging": always,
  "x-oss-persistent-headers": always,
  "x-oss-object-worm-mode": always,
  "x-oss-object-worm-retain-until-date": always,
  "x-oss-storage-class": (value) => value !== "Standard",
  "x-oss-object-acl": (value) => value !== "default" && value !== "private",
  "x-oss-acl": (value) => value !== "default" && value !== "private",
  "x-oss-content-sha256": (value) => value !== "UNSIGNED-PAYLOAD",
  "content-encoding": (value) => /\baws-chunked\b/i.test(value),
};

const isUnserved = (name: string, value: string): boolean =>
  name.startsWith("x-oss-server-side-") || (Object.hasOwn(unserved, name) && unserved[name]?.(value) === true);

export function refuseUnservedValues(values: Iterable<readonly [name: string, value: unknown]>): void {
  for (const [name, value] of values) {
    if (typeof value !== "string" || !isUnserved(name, value)) continue;
    throw invalidArgument(name, value, `${name} with this value is not served.`);
  }
}

const conditions = ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since"];

/** Conditions are for reading: a writer that sends one counts on what OSS does not do either. */
export function refuseConditions(headers: IncomingHttpHeaders): void {
  const condition = conditions.find((name) => headers[name] !== undefined);
  if (condition === undefined) return;
  throw new OssError(400, "NotImplemented", "A header you provided implies functionality that is not implemented.", {
    ec: "0017-00000245",
    extras: { Header: condition },
    diagnosis: "A write takes no conditions. x-oss-forbid-overwrite: true refuses to replace an object.",
  });
}
