import { certificateProblem } from "./config/certificate.ts";
import { findSharedPlace } from "./config/origins.ts";
import { type Setting, type SettingName, settingNames, settingOf, settings } from "./config/settings.ts";
import type { ValueKind } from "./config/values.ts";
import { StartError } from "./start-error.ts";

type Table = typeof settings;
type ValueOf<N extends SettingName> = Table[N]["kind"] extends ValueKind<infer T> ? NonNullable<T> : never;
type CanBeOff<N extends SettingName> =
  Table[N]["kind"] extends ValueKind<infer T> ? (null extends T ? true : false) : never;
type AlwaysPresent = {
  [N in SettingName]: Table[N] extends { default: string } ? (CanBeOff<N> extends true ? never : N) : never;
}[SettingName];

/** All settings of a server, checked. What is absent or off is undefined. */
export type Config = { readonly [N in AlwaysPresent]: ValueOf<N> } & {
  readonly [N in Exclude<SettingName, AlwaysPresent>]?: ValueOf<N>;
};

/** Flags by the name of their setting, as texts; true for a flag that was given without a value. */
export type Flags = { readonly [N in SettingName]?: string | true };

type Environment = Readonly<Record<string, string | undefined>>;
type Given = { [N in SettingName]?: { text: string; as: string } };

/** Settings that the server does not start with. */
export class ConfigError extends StartError {
  override readonly name = "ConfigError";
}

/** Flags win over variables, and an empty variable counts as absent. Throws a ConfigError. */
export function readConfig(flags: Flags, environment: Environment = process.env): Config {
  refuseUnknownNames(flags, environment);
  const given = collect(flags, environment);
  const config: Partial<Record<SettingName, unknown>> = {};
  for (const name of settingNames) {
    const value = parseSetting(settingOf(name), given[name]);
    if (value !== undefined && value !== null) config[name] = value;
  }
  refuseContradictions(given, config as unknown as Config);
  return config as unknown as Config;
}

function refuseUnknownNames(flags: Flags, environment: Environment): void {
  const known = new Set<string>(settingNames.map((name) => settings[name].variable));
  for (const variable of Object.keys(environment)) {
    if (!variable.startsWith("MEDIALOFT_") || variable.startsWith("MEDIALOFT_TEST_") || known.has(variable)) continue;
    throw new ConfigError(`${variable} is not a setting: \`medialoft serve --help\` lists those that there are.`);
  }
  for (const flag of Object.keys(flags)) {
    if (!Object.hasOwn(settings, flag)) throw new ConfigError(`${flag} is not a setting.`);
  }
}

function collect(flags: Flags, environment: Environment): Given {
  const given: Given = {};
  for (const name of settingNames) {
    const { variable, flag } = settings[name];
    const flagged = flags[name];
    const fromVariable = environment[variable];
    if (flagged !== undefined) given[name] = { text: flagged === true ? "on" : flagged, as: `--${flag}` };
    else if (fromVariable) given[name] = { text: fromVariable, as: variable };
  }
  return given;
}

function parseSetting(setting: Setting<unknown>, given: { text: string; as: string } | undefined): unknown {
  const text = given?.text ?? setting.default;
  if (text === undefined) return undefined;
  const value = setting.kind.parse(text);
  if (value !== undefined) return value;
  const shown = setting.secret ? "" : `, and ${JSON.stringify(text)} is not`;
  throw new ConfigError(`${given?.as ?? setting.variable} must be ${setting.kind.accepts}${shown}.`);
}

function refuseContradictions(given: Given, config: Config): void {
  needBoth(given, "rootAccessKeyId", "rootAccessKeySecret");
  needBoth(given, "tlsCert", "tlsKey");
  if (config.ephemeral) {
    refuseBoth(given, "ephemeral", "dataFolder", "an ephemeral server keeps nothing");
    refuseBoth(given, "ephemeral", "databaseUrl", "an ephemeral server keeps nothing");
  }
  if (config.databaseUrl && !config.secretKey) {
    throw new ConfigError(
      `${given.databaseUrl?.as} needs ${settings.secretKey.variable} too: the key must not stay behind on one machine.`,
    );
  }
  if (config.apiPort === config.objectPort && config.apiPort !== 0) {
    throw new ConfigError(`The API and the objects cannot both have port ${config.apiPort}.`);
  }
  refuseSharedOrigin(given, config);
  const problem = given.tlsCert && given.tlsKey && certificateProblem(given.tlsCert, given.tlsKey);
  if (problem) throw new ConfigError(problem);
}

function refuseSharedOrigin(given: Given, config: Config): void {
  const shared = findSharedPlace(config);
  if (!shared) return;
  const [api, object] = [shared.api, shared.object].map((name) => given[name]?.as ?? settings[name].variable);
  throw new ConfigError(
    `${api} and ${object} cannot both lead to ${shared.place}: uploaded files need an origin of their own.`,
  );
}

function needBoth(given: Given, one: SettingName, other: SettingName): void {
  const [present, absent] = given[one] ? [one, other] : [other, one];
  if (!given[present] || given[absent]) return;
  throw new ConfigError(`${given[present].as} needs ${settings[absent].variable} too.`);
}

function refuseBoth(given: Given, one: SettingName, other: SettingName, why: string): void {
  if (given[one] && given[other]) {
    throw new ConfigError(`${given[one].as} and ${given[other].as} cannot be set together: ${why}.`);
  }
}
