import type { PolicyRequest } from "./decide.ts";
import { maxPolicyLength } from "./parse.ts";

type NeededRequest = Pick<PolicyRequest, "action" | "resource">;

export interface LeastPolicy {
  /** Indented JSON. */
  readonly document: string;
  /** Whether it allows these requests and nothing else. */
  readonly isExact: boolean;
}

/**
 * The least-privilege policy that allows these requests. What is asked on everything of its product stands on `*`, as it must.
 * One that would be too long widens the names of objects, folder by folder, and nothing else; undefined when it still does not fit.
 */
export function leastPolicy(requests: readonly NeededRequest[]): LeastPolicy | undefined {
  const exact = makeDocument(requests);
  if (fits(exact)) return { document: JSON.stringify(exact, null, 2), isExact: true };
  const makeWide = (depth: number) =>
    makeDocument(requests.map(({ action, resource }) => ({ action, resource: widen(resource, depth) })));
  let wide = makeWide(0);
  if (!fits(wide)) return undefined;
  // Half of what is left each time: names can have hundreds of folders.
  let depth = 0;
  let tooDeep = Math.max(...requests.map(({ resource }) => depthOf(resource)));
  while (tooDeep - depth > 1) {
    const middle = (depth + tooDeep) >> 1;
    const document = makeWide(middle);
    if (fits(document)) [depth, wide] = [middle, document];
    else tooDeep = middle;
  }
  return { document: JSON.stringify(wide, null, 2), isExact: false };
}

const fits = (document: object): boolean => JSON.stringify(document).length <= maxPolicyLength.identity;

/** However long it is. Policies can name a star in an object's name no closer than by a question mark. */
export function smallestPolicy(requests: readonly NeededRequest[]): string {
  const needs = requests.map(({ action, resource }) => ({
    action,
    resource: resource.replace(objectKey, starsToMarks),
  }));
  return JSON.stringify(makeDocument(needs), null, 2);
}

const objectKey = /(?<=^acs:oss:[^:]*:[^:]*:[^*/]+)\/.*/s;

const starsToMarks = (key: string): string => key.replaceAll("*", "?");

function makeDocument(requests: readonly NeededRequest[]) {
  const needs = requests.map(({ action, resource }) => ({ action, resource: shorten(resource) }));
  return { Version: "1", Statement: makeStatements(needs) };
}

/** `acs:<product>:<region>:<account>:*` is the name of everything, which policies write as `*`. */
const shorten = (resource: string): string => (/^acs:[^:]*:[^:]*:[^:]*:\*$/.test(resource) ? "*" : resource);

function makeStatements(needs: readonly NeededRequest[]) {
  const actionsByResource = groupBy(
    needs,
    ({ resource }) => resource,
    ({ action }) => action,
  );
  const resourcesByActions = groupBy(
    [...actionsByResource],
    ([, actions]) => JSON.stringify([...actions].sort()),
    ([resource]) => resource,
  );
  return [...resourcesByActions].map(([actions, resources]) => ({
    Effect: "Allow",
    Action: oneOrMany(JSON.parse(actions) as string[]),
    Resource: oneOrMany([...resources].sort()),
  }));
}

function groupBy<T>(list: readonly T[], key: (one: T) => string, value: (one: T) => string): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const one of list) {
    const group = groups.get(key(one)) ?? new Set();
    groups.set(key(one), group.add(value(one)));
  }
  return groups;
}

const oneOrMany = (texts: readonly string[]): string | readonly string[] =>
  texts.length === 1 ? (texts[0] ?? "") : texts;

/** How many folders can be left out of an object's name; of other names none. */
const depthOf = (resource: string): number => (resource.startsWith("acs:oss:") ? resource.split("/").length - 1 : 0);

/** `…:bucket/a/b.mp4` becomes `…:bucket/a/*` when one folder is to be left of it, `…:bucket/*` when none is. */
function widen(resource: string, folders: number): string {
  if (depthOf(resource) <= folders) return resource;
  return `${resource
    .split("/")
    .slice(0, folders + 1)
    .join("/")}/*`;
}
