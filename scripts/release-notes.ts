import type { Release } from "../src/contract/releases.ts";

/** The release notes as a page. */
export function formatReleaseNotes(releases: readonly Release[]): string {
  const lines = releases.flatMap(({ version, date, added, changes }) => [
    "",
    `## ${version}${date === undefined ? ", not yet released" : ` (${date})`}`,
    "",
    ...added.map((name) => `- New: ${name}.`),
    ...changes.map(
      ({ operations, text }) => `- ${operations.length > 0 ? `${operations.join(", ")}: ` : ""}${text.en}`,
    ),
  ]);
  return [
    "# Release notes",
    "",
    "Made by `npm run gen` from `src/contract/releases.ts`, which the reference reads, too.",
    ...lines,
    "",
  ].join("\n");
}
