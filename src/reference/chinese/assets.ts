/** Assets: their records, uploads, registering and deleting. */
export const assetTexts: Readonly<Record<string, string>> = {
  "Reads several assets at once.": "批量查询媒资信息。",
  "Ids separated by commas, at most 20.": "媒资 ID，多个用英文逗号分隔，最多 20 个。",
  "The assets that were found.": "查询到的媒资。",
  "Owning business, ICE.": "所属业务，固定为 ICE。",
  "general; subtitles or font for texts.": "业务类型，一般为 general；文本类媒资为 subtitles 或 font。",
  "Label of its category.": "分类标签。",
  "URL of its cover.": "封面图的 URL。",
  "UTC, yyyy-MM-ddTHH:mm:ssZ.": "UTC 时间，格式为 yyyy-MM-ddTHH:mm:ssZ。",
  "When it went to the recycle bin, UTC.": "移入回收站的时间（UTC）。",
  "The address that was registered; own objects in the form that reaches them today.":
    "注册时的地址；本账号的对象以当前可访问的形式返回。",
  "32 lower-case hexadecimal digits.": "32 位小写十六进制字符。",
  "Tags, separated by commas.": "标签，多个用英文逗号分隔。",
  "image, video, audio or text.": "取值为 image、video、audio 或 text。",
  "JSON text of its snapshots.": "截图信息，JSON 文本。",
  "oss.": "固定为 oss。",
  "JSON text of its sprite sheets.": "雪碧图信息，JSON 文本。",
  "Preparing, then Normal or PrepareFail.":
    "先为 Preparing（准备中），随后变为 Normal（正常）或 PrepareFail（准备失败）。",
  "Why it is PrepareFail, in plain words. Medialoft's own addition.":
    "状态为 PrepareFail 的原因，以文字说明。此字段为 Medialoft 自行增加。",
  "The file name, at most 128 bytes.": "文件名，最长 128 字节。",
  "Text kept for the caller.": "为调用方保存的自定义文本。",
  "State of transcoding.": "转码状态。",
  "Why moderation blocked it.": "内容审核屏蔽的原因。",
  "Result of moderation.": "内容审核结果。",
  "The AI job that made it.": "生成此媒资的 AI 任务。",
  "Its folder; the production's id when it lies in the production's root.": "所在文件夹；位于项目根目录时为项目 ID。",
  "0 or 1.": "取值为 0 或 1。",
  "1 while it lies in the recycle bin, else 0.": "位于回收站时为 1，否则为 0。",
  "Its media type, capitalised.": "媒资类型，首字母大写。",
  "HistoricalUpload for what was uploaded.": "由上传而来的媒资为 HistoricalUpload。",
  "Its production.": "所属项目的 ID。",
  "What it was made from.": "来源的 ID。",
  "Name of what it was made from.": "来源的名称。",
  "Kind of what it was made from.": "来源的类型。",
  "kbit/s.": "码率，单位 kbit/s。",
  "Seconds.": "单位：秒。",
  "Last segment of the object's key.": "对象名称（Key）的最后一段。",
  "Bytes.": "单位：字节。",
  "Normal once the file is there.": "文件就绪后为 Normal。",
  "source_file.": "固定为 source_file（源文件）。",
  "Signed URL that reads the file for 3600 s.": "用于读取文件的签名 URL，有效期 3600 秒。",
  "Container, for instance mp4.": "封装格式，例如 mp4。",
  "Pixels.": "单位：像素。",
  "Region of the storage.": "存储所在的地域。",
  "Ids of which this account has no asset.": "在本账号下没有对应媒资的 ID。",
  "Unknown ids go to IgnoredList and the call succeeds.": "不存在的 ID 列入 IgnoredList，调用仍然成功。",
  "The record is narrower than that of GetYikeAssetMediaInfo.": "返回的字段少于 GetYikeAssetMediaInfo。",
  "At most 20 ids; repeated ones count once; answers come in the order of the request.":
    "最多 20 个 ID；重复的只计一次；结果按请求中的顺序返回。",
  "MediaIds absent is answered with MissingParameter.": "未填 MediaIds 时返回 MissingParameter。",
  "One that exists and one that does not": "一个存在，一个不存在",
  "Answers where and with what credential to upload a file.": "获取文件的上传地址和上传凭证。",
  "Extension of the file, with or without a dot, in any case.": "文件扩展名，可带点也可不带，不区分大小写。",
  "What the file is for; Media when absent.": "文件的用途，不填时为 Media。",
  "Address of the file, unsigned: what RegisterYikeAssetMediaInfo takes as InputURL.":
    "文件地址，不含签名，可作为 RegisterYikeAssetMediaInfo 的 InputURL。",
  "Base64 of JSON with Endpoint, Bucket and FileName.":
    "上传地址：经 Base64 编码的 JSON，包含 Endpoint、Bucket 和 FileName。",
  "Base64 of JSON with AccessKeyId, AccessKeySecret, SecurityToken, Expiration (seconds, text), ExpireUTCTime and Region.":
    "上传凭证：经 Base64 编码的 JSON，包含 AccessKeyId、AccessKeySecret、SecurityToken、Expiration（秒数，文本）、ExpireUTCTime 和 Region。",
  "UploadAddress and UploadAuth are base64 of JSON in the form that the vendor's uploaders decode.":
    "UploadAddress 和 UploadAuth 是经 Base64 编码的 JSON，格式与厂商上传 SDK 所解码的一致。",
  "The credential lives 3000 s, as the sibling CreateUploadMedia documents.":
    "上传凭证的有效期为 3000 秒，与同类操作 CreateUploadMedia 的文档一致。",
  "A credential made in a role's session ends with it: at its time, or when it is revoked or its role is deleted. RefreshAssetUpload, called in a new session, renews it.":
    "在角色会话中获取的上传凭证随该会话失效：会话到期、被吊销或其角色被删除时即失效。可在新的会话中调用 RefreshAssetUpload 刷新。",
  "The extension must be one that can be registered, or that of a storyboard text.":
    "扩展名必须是可注册的类型，或分镜文本的类型。",
  "StoryboardInput takes txt and docx of at most 5 MB.": "StoryboardInput 接受 txt 和 docx，大小不超过 5 MB。",
  "FileURL is written in path style, so that it needs no name resolution of its own.":
    "FileURL 采用路径形式，无需额外的域名解析。",
  "A place for a video": "为一个视频获取上传地址",
  "Deletes assets, into the recycle bin or for ever.": "删除媒资：移入回收站或彻底删除。",
  "true: into the recycle bin; false: for ever. true when absent.":
    "true 表示移入回收站，false 表示彻底删除；不填时为 true。",
  "Ids that were passed over.": "未处理的 ID。",
  "LogicDelete is true by default: the asset goes to the recycle bin and the file stays.":
    "LogicDelete 默认为 true：媒资移入回收站，文件保留。",
  "LogicDelete false removes the record and the file.": "LogicDelete 为 false 时，记录和文件一并删除。",
  "What could not be deleted comes back in IgnoredList: unknown ids, and with LogicDelete true those in the bin already.":
    "无法删除的 ID 在 IgnoredList 中返回：不存在的 ID，以及 LogicDelete 为 true 时已在回收站中的 ID。",
  "At most 20 ids, as the sibling DeleteMediaInfos documents.":
    "最多 20 个 ID，与同类操作 DeleteMediaInfos 的文档一致。",
  "A file that another asset refers to stays; foreign files are never touched.":
    "仍被其他媒资引用的文件会保留；外部文件始终不受影响。",
  "Into the recycle bin": "移入回收站",
  "For ever, one of them unknown": "彻底删除，其中一个不存在",
  "Reads what is known of an asset.": "查询媒资的详细信息。",
  "Id of the asset.": "媒资 ID。",
  "The asset.": "媒资。",
  "Name of its category.": "分类名称。",
  "Id that the caller chose.": "调用方自定义的 ID。",
  "URL of a small picture.": "缩略图的 URL。",
  "URL of a small WebP picture.": "WebP 缩略图的 URL。",
  "Where it was uploaded from.": "上传来源。",
  "Id of its category.": "分类 ID。",
  "The prompt it was made with.": "生成时使用的提示词。",
  "Codec, in words.": "编码格式的全称。",
  "Codec, short, for instance h264.": "编码格式的简称，例如 h264。",
  "Codec tag of the container, hexadecimal, for instance 0x31637661.": "封装中的编码标签，十六进制，例如 0x31637661。",
  "Codec tag of the container as four characters, for instance avc1.": "封装中的编码标签，四个字符，例如 avc1。",
  "Time base of the codec, a fraction of a second.": "编码时基，以秒的分数表示。",
  "Place in the file, from 0.": "流在文件中的序号，从 0 开始。",
  "Language as the file declares it.": "文件中声明的语言。",
  "Time base of the stream, a fraction of a second.": "流的时基，以秒的分数表示。",
  "Average frames per second.": "平均帧率。",
  "Display aspect ratio, width:height.": "显示宽高比，格式为“宽:高”。",
  "Frames per second.": "帧率。",
  "How many frames the decoder may have to reorder; 0 means no B frames.":
    "解码器可能需要重新排序的帧数；0 表示没有 B 帧。",
  "Codec level.": "编码级别（Level）。",
  "Frames in the stream.": "流中的帧数。",
  "Pixel format, for instance yuv420p.": "像素格式，例如 yuv420p。",
  "Codec profile.": "编码档次（Profile）。",
  "Degrees by which a player turns the picture.": "播放时画面的旋转角度。",
  "Sample aspect ratio, width:height.": "采样宽高比，格式为“宽:高”。",
  "Channel layout, for instance stereo.": "声道布局，例如 stereo。",
  "Count of channels.": "声道数。",
  "Packets per second where the file declares them.": "每秒的数据包数，仅在文件有声明时返回。",
  "Packets in the stream.": "流中的数据包数。",
  "Sample format, for instance fltp.": "采样格式，例如 fltp。",
  "Hz.": "采样率，单位 Hz。",
  "Numbers are text, flags are 0 and 1 as text.": "数字以文本返回，标志以文本 0 和 1 返回。",
  "FileUrl is signed and ends after 3600 s, as the sibling GetMediaInfo documents.":
    "FileUrl 带签名，3600 秒后失效，与同类操作 GetMediaInfo 的文档一致。",
  "An unknown id is answered with ResourceNotFound.": "ID 不存在时返回 ResourceNotFound。",
  "An asset in the recycle bin is still answered, with IsLogicalDeleted 1 and DeletedTime.":
    "回收站中的媒资仍可查询，此时 IsLogicalDeleted 为 1，并返回 DeletedTime。",
  "Fields that are not known are left out; ids and flags are always there. Seconds have six decimals.":
    "未知的字段不返回；ID 和标志始终返回。秒数保留六位小数。",
  "Title is the file's name, cut to 128 bytes.": "Title 为文件名，截断至 128 字节。",
  "MediaAssetType is HistoricalUpload, MediaAssetSubType the media type with a capital, AuditStatus pass, SourceType empty.":
    "MediaAssetType 为 HistoricalUpload，MediaAssetSubType 为首字母大写的媒资类型，AuditStatus 为 pass，SourceType 为空。",
  "A prepared video": "已就绪的视频",
  "Subtitles in the recycle bin": "回收站中的字幕",
  "Registers an uploaded file as an asset of a production.": "将已上传的文件注册为项目的媒资。",
  "The FileURL of an upload, an oss://bucket/key of the account's bucket, or a foreign http(s) URL. At most 2048 bytes.":
    "上传所得的 FileURL、本账号存储空间中的 oss://bucket/key，或外部的 http(s) URL。最长 2048 字节。",
  "What the file is.": "媒资类型。",
  "Its production; the account's default one when absent.": "所属项目的 ID，不填时为账号的默认项目。",
  "Its folder; the production's default one when absent, the production's root when it is the production's id.":
    "所在文件夹的 ID，不填时为项目的默认文件夹；填写项目 ID 表示项目根目录。",
  "Answers at once; preparing follows.": "立即返回，媒资随后异步准备。",
  "MediaType is image, video, audio or text, in lower case.":
    "MediaType 取值为 image、video、audio 或 text，须为小写。",
  "Registering the same source in the same production again answers the id of the live asset, which keeps its folder and type; for one in the recycle bin a new asset is made.":
    "在同一项目中重复注册同一来源时，返回现有媒资的 ID，其文件夹和类型不变；若该媒资在回收站中，则新建媒资。",
  "An asset whose preparing failed takes the new MediaType and is prepared again.":
    "准备失败的媒资再次注册时，采用新的 MediaType 并重新准备。",
  "An unknown production or folder is answered with ResourceNotFound.": "项目或文件夹不存在时返回 ResourceNotFound。",
  "A folder of another production is answered with InvalidParameter naming FolderId.":
    "文件夹属于其他项目时返回 InvalidParameter，并指明 FolderId。",
  "A bucket of somebody else is answered with Forbidden, whether it exists or not.":
    "存储空间不属于本账号时返回 Forbidden，无论其是否存在。",
  "An own key without bytes is taken, and preparing it fails; the key can still be written.":
    "本账号存储空间中尚无内容的对象也可注册，但准备会失败；之后仍可写入该对象。",
  "The id of a production as FolderId means the production's root.": "FolderId 填写项目 ID 时，表示项目根目录。",
  "FolderId alone means the production that the folder is in.": "只填 FolderId 时，项目为该文件夹所在的项目。",
  "A file that has no stream of MediaType makes the asset PrepareFail, with the reason in StatusReason.":
    "文件中没有与 MediaType 相符的流时，媒资变为 PrepareFail，原因见 StatusReason。",
  "text is taken for txt, docx, srt, vtt, ass and fonts, without looking inside.":
    "text 适用于 txt、docx、srt、vtt、ass 和字体文件，不检查文件内容。",
  "BusinessType of texts is subtitles or font by their extension, else general.":
    "文本类媒资的 BusinessType 按扩展名为 subtitles 或 font，其余为 general。",
  "A foreign http(s) URL is copied into the account's bucket; one that names a private address is refused, one whose name leads to a private address makes the asset PrepareFail.":
    "外部 http(s) URL 的内容会复制到本账号的存储空间；直接写明内网地址的 URL 会被拒绝，域名解析到内网地址的会使媒资变为 PrepareFail。",
  "vod addresses and URLs of more than 2048 bytes are refused.": "vod 地址以及超过 2048 字节的 URL 会被拒绝。",
  "An uploaded picture, into the default production": "将已上传的图片注册到默认项目",
  "By bucket and key, into another production": "按存储空间和对象名称注册到其他项目",
  "What is registered already": "重复注册",
};
