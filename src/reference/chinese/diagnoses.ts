/**
 * What the server says of one case, beyond the error's cause and remedy. `{0}`, `{1}`… are the values in the order of the English;
 * with `!` behind it one is told in Chinese itself, as it is a sentence or a word.
 */
export const diagnosisTexts: Readonly<Record<string, string>> = {
  "{0} cannot be used. {1}": "{0} 无法使用。{1!}",
  "It is longer than {0} bytes.": "长度超过 {0} 字节。",
  "It is longer than 1,024 characters.": "长度超过 1,024 个字符。",
  "It holds a control character.": "含有控制字符。",
  "It has the wrong form.": "格式不正确。",
  "It must be one of {0}, in exactly this spelling.": "取值须为 {0} 之一，拼写须完全一致。",
  "It must be a whole number from {0} to {1}.": "须为 {0} 到 {1} 之间的整数。",
  "It must be a whole number from 900 to what the role allows.": "须为整数，最小 900，最大为角色允许的值。",
  "It must be a whole number.": "须为整数。",
  "It must be from {0} to {1}.": "须在 {0} 到 {1} 之间。",
  "It must be true or false.": "须为 true 或 false。",
  "It names no id.": "没有任何 ID。",
  "It names more than {0} ids.": "ID 超过 {0} 个。",
  "It must have at most {0} characters.": "长度须为 1 到 {0} 个字符。",
  "It must have {0} to {1} characters.": "长度须为 {0} 到 {1} 个字符。",
  "It must be a list of at most {0}, as JSON or with numbered names.":
    "须为列表，最多 {0} 项，可写成 JSON，也可用带编号的名称。",
  "It may hold letters, digits, dots, hyphens and underscores.": "只能包含字母、数字、点、连字符和下划线。",
  "It may hold letters, digits, dots, hyphens, underscores and @.": "只能包含字母、数字、点、连字符、下划线和 @。",
  "It may hold letters, digits, dots and hyphens.": "只能包含字母、数字、点和连字符。",
  "It may hold letters, digits and hyphens.": "只能包含字母、数字和连字符。",
  "It must have 2 to 64 letters, digits, dots, hyphens, underscores and @.":
    "须为 2 到 64 个字母、数字、点、连字符、下划线或 @。",
  "It must have 3 to 32 small letters, digits and single hyphens, with none at either end.":
    "须为 3 到 32 个小写字母、数字或连字符；连字符不能连续，也不能在开头或结尾。",
  "It must be a mail address of at most 128 characters.": "须为邮箱地址，不超过 128 个字符。",
  "It must be a country code, a hyphen and a number.": "须为国家代码、连字符和号码。",
  "It must be Active or Inactive, in exactly this spelling.": "须为 Active 或 Inactive，拼写须完全一致。",
  "It must be System or Custom, in exactly this spelling.": "须为 System 或 Custom，拼写须完全一致。",
  "It must be None or {0}.": "须为 None 或 {0}。",
  "It must be role or policy.": "须为 role 或 policy。",
  "It must be written yyyy-MM-ddTHH:mm:ssZ.": "须写作 yyyy-MM-ddTHH:mm:ssZ。",
  "There is no such time.": "没有这样的时间。",
  "It must be written acs:ram::<account id>:role/<role name>.": "须写作 acs:ram::<account id>:role/<role name>。",
  "It must be written acs:ram::<account id>:user/<name> or acs:ram::<account id>:role/<role>/<session>.":
    "须写作 acs:ram::<account id>:user/<name> 或 acs:ram::<account id>:role/<role>/<session>。",
  "It must be a resource name, or its end: root, user, user/<name>, role, role/<name>, role/<name>/<session>.":
    "须为资源名称或其末段：root、user、user/<name>、role、role/<name>、role/<name>/<session>。",
  "It must be an action such as ice:GetYikeAssetMediaInfo or ice:*.":
    "须为操作，例如 ice:GetYikeAssetMediaInfo 或 ice:*。",
  "Actions must be names such as ice:GetYikeAssetMediaInfo.":
    "Actions 中须为操作名称，例如 ice:GetYikeAssetMediaInfo。",
  "Resources must be names such as acs:ice:cn-shanghai:<account id>:*.":
    "Resources 中须为资源名称，例如 acs:ice:cn-shanghai:<account id>:*。",
  "A version is written as v and its number.": "版本写作 v 加版本号。",
  "Temporary keys begin with STS.": "临时 AccessKey 以 STS. 开头。",
  "A tag's key has at most 128 characters.": "标签键不超过 128 个字符。",
  "A tag's value has at most 256 characters.": "标签值不超过 256 个字符。",
  "A role or policy has at most {0} tags. UntagResources removes some.":
    "一个角色或权限策略最多有 {0} 个标签。可用 UntagResources 移除标签。",
  "There are more than {0}.": "超过 {0} 个。",
  '"{0}" is no CIDR block.': '"{0}" 不是 CIDR 地址段。',
  "LoginNetworkMasks cannot be used. {0}": "LoginNetworkMasks 无法使用。{0!}",

  "InputURL cannot be used. {0}": "InputURL 无法使用。{0!}",
  "FileURL cannot be used. {0}": "FileURL 无法使用。{0!}",
  "FileExt cannot be used. {0}": "FileExt 无法使用。{0!}",
  "It must be an http, https or oss URL.": "须为 http、https 或 oss 地址。",
  "An oss URL is written oss://bucket/key.": "oss 地址写作 oss://bucket/key。",
  "The URL names this server's object address and no bucket and key in it.":
    "该地址是本服务器的对象地址，但未包含存储空间和对象的 Key。",
  "The URL names this server's API address, where no objects are.": "该地址是本服务器的 API 地址，不提供对象。",
  "Its percent-encoding cannot be read.": "百分号编码无法解析。",
  "It names no key in the bucket.": "未指定存储空间中对象的 Key。",
  "Its key is longer than {0} bytes.": "Key 超过 {0} 字节。",
  "Its key holds a control character.": "Key 含有控制字符。",
  "Its key begins with a slash.": "Key 以斜杠开头。",
  "The bucket in InputURL is not this account's, which is {0}.":
    "InputURL 中的存储空间不属于本账号，本账号的存储空间为 {0}。",
  "The bucket in FileURL is not this account's.": "FileURL 中的存储空间不属于本账号。",
  "It was not made by CreateYikeAssetUpload of this account.": "该地址不是由本账号通过 CreateYikeAssetUpload 获取的。",
  "An asset is registered on it, so it is not written any more.": "该地址已注册为媒资，不能再写入。",
  "Storyboards are txt or docx.": "分镜文本须为 txt 或 docx。",
  "Files of this extension cannot be registered.": "不支持注册此扩展名的文件。",
  "This account has no asset of this MediaId.": "本账号没有此 MediaId 的媒资。",
  "This account has no such workspace. ListYikeWorkspaces lists them.":
    "本账号没有此工作空间。可用 ListYikeWorkspaces 查询。",
  "This account has no such production. ListYikeProductions lists them.":
    "本账号没有此项目。可用 ListYikeProductions 查询。",
  "This account has no such production or folder. ListYikeProductions and ListYikeAssetFolders list them.":
    "本账号没有此项目或文件夹。可用 ListYikeProductions 和 ListYikeAssetFolders 查询。",
  "FolderId names a folder of another production than ProductionId. Send a folder of that production, or only one of the two.":
    "FolderId 所指的文件夹不属于 ProductionId 所指的项目。请填写该项目中的文件夹，或只填写其中一个。",
  "NextToken was not made by this operation.": "NextToken 不是由此操作返回的。",
  "Marker was not made by this operation: send the one of the page before.":
    "Marker 不是由此操作返回的：请填写上一页返回的 Marker。",

  "The caller acts in a role, which has no AccessKeys of its own: say whose are meant with UserName.":
    "调用者以角色身份调用，角色没有自己的 AccessKey：请用 UserName 指定用户。",
  "A session of this role lasts at most {0} seconds. Ask for less, or raise its MaxSessionDuration.":
    "此角色的会话最长 {0} 秒。请缩短时长，或调大角色的 MaxSessionDuration。",
  "The trust policy of {0} does not let {1} in, or asks for conditions that this call does not meet (sts:ExternalId is one), or there is no such role.":
    "{0} 的信任策略不允许 {1} 扮演此角色，或此次调用不满足其中的条件（例如 sts:ExternalId），或该角色不存在。",
  "This session has a SourceIdentity already: a role assumed in it keeps it. Leave SourceIdentity out.":
    "此会话已有 SourceIdentity，在其中扮演的角色会沿用。请不要填写 SourceIdentity。",
  "A {0} has at most {1} {2}. Detach one, or join two into one.":
    "一个{0!}最多可被授予 {1} 条{2!}。请移除一条，或将两条合并为一条。",
  user: "用户",
  group: "用户组",
  role: "角色",
  "system policies": "系统策略",
  "policies of the account's own": "自定义策略",
  "This server has no resource groups: a policy counts in the whole account. Leave ResourceGroupId out.":
    "本服务器没有资源组：权限策略在整个账号内生效。请不要填写 ResourceGroupId。",
  "{0} is a system policy: it cannot be changed. Make a policy of your own with the statements that you need.":
    "{0} 是系统策略，不能修改。请用所需的语句创建自定义策略。",
  "The account's rules want {0} in a password. GetPasswordPolicy shows all of them.":
    "账号的密码规则要求密码包含：{0!}。可用 GetPasswordPolicy 查看全部规则。",
  "at least {0} characters": "至少 {0} 个字符",
  "a small letter": "小写字母",
  "a capital letter": "大写字母",
  "a digit": "数字",
  "a character that is neither letter nor digit": "字母和数字以外的字符",
  "This account does not let users change their passwords: an administrator sets another one with UpdateLoginProfile, or AllowUserToChangePassword with SetSecurityPreference.":
    "本账号不允许用户自行修改密码：请由管理员用 UpdateLoginProfile 设置新密码，或用 SetSecurityPreference 开启 AllowUserToChangePassword。",
  "It is not the EncodedDiagnosticMessage of a denial: send it whole, as it was answered.":
    "不是拒绝访问时返回的 EncodedDiagnosticMessage：请完整填写响应中的内容。",
  "Actions times Resources are {0} decisions, and {1} are made at once: ask in several calls.":
    "Actions 与 Resources 组合成 {0} 个判定，一次最多 {1} 个：请分多次调用。",
  "The policies' {0} characters times the {1} of the resources and context values of all decisions are more than {2}: ask for fewer or shorter ones at once.":
    "策略共 {0} 个字符，所有判定的资源和上下文值共 {1} 个字符，二者的乘积超过 {2}：请减少或缩短一次查询的内容。",
  "Only who acts in a role has a session policy: send it with RoleName.":
    "只有以角色身份调用时才有会话策略：请与 RoleName 一起填写。",
  "Send one of UserName, GroupName and RoleName.": "请填写 UserName、GroupName 和 RoleName 中的一个。",
  "Only callers of this server's first account make accounts.": "只有本服务器第一个账号中的调用者可以创建账号。",
  "The audit log has no such call in this time.": "审计日志中没有这段时间内的此类调用。",
  "So much was called in this time that no policy could name it: ask for less of it.":
    "这段时间内的调用过多，无法写入一条权限策略：请缩小范围。",

  "{0} ({1}) is an operation of the vendor's that this server does not serve. Served are: {2}.":
    "{0}（{1}）是厂商的操作，本服务器不提供。可用的操作：{2!}。",
  "none of this version": "无",
  "{0} is served under version {1}, not {2}.": "{0} 属于版本 {1!}，而不是 {2}。",
  "There is no operation of this name. The nearest one is {0}.": "没有此名称的操作。最接近的是 {0}。",
  "There is no operation of this name under this version.": "此版本中没有此名称的操作。",
  "An account may make {0} {1} calls a second here. Wait as long as x-acs-retry-after says (milliseconds).":
    "本服务器上，每个账号每秒最多可发起 {0} 次{1!}调用。请按 x-acs-retry-after 指示的时间（毫秒）等待。",
  read: "读取",
  write: "写入",
  "The {0} cannot be read: its percent-encoding is broken, or it is not UTF-8.":
    "{0} 无法解析：百分号编码有误，或不是 UTF-8。",
  "This signature does not cover a JSON body. Send the parameters in the query or as a form.":
    "此签名方式不涵盖 JSON 请求体。请用查询参数或表单发送参数。",
  "A JSON body must be one object of parameters.": "JSON 请求体须为一个包含参数的对象。",
  "The body is announced as JSON and cannot be read as JSON.": "请求体声明为 JSON，但无法按 JSON 解析。",
  "{0} is sent twice with different values. Send it once.": "{0} 发送了两次且值不同。请只发送一次。",
  "The Authorization header must read ACS3-HMAC-SHA256 Credential=…,SignedHeaders=…,Signature=….":
    "Authorization 请求头须写作 ACS3-HMAC-SHA256 Credential=…,SignedHeaders=…,Signature=…。",
  "The header {0} {1}.": "请求头 {0} {1!}。",
  "is sent and not signed": "已发送但未参与签名",
  "is listed as signed and did not arrive": "列为已签名但未收到",
  "The request is dated {0}, {1} s {2} the server's time {3}; at most {4} s are accepted. Set the client's clock, or sign the request again.":
    "请求时间为 {0}，比服务器时间 {3} {2!} {1} 秒，最多允许相差 {4} 秒。请校准客户端时钟，或重新签名。",
  before: "早",
  after: "晚",
};

/** What the library that checks fields says where we say nothing of our own. */
export const schemaTexts: Readonly<Record<string, string>> = {
  "Invalid input: expected {0}, received {1}": "类型应为 {0}，而收到的是 {1}。",
  "Too small: expected {0} to have >={1} {2}": "内容过短，至少应为 {1}。",
  "Too big: expected {0} to have <={1} {2}": "内容过长，至多应为 {1}。",
};
