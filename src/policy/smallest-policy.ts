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
  let isExact = true;
  let needs = requests;
  for (;;) {
    const document = makeDocument(needs);
    if (JSON.stringify(document).length <= maxPolicyLength.identity)
      return { document: JSON.stringify(document, null, 2), isExact };
    isExact = false;
    const longest = Math.max(0, ...needs.map(({ resource }) => depthOf(resource)));
    if (longest === 0) return undefined;
    needs = needs.map((need) =>
      depthOf(need.resource) === longest ? { ...need, resource: widen(need.resource) } : need,
    );
  }
}

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

/** How many folders an object has that can still be left out; other resources have none. */
const depthOf = (resource: string): number =>
  resource.startsWith("acs:oss:") ? pathOf(resource).split("/").length - 1 : 0;

const pathOf = (resource: string): string => resource.split(":").slice(4).join(":").replace(/\/\*$/, "");

/** `…:bucket/a/b.mp4` becomes `…:bucket/a/*`, then `…:bucket/*`. */
function widen(resource: string): string {
  const path = pathOf(resource);
  return `${resource.split(":").slice(0, 4).join(":")}:${path.slice(0, path.lastIndexOf("/"))}/*`;
}
