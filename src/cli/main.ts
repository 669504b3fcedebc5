import { Command, CommanderError } from "commander";
import { settingNames } from "../config/settings.ts";
import { ConfigError, readConfig } from "../config.ts";
import { StartError } from "../start-error.ts";
import { readOfflineConfig } from "./offline.ts";
import { addSettings, toFlags } from "./options.ts";

/** The settings that find the data of a stopped server. */
const offline = ["dataFolder", "databaseUrl", "secretKey"] as const;

// Settings are read before what needs them is loaded: a wrong one is said at once.
try {
  await program().parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

function program(): Command {
  const medialoft = withOwnErrors(new Command("medialoft").description("A self-hosted media asset library."));
  addServe(medialoft);
  addAccount(medialoft);
  addKeys(medialoft);
  return medialoft;
}

function addServe(parent: Command): void {
  const serve = subcommand(parent, "serve", "Start the server.");
  addSettings(serve, settingNames).action(async (options) => {
    const config = readConfig(toFlags(options, settingNames));
    const { runServer } = await import("./commands/serve.ts");
    await runServer(config);
  });
}

function addAccount(parent: Command): void {
  const account = subcommand(parent, "account", "Manage accounts while the server is stopped.");
  const create = subcommand(account, "create", "Create an account with its root key, bucket and library.");
  create.requiredOption("--title <TEXT>", "What people call the account.");
  addSettings(create, offline).action(async (options) => {
    const config = readOfflineConfig(toFlags(options, offline));
    const { createAccount } = await import("./commands/account.ts");
    await createAccount(String(options.title), config);
  });
}

function addKeys(parent: Command): void {
  const keys = subcommand(parent, "keys", "Manage access keys while the server is stopped.");
  const reset = subcommand(keys, "reset-root", "Replace the root key of an account; the old one stops working.");
  reset.option("--account <ID>", "The account's id; the first account when absent.");
  addSettings(reset, offline).action(async (options) => {
    const config = readOfflineConfig(toFlags(options, offline));
    const { resetRootKey } = await import("./commands/keys.ts");
    await resetRootKey(options.account, config);
  });
}

function subcommand(parent: Command, name: string, about: string): Command {
  const command = withOwnErrors(new Command(name).description(about));
  parent.addCommand(command);
  return command;
}

function withOwnErrors(command: Command): Command {
  return command.exitOverride().configureOutput({ outputError: () => {} });
}

/** Says what went wrong and answers the exit code: 2 when the command line or a setting is at fault, else 1. */
function report(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    if (!error.message.startsWith("(")) say(asSentence(error.message));
    return 2;
  }
  if (error instanceof StartError) {
    say(error.message);
    return error instanceof ConfigError ? 2 : 1;
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}

function asSentence(message: string): string {
  return `${message
    .replace(/^error: /, "")
    .replaceAll("\n", " ")
    .replace(/\.$/, "")}.`;
}

function say(message: string): void {
  process.stderr.write(`medialoft: ${message}\n`);
}
