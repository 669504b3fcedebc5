import type { Language } from "../contract/language.ts";
import type { AssetRow } from "../database/schema.ts";
import { isSmallAsset } from "../library/assets.ts";
import { fileNameOf } from "../library/file-names.ts";
import { memoize } from "../library/memoize.ts";
import { formatObjectUrl, formatUtc } from "../library/uploads.ts";
import { tellSentence } from "../reference/chinese/tell-error.ts";
import type { OperationParts } from "./context.ts";

/** Life of the signed FileUrl in an answer: it ends with the next ten seconds after it, so that who polls gets the same one. */
const fileUrlLifeMs = 3600_000;
const fileUrlStepMs = 10_000;

/** What preparing found, as it is stored: the file's facts and its streams, in wire form. */
interface StoredMediaInfo {
  readonly FileBasicInfo: TextFields;
  readonly VideoStreamInfoList?: TextFields[];
  readonly AudioStreamInfoList?: TextFields[];
  readonly SubtitleStreamInfoList?: TextFields[];
}

type TextFields = Readonly<Record<string, string>>;

type AssetRecord = ReturnType<typeof makeRecord>;

interface KeptRecord {
  readonly asset: AssetRow;
  readonly fileUrlEnds: number;
  readonly record: AssetRecord;
}

const maxKept = 1000;
const keptRecords = new WeakMap<OperationParts, Map<string, KeptRecord>>();

/** The whole record, with streams. What is polled is made once, and frozen, for as long as its row stays the same. */
export function formatAsset(asset: AssetRow, parts: OperationParts, now: number): AssetRecord {
  if (!isSmallAsset(asset)) return makeRecord(asset, parts, now);
  const fileUrlEnds = fileUrlEnd(now);
  const kept = keptRecords.get(parts) ?? new Map<string, KeptRecord>();
  keptRecords.set(parts, kept);
  const known = kept.get(asset.media_id);
  if (known?.fileUrlEnds === fileUrlEnds && isSameRow(known.asset, asset)) return known.record;
  const record = freeze(makeRecord(asset, parts, now));
  if (kept.size >= maxKept) kept.clear();
  kept.set(asset.media_id, { asset, fileUrlEnds, record });
  return record;
}

const fileUrlEnd = (now: number): number => Math.ceil(now / fileUrlStepMs) * fileUrlStepMs + fileUrlLifeMs;

function isSameRow(a: AssetRow, b: AssetRow): boolean {
  if (a === b) return true;
  for (const name in a) if (a[name as keyof AssetRow] !== b[name as keyof AssetRow]) return false;
  return true;
}

function freeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}

function makeRecord(asset: AssetRow, parts: OperationParts, now: number) {
  const { FileBasicInfo, ...streams } = readStored(asset);
  const times = { CreateTime: formatUtc(asset.created_at), ModifiedTime: formatUtc(asset.modified_at) };
  const file = formatFile(asset, FileBasicInfo, parts, now);
  return {
    ...formatCatalogue(asset, parts),
    FileInfoList: file ? [{ FileBasicInfo: { ...file, ...times }, ...streams }] : [],
  };
}

/** The narrower record of batch answers. */
export function formatAssetBriefly(asset: AssetRow, parts: OperationParts, now: number) {
  const file = formatFile(asset, readStored(asset).FileBasicInfo, parts, now);
  return { ...formatCatalogue(asset, parts), FileInfoList: file ? [{ FileBasicInfo: file }] : [] };
}

interface WithStatus {
  readonly MediaBasicInfo: { readonly StatusReason?: string };
}

/** The record with its StatusReason in this language. */
export function tellStatus<R extends WithStatus>(record: R, language: Language | undefined): R {
  const { StatusReason } = record.MediaBasicInfo;
  if (StatusReason === undefined || language === undefined) return record;
  const told = tellSentence(StatusReason, language);
  return { ...record, MediaBasicInfo: { ...record.MediaBasicInfo, StatusReason: told } };
}

const nothingStored: StoredMediaInfo = { FileBasicInfo: {} };

const parseStored = (text: string): StoredMediaInfo => JSON.parse(text);

/** What is listed again and again is parsed once. */
const parseSmall = memoize(parseStored);

function readStored(asset: AssetRow): StoredMediaInfo {
  if (asset.media_info === null) return nothingStored;
  return isSmallAsset(asset) ? parseSmall(asset.media_info) : parseStored(asset.media_info);
}

function formatCatalogue(asset: AssetRow, parts: OperationParts) {
  const { bucket, object_key, media_type, deleted_at } = asset;
  const isOwn = bucket !== null && object_key !== null && asset.source_url === null;
  return {
    MediaId: asset.media_id,
    MediaBasicInfo: {
      MediaId: asset.media_id,
      MediaType: media_type,
      BusinessType: asset.business_type,
      Title: asset.title,
      InputURL: isOwn ? formatObjectUrl(parts.publicObjectUrl, bucket, object_key) : asset.input_url,
      Biz: "ICE",
      Source: "oss",
      Status: asset.status,
      ...(asset.status_reason === null ? {} : { StatusReason: asset.status_reason }),
      CreateTime: formatUtc(asset.created_at),
      ModifiedTime: formatUtc(asset.modified_at),
      ...(deleted_at === null ? {} : { DeletedTime: formatUtc(deleted_at) }),
    },
    BizData: {
      ProductionId: asset.production_id,
      FolderId: asset.folder_id,
      MediaAssetType: "HistoricalUpload",
      MediaAssetSubType: media_type.charAt(0).toUpperCase() + media_type.slice(1),
      SourceType: "",
      AuditStatus: "pass",
      IsFavorite: "0",
      IsLogicalDeleted: deleted_at === null ? "0" : "1",
    },
  };
}

/** Undefined until the bytes are known to be there. */
function formatFile(asset: AssetRow, facts: Readonly<Record<string, string>>, parts: OperationParts, now: number) {
  const { bucket, object_key, size_bytes } = asset;
  if (bucket === null || object_key === null || size_bytes === null) return undefined;
  const key = parts.objectUrls.today(asset.account_id, now);
  return {
    ...facts,
    FileName: fileNameOf(object_key),
    FileSize: String(size_bytes),
    FileStatus: "Normal",
    FileType: "source_file",
    FileUrl: parts.objectUrls.sign(key, {
      url: formatObjectUrl(parts.publicObjectUrl, bucket, object_key),
      bucket,
      objectKey: object_key,
      expiresAt: fileUrlEnd(now),
    }),
    Region: parts.region,
  };
}
