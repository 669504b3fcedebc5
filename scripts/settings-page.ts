import { settingNames, settingOf } from "../src/config/settings.ts";

/** The page of the guide that shows the table of settings. */
export function formatSettingsPage(): string {
  return `# Settings

<!-- Made by \`npm run gen\` from src/config/settings.ts. -->

Each setting is a flag of \`medialoft serve\` and an environment variable. The flag wins where both are given, and an empty
variable counts as absent. Other processes can see a command line: give secrets as variables. The server refuses to start,
with exit code 2 and one sentence that says why, on a setting that it does not know, a value that it cannot use, or
settings that contradict each other.

| Variable | Flag | Value | When absent | |
|---|---|---|---|---|
${settingNames.map(formatRow).join("\n")}

- \`--ephemeral\` goes with neither a data folder nor a database.
- The root AccessKey's id and secret go together, and so do the TLS certificate and its key.
- A database URL needs a secret key: the data that it encrypts can be used from another machine.
- No host and port leads to both the API and the objects, be it a public address, a further name or where the server listens:
  uploaded files never share an origin with the API.
- \`MEDIALOFT_TEST_…\` variables are for the project's own tests, and the server ignores them.
`;
}

function formatRow(name: (typeof settingNames)[number]): string {
  const { variable, flag, kind, about, default: fallback, bare, secret } = settingOf(name);
  const flagText = bare ? `--${flag}` : `--${flag} ${kind.placeholder}`;
  const cells = [
    `\`${variable}\``,
    `\`${flagText}\``,
    kind.accepts.replace(/^a |^an /, ""),
    fallback ? `\`${fallback}\`` : "—",
    secret ? `${about} Secret.` : about,
  ];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
