import type { ConsoleSessionRow, LoginAttemptRow } from "./console-schema.ts";

/**
 * The tables, as kysely sees them: one schema for SQLite and PostgreSQL.
 * Times are epoch milliseconds, flags are 0 or 1, sizes are bytes, JSON is text. Every row of an account carries its account id.
 */
export interface Schema {
  accounts: AccountRow;
  access_keys: AccessKeyRow;
  sessions: SessionRow;
  nonces: NonceRow;
  audit_log: AuditRow;
  workspaces: WorkspaceRow;
  productions: ProductionRow;
  folders: FolderRow;
  assets: AssetRow;
  objects: ObjectRow;
  uploads: UploadRow;
  upload_parts: UploadPartRow;
  jobs: JobRow;
  instance_facts: InstanceFactRow;
  users: UserRow;
  groups: GroupRow;
  group_members: GroupMemberRow;
  roles: RoleRow;
  policies: PolicyRow;
  policy_versions: PolicyVersionRow;
  policy_attachments: PolicyAttachmentRow;
  login_profiles: LoginProfileRow;
  account_settings: AccountSettingRow;
  resource_tags: ResourceTagRow;
  console_sessions: ConsoleSessionRow;
  login_attempts: LoginAttemptRow;
}

export interface AccountRow {
  /** 16 digits. */
  account_id: string;
  title: string;
  bucket: string;
  default_workspace_id: string;
  default_production_id: string;
  /** 1 for the account made at first start, the only one whose root key may create accounts. */
  is_first: number;
  created_at: number;
  /** Rises with each change of who may do what, in the transaction of the change: what was kept of an older one is stale. */
  identity_version: number;
}

export interface AccessKeyRow {
  access_key_id: string;
  account_id: string;
  principal_kind: "root" | "user";
  /** Sealed with the data folder's key. */
  secret_sealed: string;
  status: "Active" | "Inactive";
  created_at: number;
  /** Null for the account's own keys. */
  user_id: string | null;
  /** Kept without a write per call: up to some minutes behind. */
  last_used_at: number | null;
}

/** Short-lived credentials: made for one upload, or by AssumeRole. */
export interface SessionRow {
  access_key_id: string;
  account_id: string;
  kind: "upload" | "role";
  /** The key that asked for it; the session dies with that key. */
  creator_access_key_id: string;
  secret_sealed: string;
  /** Lower-case hex SHA-256 of the token. */
  token_hash: string;
  /** Of an upload; empty otherwise, as the object key. */
  bucket: string;
  object_key: string;
  /** How large the object may become; null when only the server's own limits apply. */
  max_bytes: number | null;
  created_at: number;
  expires_at: number;
  /** The user behind it, if there is one: the session dies with that user. */
  user_id: string | null;
  /** Of AssumeRole. */
  role_id: string | null;
  session_name: string | null;
  /** The document that narrows the role's rights. */
  session_policy: string | null;
  source_identity: string | null;
  /** Of an upload: the temporary key of the role's session that it was made in and ends with. */
  role_session_key_id: string | null;
}

export interface NonceRow {
  /** By the request's own timestamp. */
  signed_at: number;
  access_key_id: string;
  nonce: string;
  account_id: string;
}

/** One row a call, and one for each change made outside of any call. */
export interface AuditRow {
  /** Orders as time does. */
  audit_id: string;
  account_id: string;
  /** `call`, or what was changed, for instance `root-key-replaced`. */
  event: string;
  detail: string;
  at: number;
  request_id: string | null;
  /** The caller's ARN. */
  principal: string | null;
  /** For instance `ice:GetYikeAssetMediaInfo`. */
  action: string | null;
  resource: string | null;
  /** JSON of what was sent, secrets redacted. */
  parameters: string | null;
  source_address: string | null;
  decision: "Allow" | "ExplicitDeny" | "ImplicitDeny" | "SoftDeny" | null;
  /** JSON of the deciding statements. */
  reasons: string | null;
  /** HTTP status. */
  status: number | null;
  error_code: string | null;
  /** Microseconds; of a write: until its commit began. */
  duration_us: number | null;
}

export interface WorkspaceRow {
  workspace_id: string;
  account_id: string;
  /** 6 of A-Z0-9, unique on the server. */
  code: string;
  title: string;
  status: "Online";
  user_count_limit: number;
  default_production_id: string;
  created_at: number;
}

export interface ProductionRow {
  production_id: string;
  account_id: string;
  workspace_id: string;
  title: string;
  description: string;
  cover_url: string;
  created_by: string;
  default_folder_id: string;
  created_at: number;
}

export interface FolderRow {
  folder_id: string;
  account_id: string;
  workspace_id: string;
  production_id: string;
  title: string;
  is_default: number;
  created_at: number;
}

export type MediaType = "image" | "video" | "audio" | "text";
export type AssetStatus = "Preparing" | "Normal" | "PrepareFail";

