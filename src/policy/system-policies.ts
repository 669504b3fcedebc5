/** A policy that every account has and nobody can change. */
export interface SystemPolicy {
  readonly name: string;
  readonly description: string;
  /** The text that GetPolicy answers; always version v1. */
  readonly document: string;
}

const allowing = (
  name: string,
  description: string,
  actions: readonly string[],
  resources: readonly string[],
): SystemPolicy => ({
  name,
  description,
  document: JSON.stringify(
    { Version: "1", Statement: [{ Effect: "Allow", Action: oneOrMany(actions), Resource: oneOrMany(resources) }] },
    null,
    2,
  ),
});

const oneOrMany = (entries: readonly string[]): string | readonly string[] =>
  entries.length === 1 ? (entries[0] ?? "") : entries;

const everything = ["*"];
const libraryReads = ["BatchGet", "Describe", "Get", "List", "Precheck", "Search"];
/** One by one: what tells about people, such as the audit log and sessions, is not for everybody who may watch the library. */
const ownReads = ["medialoft:GetAuthorizationMode", "medialoft:SimulatePolicy"];

/** The bodies of the two ICE ones are the vendor's; those of the others follow from their names. */
export const systemPolicies: readonly SystemPolicy[] = [
  allowing("AdministratorAccess", "Everything, on every resource.", ["*"], everything),
  allowing("AliyunICEFullAccess", "Every operation of the media library.", ["ice:*"], ["acs:ice:*:*:*"]),
  allowing(
    "AliyunICEReadOnlyAccess",
    "Reading the media library, without reading in batches and searching.",
    ["ice:Get*", "ice:List*", "ice:Describe*"],
    ["acs:ice:*:*:*"],
  ),
  allowing("AliyunRAMFullAccess", "Managing users, groups, roles and policies.", ["ram:*"], everything),
  allowing(
    "AliyunRAMReadOnlyAccess",
    "Looking at users, groups, roles and policies.",
    ["ram:Get*", "ram:List*"],
    everything,
  ),
  allowing("AliyunSTSAssumeRoleAccess", "Assuming roles that let the caller in.", ["sts:AssumeRole"], everything),
  allowing(
    "MedialoftReadOnlyAccess",
    "Reading the media library, in batches and by searching, too, and trying policies out. Not who did what.",
    [...libraryReads.map((verb) => `ice:${verb}*`), ...ownReads],
    ["acs:ice:*:*:*", "acs:medialoft:*:*:*"],
  ),
];
