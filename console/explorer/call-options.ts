import type { ActAs, Call } from "../session/session-api.ts";

/** Beside its parameters, how a call is made. */
export interface CallOptions {
  readonly who: "self" | "user" | "role";
  /** Of the user or role; empty until one is named. */
  readonly name: string;
  readonly format: "json" | "xml";
}

export const ownCall: CallOptions = { who: "self", name: "", format: "json" };

/** Whether it is said whose permissions count. */
export const isNamed = ({ who, name }: CallOptions): boolean => who === "self" || name !== "";

function actAsOf({ who, name }: CallOptions): ActAs | undefined {
  if (who === "self") return undefined;
  return who === "user" ? { user: name } : { role: name };
}

export const withOptions = (call: Call, options: CallOptions): Call => ({
  ...call,
  as: actAsOf(options),
  format: options.format,
});

/** A principal's resource name without what all of an account have in common. */
export const shortPrincipal = (arn: string): string => arn.split(":").slice(4).join(":");
