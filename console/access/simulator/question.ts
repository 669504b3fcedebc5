import type { Call } from "../../session/session-api.ts";

/** Whose policies are asked: those of somebody, or one that is attached to nobody. */
export const whoKinds = ["user", "group", "role", "policy", "root"] as const;
export type WhoKind = (typeof whoKinds)[number];

export interface ContextEntry {
  readonly key: string;
  readonly value: string;
}

/** What the simulator is asked. */
export interface Question {
  readonly who: WhoKind;
  /** Of the user, group or role. */
  readonly name: string;
  /** The text of the policy that is tried out. */
  readonly policy: string;
  /** What a role is assumed with; empty for none. */
  readonly session: string;
  readonly actions: readonly string[];
  /** None: each action on what a call of it names. */
  readonly resources: readonly string[];
  readonly context: readonly ContextEntry[];
}

/** As a call has them that is made now from this machine. */
export function defaultContext(now: Date, isSecure: boolean): readonly ContextEntry[] {
  return [
    { key: "acs:SourceIp", value: "127.0.0.1" },
    { key: "acs:CurrentTime", value: now.toISOString().replace(/\.\d+/, "") },
    { key: "acs:SecureTransport", value: String(isSecure) },
    { key: "acs:MFAPresent", value: "false" },
  ];
}

/** What a link asks, before and behind its `#`; what it leaves out is as in `standard`. */
export function fromAddress(search: string, hash: string, standard: Question): Question {
  const asked = new URLSearchParams([...new URLSearchParams(search), ...new URLSearchParams(hash.replace(/^#/, ""))]);
  const policy = asked.get("PolicyDocument");
  const holder = (["user", "group", "role"] as const).find((kind) => asked.has(kind));
  const who = asked.has("root") ? "root" : (holder ?? (policy === null ? standard.who : "policy"));
  const context = asked.getAll("context").map(toEntry);
  return {
    who,
    name: holder ? (asked.get(holder) ?? "") : standard.name,
    policy: policy ?? standard.policy,
    session: asked.get("SessionPolicy") ?? "",
    actions: asked.getAll("action"),
    resources: asked.getAll("resource"),
    context: context.length > 0 ? context : standard.context,
  };
}

function toEntry(text: string): ContextEntry {
  const end = text.indexOf("=");
  return end < 0 ? { key: text, value: "" } : { key: text.slice(0, end), value: text.slice(end + 1) };
}

/** The part of a link behind `#`: it never reaches a server or its log. */
export function toFragment({ who, name, policy, session, actions, resources, context }: Question): string {
  const whose: readonly [string, string] = who === "policy" ? ["PolicyDocument", policy] : [who, name];
  return `#${new URLSearchParams([
    [...whose],
    ...(session === "" ? [] : [["SessionPolicy", session]]),
    ...actions.map((action) => ["action", action]),
    ...resources.map((resource) => ["resource", resource]),
    ...context.filter(isFilled).map(({ key, value }) => ["context", `${key}=${value}`]),
  ])}`;
}

const isFilled = ({ key, value }: ContextEntry): boolean => key !== "" && value !== "";

/** What has to be filled in before it can be asked. */
export function findLacking({ who, name, policy, actions }: Question): "name" | "policy" | "actions" | undefined {
  if (who === "policy" && policy.trim() === "") return "policy";
  if (who !== "policy" && who !== "root" && name.trim() === "") return "name";
  return actions.length === 0 && who !== "root" ? "actions" : undefined;
}

/** The call that asks it. Of the account's root nobody asks policies. */
export function toCall({ who, name, policy, session, actions, resources, context }: Question): Call {
  const common = {
    ...numbered("Actions", actions),
    ...numbered("Resources", resources),
    ...Object.fromEntries(
      context.filter(isFilled).flatMap(({ key, value }, index) => [
        [`Context.${index + 1}.Key`, key],
        [`Context.${index + 1}.Value`, value],
      ]),
    ),
    ...(session.trim() !== "" && who !== "user" && who !== "group" && { SessionPolicy: session }),
  };
  if (who === "policy") {
    const parameters = { "PolicyDocuments.1": policy, ...common };
    return { product: "Medialoft", action: "SimulatePolicy", parameters };
  }
  const holders = { user: "UserName", group: "GroupName", role: "RoleName", root: "UserName" } as const;
  return { product: "Medialoft", action: "SimulatePrincipal", parameters: { [holders[who]]: name.trim(), ...common } };
}

const numbered = (name: string, values: readonly string[]): Record<string, string> =>
  Object.fromEntries(values.map((value, index) => [`${name}.${index + 1}`, value]));
