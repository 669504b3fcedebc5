import { type Chance, choose, placeIn } from "./hostile-text.ts";
import { framed, type Mutation, same, unframed } from "./mutation.ts";

const retarget = (change: (target: string, chance: Chance) => string) =>
  framed((request, chance) => ({ ...request, target: change(request.target, chance) }));

/** Text as it can stand in a target. */
const asTarget = (text: string): string =>
  text.replace(/[^\x21-\x7e]/g, (character) => encodeURIComponent(character.toWellFormed()));

const insert = (text: string, at: number, more: string): string => {
  const place = placeIn({ length: text.length + 1 }, at);
  return text.slice(0, place) + more + text.slice(place);
};

function splitTarget(target: string): { path: string; pairs: string[] } {
  const mark = target.indexOf("?");
  if (mark < 0) return { path: target, pairs: [] };
  return { path: target.slice(0, mark), pairs: target.slice(mark + 1).split("&") };
}

const joinTarget = (path: string, pairs: readonly string[]): string =>
  pairs.length === 0 ? path : `${path}?${pairs.join("&")}`;

const repair = (change: (pairs: string[], chance: Chance) => readonly string[]) =>
  retarget((target, chance) => {
    const { path, pairs } = splitTarget(target);
    return joinTarget(path, change(pairs, chance));
  });

const repath = (change: (path: string, chance: Chance) => string) =>
  retarget((target, chance) => {
    const { path, pairs } = splitTarget(target);
    return joinTarget(change(path, chance), pairs);
  });

/** The same characters in escapes, as every client may write them. */
const escapeAt = (text: string, { at, count }: Chance): string => {
  const place = placeIn(text, at);
  const character = text.charAt(place);
  if (!/[A-Za-z0-9._~-]/.test(character) || /%.?$/.test(text.slice(0, place))) return text;
  const hex = character.charCodeAt(0).toString(16);
  return `${text.slice(0, place)}%${count % 2 ? hex.toUpperCase() : hex}${text.slice(place + 1)}`;
};

const escapes = [
  "%00",
  "%2F",
  "%2f..%2f",
  "%2e%2e/",
  "../",
  "..%5c",
  "//",
  "%",
  "%zz",
  "%ff",
  "%25",
  "%0d%0a",
  "+",
  ";",
  "#x",
  "\\",
  "{",
  "|",
  "^",
] as const;

/** What is done to the target. */
export const targetMutations = {
  "insert an escape": retarget((target, { at, count }) => insert(target, at, choose(escapes, count))),
  "insert text": retarget((target, { at, text }) => insert(target, at, asTarget(text))),
  "drop characters": retarget((target, { at, count }) => {
    const place = 1 + placeIn({ length: target.length - 1 }, at);
    return target.slice(0, place) + target.slice(place + 1 + (count % 8));
  }),
  "cut the target": retarget((target, { at }) => target.slice(0, 1 + placeIn(target, at))),
  "escape what needs none": same(retarget((target, chance) => escapeAt(target, chance))),
  "encode twice": retarget((target) => target.replaceAll("%", "%25")),
  "escape in lower case": same(retarget((target) => target.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()))),
  "dot segments": repath((path, { count }) =>
    choose([`/..${path}`, `/.${path}`, `/x/..${path}`, `${path}/../..`], count),
  ),
  "more slashes": repath((path, { count }) => choose([`/${path}`, `${path}/`, path.replaceAll("/", "//")], count)),
  "absolute form": retarget((target, { count }) =>
    choose([`http://x${target}`, `https://u:p@127.0.0.1${target}`, `HTTP://[::1]:99999${target}`], count),
  ),
  "no slash": retarget((target, { count }) => choose([target.slice(1) || "x", "*", `?${target}`], count)),
  "very long": retarget((target, { at, count }) => insert(target, at, "a".repeat(5000 + (count % 20_000)))),
  "reorder parameters": same(
    repair((pairs, { at, count }) => {
      const place = placeIn({ length: pairs.length }, at);
      const turned = [...pairs.slice(place), ...pairs.slice(0, place)];
      return count % 2 ? turned.reverse() : turned;
    }),
  ),
  "repeat a parameter": repair((pairs, { at }) => [...pairs, ...pairs.slice(placeIn(pairs, at)).slice(0, 1)]),
  "repeat a parameter with another value": repair((pairs, { at, text }) => {
    const [name = ""] = (pairs[placeIn(pairs, at)] ?? "x").split("=");
    return [...pairs, `${name}=${encodeURIComponent(text.toWellFormed())}`];
  }),
  "drop a parameter": repair((pairs, { at }) => pairs.filter((_, i) => i !== placeIn(pairs, at))),
  "another value": repair((pairs, { at, text }) =>
    pairs.map((pair, i) =>
      i === placeIn(pairs, at) ? `${pair.split("=")[0]}=${encodeURIComponent(text.toWellFormed())}` : pair,
    ),
  ),
  "more parameters": repair((pairs, { count, text }) => [
    ...pairs,
    ...Array.from({ length: count % 40 }, (_, i) => `n${i}=${encodeURIComponent(text.toWellFormed()).slice(0, 300)}`),
  ]),
  "list parameters": repair((pairs, { at, text }) => {
    const [name = ""] = (pairs[placeIn(pairs, at)] ?? "x").split("=");
    return [...pairs, `${name}.1=${encodeURIComponent(text.toWellFormed())}`, `${name}.N=1`, `${name}[]=2`];
  }),
  "empty parameters": same(
    repair((pairs, { at }) => {
      const place = placeIn(pairs, at);
      return pairs.length === 0 ? pairs : ["", ...pairs.slice(0, place), "", ...pairs.slice(place), ""];
    }),
  ),
  semicolons: repair((pairs, { at }) => {
    const place = 1 + placeIn(pairs, at);
    return [pairs.slice(0, place).join(";"), ...pairs.slice(place)];
  }),
  "plus for a blank": same(repair((pairs) => pairs.map((pair) => pair.replaceAll("%20", "+")))),
  "raw bytes": unframed((request, { at, count }) => ({
    ...request,
    target: insert(
      request.target,
      at,
      choose(["\xff", "\xc3\xa9", "\xed\xa0\x80", "\x01", "\x7f", "\t", " ", "\0"], count),
    ),
  })),
} satisfies Record<string, Mutation>;
