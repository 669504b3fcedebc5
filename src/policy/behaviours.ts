import type { Behaviour } from "../contract/operation.ts";

/** How policies are read and decided, and how well each of it is proved. */
export const policyBehaviours: readonly Behaviour[] = [
  { statement: "A Deny that matches wins; else an Allow that matches is needed.", evidence: "documented" },
  { statement: "A session policy and the role's own policies must both allow.", evidence: "documented" },
  { statement: "Actions are the same in upper and lower case.", evidence: "documented" },
  {
    statement: "Yike's operations are asked as ice:<Operation>; policies may write yike: and acs:yike: as well.",
    evidence: "guess",
  },
  {
    statement: "`*` stands for any run and `?` for one character, over colons and slashes, too.",
    evidence: "documented",
  },
  { statement: "Resources differ in upper and lower case.", evidence: "guess" },
  {
    statement: "An action without narrower resources is asked on acs:<product>:<region>:<account>:*.",
    evidence: "guess",
  },
  { statement: "NotResource, Sid and Id are refused.", evidence: "guess" },
  {
    statement: "An empty list of statements, actions, resources or values is refused; an empty Condition always holds.",
    evidence: "guess",
  },
  { statement: "Values of a key are alternatives; keys and operators must all hold.", evidence: "documented" },
  { statement: "A negated operator with several values needs all of them to differ.", evidence: "guess" },
  { statement: "A missing key fails every operator but the negated ones.", evidence: "guess" },
  {
    statement: "A number, time, boolean or address that cannot be read holds in a Deny and in no Allow.",
    evidence: "guess",
  },
  {
    statement:
      "…IfExists, ForAnyValue:, ForAllValues: and Null mean what they mean at AWS; a setting refuses them in new policies.",
    evidence: "guess",
  },
  {
    statement: "Condition keys are the same in upper and lower case; an unknown acs: key is refused.",
    evidence: "guess",
  },
  {
    statement:
      "acs:PrincipalARN of a role's session is the role's name as well as the session's; a negated operator needs both to differ.",
    evidence: "guess",
  },
  {
    statement:
      "No call has acs:SourceVpc, acs:PrincipalRdId, acs:PrincipalRdPath, acs:RequestTag/ or acs:ResourceTag/; conditions on them are taken with a warning.",
    evidence: "guess",
  },
  { statement: "Bare numbers and booleans are taken as values.", evidence: "guess" },
  { statement: "An IPv4 address that is written as IPv6 is that IPv4 address.", evidence: "guess" },
  { statement: "No variables are filled in.", evidence: "guess" },
  {
    statement: "A policy has at most 6144 characters, a session policy 2048, blanks outside of strings not counted.",
    evidence: "guess",
  },
  { statement: "A trust policy has at most 6144 characters.", evidence: "guess" },
  { statement: "A trust policy's only action is sts:AssumeRole.", evidence: "documented" },
  {
    statement: "Principals of a trust policy have no wildcards; role names are the same in upper and lower case.",
    evidence: "guess",
  },
  { statement: "AliyunICEFullAccess and AliyunICEReadOnlyAccess say what the vendor's say.", evidence: "documented" },
  {
    statement: "AdministratorAccess, AliyunRAM… and AliyunSTSAssumeRoleAccess say what their names say.",
    evidence: "guess",
  },
];
