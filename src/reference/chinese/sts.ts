/** Temporary credentials. */
export const stsTexts: Readonly<Record<string, string>> = {
  "Answers a temporary credential with the rights of a role.": "扮演角色，获取具有该角色权限的临时访问凭证。",
  "A name for the session, seen in logs and in its resource name.": "会话名称，出现在日志和会话的 ARN 中。",
  "A policy that narrows the role's rights in this session: at most 2,048 characters.":
    "会话策略，进一步限制角色在此会话中的权限，最长 2,048 个字符。",
  "How long the session lasts in seconds, 900 at least and 3,600 when absent.":
    "会话时长，单位：秒，最小为 900，不填时为 3,600。",
  "What the role's trust policy asks for as sts:ExternalId.": "角色的信任策略以 sts:ExternalId 要求的外部 ID。",
  "Who is behind the session; sessions that are made in it keep it.":
    "会话背后的使用者；在此会话中再创建的会话会沿用。",
  "The session's resource name: the role's and the session's name.": "会话的 ARN，由角色名和会话名组成。",
  "The role's id and the session's name.": "角色 ID 和会话名。",
  "Begins with STS.": "临时 AccessKey ID，以 STS 开头。",
  "Shown this once.": "临时 AccessKey Secret，仅在此次返回。",
  "To be sent with each call.": "安全令牌，每次调用都须携带。",
  "When the session ends. UTC.": "会话的到期时间（UTC）。",
  "Who is behind the session, if it was said.": "会话背后的使用者，填写过才返回。",
  "An account's root cannot assume a role.": "主账号不能扮演角色。",
  "The caller's policies and the role's trust policy must both allow it.":
    "调用方的权限策略和角色的信任策略都必须允许。",
  "DurationSeconds is 3,600 when absent and at most the role's MaxSessionDuration.":
    "DurationSeconds 不填时为 3,600，最大为角色的 MaxSessionDuration。",
  "A session can do what both the role's policies and Policy allow.": "会话的权限是角色的权限策略与 Policy 的交集。",
  "A Policy that is sent empty is refused, and not taken for none.": "Policy 的值为空时会被拒绝，不视为未填写。",
  "A session ends with its time, its role, and the long-lived AccessKey at the beginning of it.":
    "会话到期、角色被删除，或最初的长期 AccessKey 失效时，会话随之结束。",
  "Of a role in another account that does not exist it says the same as of one that does not let the caller in.":
    "其他账号的角色不存在时，返回与不允许扮演时相同的结果。",
  "The role's name counts as it is spelled, in upper and lower case.": "角色名区分大小写。",
  "A SourceIdentity cannot be changed by assuming another role.": "再扮演其他角色时，不能更改 SourceIdentity。",
  "A user for fifteen minutes, to look at assets only": "用户扮演十五分钟，只能查看媒资",
  "Shows who is calling.": "查询当前调用者的身份。",
  "Account, RAMUser or AssumedRoleUser.": "取值为 Account、RAMUser 或 AssumedRoleUser。",
  "The account's id.": "账号 ID。",
  "The account's or the user's id; of a session the role's id and the session's name.":
    "账号 ID 或 RAM 用户 ID；会话则为角色 ID 和会话名。",
  "The caller's resource name.": "调用者的 ARN。",
  "The user's id, the account's for its root; absent in a role.":
    "RAM 用户 ID，主账号则为账号 ID；以角色身份调用时不返回。",
  "The role's id; present in a role only.": "角色 ID，仅以角色身份调用时返回。",
  "Needs no permission.": "无需任何权限。",
  "IdentityType is RAMUser for users.": "RAM 用户的 IdentityType 为 RAMUser。",
  "IdentityType is Account for the root and AssumedRoleUser for sessions.":
    "主账号的 IdentityType 为 Account，角色会话为 AssumedRoleUser。",
  "The account's root": "主账号",
  "A user": "RAM 用户",
};
