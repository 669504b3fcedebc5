import type { Permission } from "../contract/operation.ts";
import { isArnParameter } from "../contract/resource-name.ts";
import { compileActionPatterns, foldAction } from "./compile.ts";
import { type Pattern, readGlob, readLiteral, run, runWithoutColon } from "./overlap.ts";
import { askedResource } from "./yike-name.ts";

/** An action that operations ask for, and on what. An action that is asked on several kinds of resources has several entries. */
export type CatalogueAction = Pick<Permission, "action" | "resource" | "conditionKeys" | "everyone">;

/** The entries that a pattern of a policy speaks of. */
export function findActions(catalogue: readonly CatalogueAction[], pattern: string): readonly CatalogueAction[] {
  const matches = compileActionPatterns([pattern]);
  return catalogue.filter(({ action }) => matches(foldAction(action)));
}

/** It has no narrower resources: it is always asked on everything of its product. */
export const isAskedOnEverything = ({ resource }: Pick<CatalogueAction, "resource">): boolean => resource === "*";

/** All resource names on which the action can be asked. */
export function resourcesOf({ action, resource }: CatalogueAction): Pattern {
  if (resource.startsWith("acs:")) return readPath(resource);
  if (isArnParameter(resource)) return [...readLiteral("acs:"), run];
  const product = action.slice(0, action.indexOf(":"));
  const start: Pattern = [...readLiteral(`acs:${product}:`), runWithoutColon, ":", runWithoutColon, ":"];
  return [...start, ...(resource === "*" ? readLiteral("*") : readPath(resource))];
}

/** `{Name}` stands for whatever the call sends, and a star behind something for a run. */
const readPath = (path: string): Pattern =>
  path.split(/\{\w+\}/).flatMap((part, i): Pattern => (i > 0 ? [run, ...readGlob(part)] : readGlob(part)));

/** How the resource of a statement is meant: when it has all five parts, the stars of the first four stay within their part. */
export function meantBy(resource: string): Pattern {
  const parts = askedResource(resource).split(":");
  const fields = parts.length < 5 ? [] : parts.slice(0, 4);
  const bounded = fields.flatMap(
    (field): Pattern => [...readGlob(field).map((sign) => (sign === run ? runWithoutColon : sign)), ":"],
  );
  return [...bounded, ...readGlob(parts.slice(fields.length).join(":"))];
}