export interface AssetRow {
  media_id: string;
  account_id: string;
  production_id: string;
  /** A folder id, or the production's own id for its root. */
  folder_id: string;
  media_type: MediaType;
  business_type: string;
  title: string;
  /** As it was registered. */
  input_url: string;
  /** The foreign URL that it is copied from, without fragment; null for own objects. */
  source_url: string | null;
  /** Lower-case hex SHA-256 of what makes the asset the same one: bucket and key, or the exact foreign URL. Unique over live rows. */
  identity_hash: string;
  /** Where its bytes are or will be; both null until a foreign URL has been copied. */
  bucket: string | null;
  object_key: string | null;
  size_bytes: number | null;
  status: AssetStatus;
  /** Why it is PrepareFail, in plain words. */
  status_reason: string | null;
  /** JSON of the probed facts in wire form, see library/media-info.ts. */
  media_info: string | null;
  /** Rises each time the asset is prepared anew, so that a late worker cannot overwrite a newer result. */
  generation: number;
  created_by: string;
  created_at: number;
  modified_at: number;
  /** Set while the asset is in the recycle bin. */
  deleted_at: number | null;
}

export interface ObjectRow {
  bucket: string;
  object_key: string;
  account_id: string;
  /** Changes each time the object is replaced. */
  object_id: string;
  size_bytes: number;
  /** Without quotes. */
  etag: string;
  /** Decimal. */
  crc64: string;
  content_type: string;
  /** JSON of the stored headers: x-oss-meta-*, Content-Encoding, Content-Disposition, Cache-Control, Expires. */
  headers: string;
  /** The one data file, or null when the parts of upload_id make up the object. */
  blob_id: string | null;
  upload_id: string | null;
  /** Set when an asset was registered on it: from then on nobody can replace it. */
  sealed_at: number | null;
  created_at: number;
  modified_at: number;
}

export interface UploadRow {
  upload_id: string;
  account_id: string;
  bucket: string;
  object_key: string;
  content_type: string;
  headers: string;
  status: "open" | "completed" | "aborted";
  /** Of the finished object, for answering the same Complete again. */
  etag: string | null;
  part_list_hash: string | null;
  created_at: number;
  /** Of the last part, or of the start while there is none. */
  last_part_at: number;
  completed_at: number | null;
}

export interface UploadPartRow {
  upload_id: string;
  part_number: number;
  account_id: string;
  blob_id: string;
  size_bytes: number;
  etag: string;
  crc64: string;
  created_at: number;
}

export interface JobRow {
  job_id: string;
  account_id: string;
  kind: string;
  /** JSON. */
  payload: string;
  status: "ready" | "leased" | "quarantined";
  run_at: number;
  lease_token: string | null;
  leased_until: number | null;
  attempts: number;
  last_error: string | null;
  created_at: number;
}

/** Facts of the whole installation, such as the check value of its secret key. */
export interface InstanceFactRow {
  fact: string;
  value: string;
}

export interface UserRow {
  /** 18 digits. */
  user_id: string;
  account_id: string;
  user_name: string;
  /** The name in lower case, unique within the account; so for groups, roles and policies. */
  name_key: string;
  display_name: string;
  email: string;
  mobile_phone: string;
  comments: string;
  created_at: number;
  updated_at: number;
  last_login_at: number | null;
}

export interface GroupRow {
  group_id: string;
  account_id: string;
  group_name: string;
  name_key: string;
  comments: string;
  created_at: number;
  updated_at: number;
}

export interface GroupMemberRow {
  group_id: string;
  user_id: string;
  account_id: string;
  joined_at: number;
}

export interface RoleRow {
  /** 18 digits. */
  role_id: string;
  account_id: string;
  role_name: string;
  name_key: string;
  description: string;
  /** The document that says who may assume it. */
  trust_policy: string;
  max_session_seconds: number;
  created_at: number;
  updated_at: number;
}

/** An account's own policies. System policies are in the program, not in the database. */
export interface PolicyRow {
  policy_id: string;
  account_id: string;
  policy_name: string;
  name_key: string;
  description: string;
  /** 3 stands for `v3`. */
  default_version: number;
  /** The highest number ever given: numbers are not used again. */
  newest_version: number;
  created_at: number;
  updated_at: number;
}

export interface PolicyVersionRow {
  policy_id: string;
  version: number;
  account_id: string;
  document: string;
  created_at: number;
}

export type EntityKind = "user" | "group" | "role";

export interface PolicyAttachmentRow {
  /** A user's, group's or role's id. */
  entity_id: string;
  /** A custom policy's id, or a system policy's name. */
  policy_key: string;
  account_id: string;
  entity_kind: EntityKind;
  policy_type: "Custom" | "System";
  attached_at: number;
}

export interface LoginProfileRow {
  user_id: string;
  account_id: string;
  /** scrypt, with its parameters and salt. */
  password_hash: string;
  password_reset_required: number;
  mfa_bind_required: number;
  created_at: number;
  updated_at: number;
}

/** What an account has set otherwise than by default: authorization mode, password rules, alias. JSON. */
export interface AccountSettingRow {
  account_id: string;
  setting: string;
  value: string;
  updated_at: number;
}

export interface ResourceTagRow {
  account_id: string;
  /** A role's or policy's id. */
  resource_id: string;
  tag_key: string;
  tag_value: string;
}
