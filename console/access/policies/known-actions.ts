import actions from "virtual:actions";
import type { KnownAction } from "./completion.ts";

/** Every action that this server asks policies about. */
export const knownActions: readonly KnownAction[] = actions;
