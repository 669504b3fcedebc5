/** What a policy may say depends on where it stands: attached to somebody, in AssumeRole's call, or on a role as its trust policy. */
export type PolicyKind = "identity" | "session" | "trust";

export type Effect = "Allow" | "Deny";

/** A policy whose text passed the grammar. */
export interface PolicyDocument {
  readonly kind: PolicyKind;
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly effect: Effect;
  readonly action: ActionList;
  /** Globs over whole resource names; none in a trust policy. */
  readonly resources: readonly string[];
  /** All of them must hold. */
  readonly conditions: readonly Condition[];
  /** Whom a trust policy lets in; none in the other kinds. */
  readonly principals: readonly TrustedPrincipal[];
}

export interface ActionList {
  /** Written as NotAction: every action but these. */
  readonly except: boolean;
  /** Globs as written. */
  readonly patterns: readonly string[];
}

/** One operator on one key. */
export interface Condition {
  /** As written, for instance `ForAnyValue:StringLike`. */
  readonly operator: string;
  /** As written, for instance `acs:SourceIp`. */
  readonly key: string;
  readonly values: readonly string[];
}

export const principalTypes = ["RAM", "Service", "Federated"] as const;

export interface TrustedPrincipal {
  readonly type: (typeof principalTypes)[number];
  readonly name: string;
}

/** Counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Why a text is not a policy. */
export interface PolicyRefusal {
  readonly ok: false;
  /** Too long, or not what the grammar says: callers answer them with different error codes. */
  readonly reason: "length" | "grammar";
  readonly message: string;
  readonly place: Place;
}

export type ParsedPolicy =
  | { readonly ok: true; readonly document: PolicyDocument; readonly warnings: readonly PolicyWarning[] }
  | PolicyRefusal;

/** Something that is allowed to be written and hardly meant. */
export interface PolicyWarning {
  readonly message: string;
  readonly place: Place;
}
