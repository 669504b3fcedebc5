import { demo } from "./demo.ts";

interface DemoAsset {
  readonly mediaId: string;
  readonly key: string;
  readonly fileUrl: string;
}

/** The demo video as it is answered. */
export const videoRecord = {
  ...catalogue(demo.video, { MediaType: "video", BusinessType: "general", MediaAssetSubType: "Video" }),
  FileInfoList: [
    {
      FileBasicInfo: {
        ...videoFile(),
        CreateTime: demo.createTime,
        ModifiedTime: demo.createTime,
      },
      VideoStreamInfoList: [
        {
          Index: "0",
          CodecName: "h264",
          CodecLongName: "H.264 / AVC / MPEG-4 AVC / MPEG-4 part 10",
          CodecTag: "0x31637661",
          CodecTagString: "avc1",
          CodecTimeBase: "1/48",
          Profile: "High",
          Level: "30",
          PixFmt: "yuv420p",
          Width: "640",
          Height: "360",
          Sar: "1:1",
          Dar: "16:9",
          Rotate: "0",
          Fps: "24.0",
          AvgFPS: "24.0",
          HasBFrames: "2",
          NumFrames: "96",
          Bitrate: "398.734",
          StartTime: "0.000000",
          Duration: "4.000000",
          Timebase: "1/12288",
        },
      ],
      AudioStreamInfoList: [
        {
          Index: "1",
          CodecName: "aac",
          CodecLongName: "AAC (Advanced Audio Coding)",
          CodecTag: "0x6134706d",
          CodecTagString: "mp4a",
          CodecTimeBase: "1/44100",
          Profile: "LC",
          SampleFmt: "fltp",
          SampleRate: "44100",
          Channels: "2",
          ChannelLayout: "stereo",
          NumFrames: "173",
          Bitrate: "96.112",
          StartTime: "0.000000",
          Duration: "3.993832",
          Timebase: "1/44100",
        },
      ],
      SubtitleStreamInfoList: [],
    },
  ],
};

/** The same in the narrower form of batch answers. */
export const briefVideoRecord = { ...videoRecord, FileInfoList: [{ FileBasicInfo: videoFile() }] };

const binnedCatalogue = catalogue(demo.binned, {
  MediaType: "text",
  BusinessType: "subtitles",
  MediaAssetSubType: "Text",
});

/** The demo's subtitles, which lie in the recycle bin. */
export const binnedRecord = {
  ...binnedCatalogue,
  MediaBasicInfo: {
    ...binnedCatalogue.MediaBasicInfo,
    ModifiedTime: demo.deletedTime,
    DeletedTime: demo.deletedTime,
  },
  BizData: { ...binnedCatalogue.BizData, IsLogicalDeleted: "1" },
  FileInfoList: [
    {
      FileBasicInfo: {
        ...file(demo.binned, "48"),
        CreateTime: demo.createTime,
        ModifiedTime: demo.deletedTime,
      },
    },
  ],
};

function catalogue(
  { mediaId, key, fileUrl }: DemoAsset,
  type: Record<"MediaType" | "BusinessType" | "MediaAssetSubType", string>,
) {
  const { MediaType, BusinessType, MediaAssetSubType } = type;
  return {
    MediaId: mediaId,
    MediaBasicInfo: {
      MediaId: mediaId,
      MediaType,
      BusinessType,
      Title: fileNameOf(key),
      InputURL: fileUrl,
      Biz: "ICE",
      Source: "oss",
      Status: "Normal",
      CreateTime: demo.createTime,
      ModifiedTime: demo.createTime,
    },
    BizData: {
      ProductionId: demo.productionId,
      FolderId: demo.folderId,
      MediaAssetType: "HistoricalUpload",
      MediaAssetSubType,
      SourceType: "",
      AuditStatus: "pass",
      IsFavorite: "0",
      IsLogicalDeleted: "0",
    },
  };
}

function videoFile() {
  return {
    ...file(demo.video, "252128"),
    FormatName: "mp4",
    Duration: "4.000000",
    Bitrate: "504.256",
    Width: "640",
    Height: "360",
  };
}

function file({ key, fileUrl }: DemoAsset, sizeBytes: string) {
  const expires = Date.parse(demo.callTime) / 1000 + 3600;
  return {
    FileName: fileNameOf(key),
    FileSize: sizeBytes,
    FileStatus: "Normal",
    FileType: "source_file",
    FileUrl: `${fileUrl}?OSSAccessKeyId=<AccessKeyId>&Expires=${expires}&Signature=<Signature>&security-token=<SecurityToken>`,
    Region: demo.region,
  };
}

function fileNameOf(key: string): string {
  return key.slice(key.lastIndexOf("/") + 1);
}

/** UploadAddress of an answer, for this key. */
export const uploadAddressText = (key: string): string =>
  `<base64 of ${JSON.stringify({ Endpoint: demo.objectUrl, Bucket: demo.bucket, FileName: key })}>`;

const lifeSeconds = 3000;

/** UploadAuth of an answer. */
export const uploadAuthText: string = `<base64 of ${JSON.stringify({
  SecurityToken: "<SecurityToken>",
  AccessKeyId: "<AccessKeyId>",
  ExpireUTCTime: new Date(Date.parse(demo.callTime) + lifeSeconds * 1000).toISOString().replace(".000", ""),
  AccessKeySecret: "<AccessKeySecret>",
  Expiration: String(lifeSeconds),
  Region: demo.region,
})}>`;
