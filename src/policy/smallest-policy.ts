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
 * A policy that would be too long widens its resources folder by folder until it fits.
 */
export function leastPolicy(requests: readonly NeededRequest[]): LeastPolicy {
  let isExact = true;
  let needs = requests.map(({ action, resource }) => ({ action, resource: shorten(resource) }));
  for (;;) {
    const statements = makeStatements(needs);
    const document = { Version: "1", Statement: statements };
    if (JSON.stringify(document).length <= maxPolicyLength.identity)
      return { document: JSON.stringify(document, null, 2), isExact };
    isExact = false;
    const longest = Math.max(...needs.map(({ resource }) => depthOf(resource)));
    if (longest === 0) return { document: JSON.stringify(withoutActions(document), null, 2), isExact };
    needs = needs.map((need) =>
      depthOf(need.resource) === longest ? { ...need, resource: widen(need.resource) } : need,
    );
  }
}

export const smallestPolicy = (requests: readonly NeededRequest[]): string => leastPolicy(requests).document;

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

/** How many folders a resource has that can still be left out. */
const depthOf = (resource: string): number => (resource === "*" ? 0 : pathOf(resource).split("/").length);

const pathOf = (resource: string): string =>
  resource
    .split(":")
    .slice(4)
    .join(":")
    .replace(/\/?\*$/, "");

/** `…:bucket/a/b.mp4` becomes `…:bucket/a/*`, then `…:bucket/*`, then `*`. */
function widen(resource: string): string {
  const path = pathOf(resource);
  const slash = path.lastIndexOf("/");
  if (slash < 0) return "*";
  return `${resource.split(":").slice(0, 4).join(":")}:${path.slice(0, slash)}/*`;
}

/** More actions than fit into a policy: every action of their products. */
function withoutActions(document: { readonly Statement: ReturnType<typeof makeStatements> }) {
  const actions = document.Statement.flatMap(({ Action }) => Action);
  const products = [...new Set(actions.map((action) => `${action.split(":")[0]}:*`))].sort();
  return { Version: "1", Statement: [{ Effect: "Allow", Action: oneOrMany(products), Resource: "*" }] };
}
