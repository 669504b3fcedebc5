import { type Config, ConfigError, type Flags, readConfig } from "../config.ts";

/** The settings of a command that works on a stopped server's data. */
export function readOfflineConfig(flags: Flags): Config {
  const config = readConfig(flags);
  if (config.ephemeral) throw new ConfigError("An ephemeral server keeps nothing that this command could change.");
  return config;
}
