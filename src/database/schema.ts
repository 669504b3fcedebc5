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
}

export interface AccessKeyRow {
  access_key_id: string;
  account_id: string;
  principal_kind: "root";
  /** Sealed with the data folder's key. */
  secret_sealed: string;
  status: "Active" | "Inactive";
  created_at: number;
}

/** Short-lived credentials: today those minted for one upload. */
export interface SessionRow {
  access_key_id: string;
  account_id: string;
  kind: "upload";
  /** The long-lived key that asked for it; the session dies with that key. */
  creator_access_key_id: string;
  secret_sealed: string;
  /** Lower-case hex SHA-256 of the token. */
  token_hash: string;
  bucket: string;
  object_key: string;
  /** How large the object may become; null when only the server's own limits apply. */
  max_bytes: number | null;
  created_at: number;
  expires_at: number;
}

export interface NonceRow {
  access_key_id: string;
  nonce: string;
  account_id: string;
  expires_at: number;
}

export interface AuditRow {
  audit_id: string;
  account_id: string;
  event: string;
  detail: string;
  at: number;
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
