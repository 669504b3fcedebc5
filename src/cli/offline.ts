import { existsSync } from "node:fs";
import { type Config, ConfigError, type Flags, readConfig } from "../config.ts";

/** The settings of a command that works on the data of a stopped server, which must be there. */
export function readOfflineConfig(flags: Flags): Config {
  const config = readConfig(flags);
  if (config.ephemeral) throw new ConfigError("An ephemeral server keeps nothing that this command could change.");
  if (!existsSync(config.dataFolder)) {
    throw new ConfigError(
      `There is no data folder ${config.dataFolder}: start the server once, or name another folder.`,
    );
  }
  return config;
}
