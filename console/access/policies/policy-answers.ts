import type { Call } from "../../session/session-api.ts";
import type { Holder, HolderKind } from "../parts/holder.ts";
import { ramCall } from "../parts/use-change.ts";

export type PolicyType = "System" | "Custom";

export const isPolicyType = (text: string | undefined): text is PolicyType => text === "System" || text === "Custom";

/** Which policy a page is about. */
export interface PolicyId {
  readonly type: PolicyType;
  readonly name: string;
}

/** What ListPolicies and GetPolicy answer of a policy. */
export interface PolicyAnswer {
  readonly PolicyName: string;
  readonly PolicyType: PolicyType;
  readonly Description: string;
  readonly DefaultVersion: string;
  readonly AttachmentCount: number;
  readonly UpdateDate: string;
}

export interface VersionAnswer {
  readonly VersionId: string;
  readonly IsDefaultVersion: boolean;
  readonly CreateDate: string;
  readonly PolicyDocument: string;
}

export interface GetPolicyAnswer {
  readonly Policy: PolicyAnswer;
  readonly DefaultPolicyVersion: VersionAnswer;
}

export interface VersionsAnswer {
  readonly PolicyVersions: { readonly PolicyVersion: readonly VersionAnswer[] };
}

export interface EntitiesAnswer {
  readonly Users: { readonly User: readonly { UserName: string; DisplayName: string; AttachDate: string }[] };
  readonly Groups: { readonly Group: readonly { GroupName: string; Comments: string; AttachDate: string }[] };
  readonly Roles: { readonly Role: readonly { RoleName: string; Description: string; AttachDate: string }[] };
}

/** A call about one policy. */
export const policyCall = (action: string, { type, name }: PolicyId): Call =>
  ramCall(action, { PolicyName: name, PolicyType: type });

/** A call that changes one of the account's own. */
export const changeCall = (action: string, name: string, more: Readonly<Record<string, string | undefined>>): Call =>
  ramCall(action, { PolicyName: name, ...more });

/** Somebody to whom a policy is attached. */
export interface Attached extends Holder {
  readonly about: string;
  readonly since: string;
}

export const toAttached = ({ Users, Groups, Roles }: EntitiesAnswer): readonly Attached[] => [
  ...Users.User.map((row) => attached("User", row.UserName, row.DisplayName, row.AttachDate)),
  ...Groups.Group.map((row) => attached("Group", row.GroupName, row.Comments, row.AttachDate)),
  ...Roles.Role.map((row) => attached("Role", row.RoleName, row.Description, row.AttachDate)),
];

const attached = (kind: HolderKind, name: string, about: string, since: string): Attached => ({
  kind,
  name,
  about,
  since,
});
