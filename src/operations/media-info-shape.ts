import { z } from "zod";

type TextShape<N extends string> = Record<N, z.ZodOptional<z.ZodString>>;

const fields = <N extends string>(descriptions: Record<N, string>): TextShape<N> => {
  const entries = Object.entries<string>(descriptions);
  return Object.fromEntries(
    entries.map(([name, description]) => [name, z.string().optional().meta({ description })]),
  ) as TextShape<N>;
};

const streamFields = {
  CodecLongName: "Codec, in words.",
  CodecName: "Codec, short, for instance h264.",
  CodecTag: "Codec tag of the container, hexadecimal, for instance 0x31637661.",
  CodecTagString: "Codec tag of the container as four characters, for instance avc1.",
  CodecTimeBase: "Time base of the codec, a fraction of a second.",
  Duration: "Seconds.",
  Index: "Place in the file, from 0.",
  Lang: "Language as the file declares it.",
  StartTime: "Seconds.",
  Timebase: "Time base of the stream, a fraction of a second.",
};

const videoStream = z.object(
  fields({
    ...streamFields,
    AvgFPS: "Average frames per second.",
    Bitrate: "kbit/s.",
    Dar: "Display aspect ratio, width:height.",
    Fps: "Frames per second.",
    HasBFrames: "How many frames the decoder may have to reorder; 0 means no B frames.",
    Height: "Pixels.",
    Level: "Codec level.",
    NumFrames: "Frames in the stream.",
    PixFmt: "Pixel format, for instance yuv420p.",
    Profile: "Codec profile.",
    Rotate: "Degrees by which a player turns the picture.",
    Sar: "Sample aspect ratio, width:height.",
    Width: "Pixels.",
  }),
);

const audioStream = z.object(
  fields({
    ...streamFields,
    Bitrate: "kbit/s.",
    ChannelLayout: "Channel layout, for instance stereo.",
    Channels: "Count of channels.",
    Fps: "Packets per second where the file declares them.",
    NumFrames: "Packets in the stream.",
    Profile: "Codec profile.",
    SampleFmt: "Sample format, for instance fltp.",
    SampleRate: "Hz.",
  }),
);

const subtitleStream = z.object(fields(streamFields));

const briefFileFields = {
  Bitrate: "kbit/s.",
  Duration: "Seconds.",
  FileName: "Last segment of the object's key.",
  FileSize: "Bytes.",
  FileStatus: "Normal once the file is there.",
  FileType: "source_file.",
  FileUrl: "Signed URL that reads the file for 3600 s.",
  FormatName: "Container, for instance mp4.",
  Height: "Pixels.",
  Region: "Region of the storage.",
  Width: "Pixels.",
};

const bizFields = {
  AuditBlockedLabel: "Why moderation blocked it.",
  AuditStatus: "Result of moderation.",
  CreationJobId: "The AI job that made it.",
  FolderId: "Its folder; the production's id when it lies in the production's root.",
  IsFavorite: "0 or 1.",
  IsLogicalDeleted: "1 while it lies in the recycle bin, else 0.",
  MediaAssetSubType: "Its media type, capitalised.",
  MediaAssetType: "HistoricalUpload for what was uploaded.",
  ProductionId: "Its production.",
  SourceId: "What it was made from.",
  SourceName: "Name of what it was made from.",
  SourceType: "Kind of what it was made from.",
};

const basicFields = {
  Biz: "Owning business, ICE.",
  BusinessType: "general; subtitles or font for texts.",
  Category: "Label of its category.",
  CoverURL: "URL of its cover.",
  CreateTime: "UTC, yyyy-MM-ddTHH:mm:ssZ.",
  DeletedTime: "When it went to the recycle bin, UTC.",
  Description: "Free text.",
  InputURL: "The address that was registered; own objects in the form that reaches them today.",
  MediaId: "32 lower-case hexadecimal digits.",
  MediaTags: "Tags, separated by commas.",
  MediaType: "image, video, audio or text.",
  ModifiedTime: "UTC, yyyy-MM-ddTHH:mm:ssZ.",
  Snapshots: "JSON text of its snapshots.",
  Source: "oss.",
  SpriteImages: "JSON text of its sprite sheets.",
  Status: "Preparing, then Normal or PrepareFail.",
  StatusReason: "Why it is PrepareFail, in plain words. Medialoft's own addition.",
  Title: "The file name, at most 128 bytes.",
  UserData: "Text kept for the caller.",
};

/** An asset as GetYikeAssetMediaInfo answers it. Unknown fields are left out. */
export const mediaInfoShape = z.object({
  MediaId: z.string(),
  MediaBasicInfo: z.object({
    ...fields({
      ...basicFields,
      CateName: "Name of its category.",
      ReferenceId: "Id that the caller chose.",
      ThumbURL240P: "URL of a small picture.",
      ThumbURLWebp: "URL of a small WebP picture.",
      UploadSource: "Where it was uploaded from.",
    }),
    CateId: z.int().optional().meta({ description: "Id of its category." }),
  }),
  BizData: z.object(fields({ ...bizFields, Prompt: "The prompt it was made with." })),
  FileInfoList: z.array(
    z.object({
      FileBasicInfo: z.object(fields({ ...briefFileFields, CreateTime: "UTC.", ModifiedTime: "UTC." })),
      VideoStreamInfoList: z.array(videoStream).optional(),
      AudioStreamInfoList: z.array(audioStream).optional(),
      SubtitleStreamInfoList: z.array(subtitleStream).optional(),
    }),
  ),
});

/** The narrower record of BatchGetYikeAssetMediaInfos. */
export const briefMediaInfoShape = z.object({
  MediaId: z.string(),
  MediaBasicInfo: z.object(fields({ ...basicFields, TranscodeStatus: "State of transcoding." })),
  BizData: z.object(fields(bizFields)),
  FileInfoList: z.array(z.object({ FileBasicInfo: z.object(fields(briefFileFields)) })),
});
