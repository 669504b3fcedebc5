import { type Command, Option } from "commander";
import { type SettingName, settingOf, settings } from "../config/settings.ts";
import type { Flags } from "../config.ts";

/** Gives a command the flags of these settings, with the help that the table has for them. */
export function addSettings(command: Command, names: readonly SettingName[]): Command {
  for (const name of names) {
    const { flag, variable, kind, about, bare, default: fallback } = settingOf(name);
    const value = bare ? "" : ` <${kind.placeholder}>`;
    const usual = fallback && !bare ? `, ${fallback} when absent` : "";
    command.addOption(new Option(`--${flag}${value}`, `${about}\n${variable}${usual}`));
  }
  return command.configureHelp({ formatItem: (term, _, about) => `  ${term}\n${indent(about)}` });
}

function indent(lines: string): string {
  return lines.replace(/^/gm, "      ");
}

/** What commander read, under the names of the settings. */
export function toFlags(options: Readonly<Record<string, unknown>>, names: readonly SettingName[]): Flags {
  const flags: { [N in SettingName]?: string | true } = {};
  for (const name of names) {
    const given = options[camelCase(settings[name].flag)];
    if (typeof given === "string" || given === true) flags[name] = given;
  }
  return flags;
}

function camelCase(flag: string): string {
  return flag.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
