/** Names of the small library in which every example of the contract runs. */
const bucket = "ml-1000000000000001-demo";
const objectUrl = "http://127.0.0.1:8481";
const mediaId = "019a0000000000000000000000000001";
const uploadKey = `yike/1000000000000001/${"0".repeat(32)}/${"0".repeat(32)}.mp4`;
const fileUrl = `${objectUrl}/${bucket}/yike/1000000000000001/${"a".repeat(32)}/${"b".repeat(32)}.mp4`;

const basicInfo = {
  MediaId: mediaId,
  MediaType: "video",
  BusinessType: "general",
  Title: `${"b".repeat(32)}.mp4`,
  InputURL: fileUrl,
  Biz: "ICE",
  Source: "oss",
  Status: "Preparing",
  CreateTime: "2026-11-01T00:00:00Z",
  ModifiedTime: "2026-11-01T00:00:00Z",
};

const bizData = {
  ProductionId: "pd_1000000000000001",
  FolderId: "fd-demo000001",
  MediaAssetType: "HistoricalUpload",
  MediaAssetSubType: "Video",
  SourceType: "",
  AuditStatus: "pass",
  IsFavorite: "0",
  IsLogicalDeleted: "0",
};

const record = { MediaId: mediaId, MediaBasicInfo: basicInfo, BizData: bizData, FileInfoList: [] };

export const demo = {
  accountId: "1000000000000001",
  productionId: "pd_1000000000000001",
  mediaId,
  unknownMediaId: "019a00000000000000000000000000ff",
  fileUrl,
  uploadUrl: `${objectUrl}/${bucket}/${uploadKey}`,
  mediaInfo: record,
  briefMediaInfo: record,
} as const;
