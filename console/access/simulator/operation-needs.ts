import type { OperationDescription } from "../../../src/reference/describe-operation.ts";

interface Needs {
  readonly actions: readonly string[];
  /** Whole names, with what the operation's example calls them; none when everything is asked on everything. */
  readonly resources: readonly string[];
}

/** What policies are asked about a call of the operation, as in its first example, in the account that is meant. */
export function needsOf({ permissions, examples }: OperationDescription, accountId: string): Needs {
  const parameters = examples[0]?.parameters ?? {};
  const asked = permissions.filter(({ when }) => isAsked(when, parameters));
  const resources = asked.flatMap(({ resource }) => nameOf(resource, parameters, accountId) ?? []);
  return {
    actions: [...new Set(permissions.map(({ action }) => action))],
    // Every action is asked on every resource that is named: where one has none of its own, none is named.
    resources: asked.every(({ narrow }) => narrow) ? [...new Set(resources)] : [],
  };
}

function isAsked(when: string | undefined, parameters: Readonly<Record<string, string>>): boolean {
  if (when === undefined) return true;
  const [name = "", value] = when.split(/!?=/);
  if (value === undefined) return parameters[name] !== undefined;
  return (parameters[name] === value) !== when.includes("!=");
}

/** RAM's resources have no region; undefined for what cannot be named without one. */
function nameOf(resource: string, parameters: Readonly<Record<string, string>>, accountId: string): string | undefined {
  const filled = resource
    .replace("{#accountId}", accountId)
    .replaceAll(/\{#(\w+)\}/g, (_, name: string) => parameters[name] ?? "*")
    .replace(/^acs:(ram|sts):\*:/, "acs:$1::")
    .replace(/^acs:ram::\d{16}:/, () => `acs:ram::${accountId}:`);
  return /^acs:\w+::(\d{16}|system):./.test(filled) ? filled : undefined;
}
