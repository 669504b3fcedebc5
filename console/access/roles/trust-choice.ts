/** The plain cases of a trust policy: whom it lets in, and the external id that they must send. */
export interface TrustChoice {
  readonly who: "own" | "other" | "user" | "role";
  readonly accountId: string;
  /** Of the user or role. */
  readonly name: string;
  /** Empty when none is asked for. */
  readonly externalId: string;
}

const principalForm = /^acs:ram::(\d*):(?:(root)|(user|role)\/(.*))$/;

/** What the text says when it is one of the plain cases, complete or not; undefined for anything else. */
export function readTrust(text: string, ownAccountId: string): TrustChoice | undefined {
  const statement = findOnly(findOnly(parse(text), ["Version", "Statement"])?.Statement, statementElements);
  if (statement?.Effect !== "Allow" || !isOnly(statement.Action, "sts:AssumeRole")) return undefined;
  const principal = readPrincipal(findOnly(statement.Principal, ["RAM"])?.RAM);
  const externalId = readCondition(statement.Condition);
  if (!principal || externalId === undefined) return undefined;
  const { kind, accountId, name } = principal;
  const who = kind === "root" ? (accountId === ownAccountId ? "own" : "other") : kind;
  return { who, accountId, name, externalId };
}

const statementElements = ["Effect", "Action", "Principal", "Condition"] as const;

type Json = Readonly<Record<string, unknown>>;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An object that has no other members than these; of a list its only item. */
function findOnly(value: unknown, names: readonly string[]): Json | undefined {
  const object = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (typeof object !== "object" || object === null || Array.isArray(object)) return undefined;
  return Object.keys(object).every((name) => names.includes(name)) ? (object as Json) : undefined;
}

const onlyText = (value: unknown): string | undefined => {
  const one = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return typeof one === "string" ? one : undefined;
};

const isOnly = (value: unknown, text: string): boolean => onlyText(value)?.toLowerCase() === text.toLowerCase();

function readPrincipal(value: unknown) {
  const [isFound, accountId = "", root, kind, name = ""] = principalForm.exec(onlyText(value) ?? "") ?? [];
  if (isFound === undefined) return undefined;
  if (root) return { kind: "root" as const, accountId, name: "" };
  return { kind: kind === "role" ? ("role" as const) : ("user" as const), accountId, name };
}

/** Undefined when it asks for anything but an external id. */
function readCondition(value: unknown): string | undefined {
  if (value === undefined) return "";
  const test = findOnly(findOnly(value, ["StringEquals"])?.StringEquals, ["sts:ExternalId"]);
  return test && onlyText(test["sts:ExternalId"]);
}

/** The trust policy of a plain case, one thing a line. */
export function writeTrust({ who, accountId, name, externalId }: TrustChoice): string {
  const path = who === "user" || who === "role" ? `${who}/${name}` : "root";
  const statement = {
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { RAM: [`acs:ram::${accountId}:${path}`] },
    ...(externalId !== "" && { Condition: { StringEquals: { "sts:ExternalId": externalId } } }),
  };
  return JSON.stringify({ Version: "1", Statement: [statement] }, null, 2);
}
