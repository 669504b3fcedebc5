/** Causes and remedies of errors; their messages stay as they are on the wire. */
export const errorTexts: Readonly<Record<string, string>> = {
  "A parameter that every call needs is absent.": "缺少每次调用都必需的公共参数。",
  "Send {name}. Alibaba's SDKs do so by themselves when they are given an AccessKey.":
    "请填写 {name}。配置 AccessKey 后，阿里云 SDK 会自动填写。",
  "A parameter that every call carries has a value that cannot be used.": "公共参数的值无效。",
  "Correct {name}.": "请更正 {name}。",
  "No product is served under this version.": "没有以此版本提供的产品。",
  "Use a version that this server knows: 2020-11-09 (ICE), 2026-03-19 (yike), 2015-05-01 (RAM), 2015-04-01 (STS) or 2026-11-01 (Medialoft).":
    "请使用本服务器支持的版本：2020-11-09（ICE）、2026-03-19（yike）、2015-05-01（RAM）、2015-04-01（STS）或 2026-11-01（Medialoft）。",
  "The product has no operation of this name.": "该产品没有此名称的操作。",
  "Check the spelling of Action and that Version belongs to the product that has it.":
    "请检查 Action 的拼写，并确认 Version 属于提供该操作的产品。",
  "The vendor has this operation, and this server does not serve it.": "厂商提供此操作，但本服务器不提供。",
  "Use one of the served operations, or call the vendor for this one.":
    "请改用本服务器提供的操作，或向厂商的服务发起此调用。",
  "Calls are made with GET or POST.": "调用只支持 GET 或 POST。",
  "Send the call with GET or POST.": "请使用 GET 或 POST 发起调用。",
  "Format is neither JSON nor XML.": "Format 既不是 JSON 也不是 XML。",
  "Send Format=JSON or Format=XML.": "请填写 Format=JSON 或 Format=XML。",
  "This server has no such AccessKey.": "本服务器没有此 AccessKey。",
  "Check the AccessKeyId for blanks or a mix-up with the secret, and that the client talks to this server.":
    "请检查 AccessKeyId 是否含有空格、是否与 Secret 填反，并确认客户端连接的是本服务器。",
  "The AccessKey exists and was switched off.": "该 AccessKey 存在，但已被禁用。",
  "Switch the AccessKey on again or use another one.": "请重新启用该 AccessKey，或改用其他 AccessKey。",
  "A temporary AccessKey (STS.…) works only together with its token.":
    "临时 AccessKey（STS.…）必须与其安全令牌一起使用。",
  "Send the SecurityToken that came with this temporary AccessKey.":
    "请填写与此临时 AccessKey 一同获得的 SecurityToken。",
  "The temporary credential has reached its end.": "临时访问凭证已到期。",
  "Ask for a new temporary credential.": "请获取新的临时访问凭证。",
  "A token was sent with a long-lived AccessKey, which has none.": "长期 AccessKey 没有安全令牌，但请求中携带了令牌。",
  "Send no SecurityToken with a long-lived AccessKey.": "使用长期 AccessKey 时，请勿填写 SecurityToken。",
  "The token belongs to another temporary AccessKey or was cut off.": "安全令牌属于另一个临时 AccessKey，或不完整。",
  "Use AccessKeyId, AccessKeySecret and SecurityToken of one and the same answer.":
    "请使用同一次响应中的 AccessKeyId、AccessKeySecret 和 SecurityToken。",
  "The time of the request is not written as yyyy-MM-ddTHH:mm:ssZ.": "请求时间的格式不是 yyyy-MM-ddTHH:mm:ssZ。",
  "Send the time in UTC as yyyy-MM-ddTHH:mm:ssZ.": "请按 yyyy-MM-ddTHH:mm:ssZ 格式填写 UTC 时间。",
  "The client's clock and the server's are too far apart.": "客户端与服务器的时钟相差过大。",
  "Set the client's clock, or sign the request again instead of sending an old one.":
    "请校准客户端时钟；如果重发的是旧请求，请重新签名。",
  "Served are HMAC-SHA1 and HMAC-SHA256, and ACS3-HMAC-SHA256.":
    "支持的签名方法为 HMAC-SHA1、HMAC-SHA256 和 ACS3-HMAC-SHA256。",
  "Set the client's signature method to one of these.": "请将客户端的签名方法设为其中之一。",
  "The Authorization header is incomplete, or a header that must be signed is not.":
    "Authorization 请求头不完整，或有必须签名的请求头未参与签名。",
  "Sign host, content-type and every x-acs-* header that is sent.":
    "请对 host、content-type 以及发送的所有 x-acs-* 请求头签名。",
  "The signature was made with another secret or over another request than the one that arrived.":
    "签名所用的 Secret 不正确，或所签名的请求与收到的请求不一致。",
  "Check the AccessKey secret first; then compare the server's string to sign with the client's.":
    "请先检查 AccessKey Secret，再比对服务器与客户端的待签名字符串。",
  "Check the AccessKey secret first; then compare the server's canonical request with the client's.":
    "请先检查 AccessKey Secret，再比对服务器与客户端的规范化请求。",
  "The same signed request arrived twice.": "同一个已签名的请求收到了两次。",
  "Sign each request, also a repeated one, with a new nonce.": "每个请求（包括重试）都请使用新的随机数重新签名。",
  "The account sends more calls than it may.": "账号的调用频率超出限制。",
  "Wait as long as the x-acs-retry-after header says (milliseconds), then call again.":
    "请按响应头 x-acs-retry-after 指示的时间（毫秒）等待后重试。",
  "The caller may not do this.": "调用方没有执行此操作的权限。",
  "Call with a principal that is allowed to.": "请使用拥有相应权限的身份调用。",
  "The operation needs this parameter.": "该操作需要此参数。",
  "Send {name}.": "请填写 {name}。",
  "The value cannot be used.": "参数值无效。",
  "The request is larger than a call may be.": "请求超出了调用的大小限制。",
  "Calls carry at most 1 MiB; files are uploaded at the object address.": "一次调用最大 1 MiB；文件请上传到对象地址。",
  "There is nothing of this id in the caller's account.": "调用方的账号中没有此 ID 对应的资源。",
  "Check the id and that it belongs to this account.": "请检查 ID，并确认其属于本账号。",
  "The server failed.": "服务器内部错误。",
  "Look up the request id in the server's log.": "请在服务器日志中查找该请求 ID。",
  "The server cannot take this call now.": "服务器暂时无法处理此调用。",
  "See /readyz for the reason; try again later.": "请通过 /readyz 查看原因，稍后重试。",
  "{name} holds a character that it may not hold.": "{name} 含有不允许的字符。",
  "{name} is too short or too long.": "{name} 过短或过长。",
  "{name} is not written as it must be.": "{name} 的格式不正确。",
  "{name} is smaller or greater than it may be.": "{name} 超出取值范围。",
  "The password does not keep the account's rules for passwords.": "密码不符合账号的密码规则。",
  "Choose another one; GetPasswordPolicy shows the rules.": "请更换密码；规则可通过 GetPasswordPolicy 查询。",
  "It is the user's password, or was not long ago.": "该密码正在使用，或最近使用过。",
  "Choose another one; PasswordReusePrevention of GetPasswordPolicy says how many earlier ones count.":
    "请更换密码；限制的历史密码个数见 GetPasswordPolicy 的 PasswordReusePrevention。",
  "It is not the user's password.": "与用户的当前密码不符。",
  "Send the password that is in force, or let an administrator set another one with UpdateLoginProfile.":
    "请填写当前密码，或由管理员通过 UpdateLoginProfile 重设密码。",
  "Only a user has a password: the account itself and roles have none.": "只有 RAM 用户有密码，主账号和角色没有密码。",
  "Call with an AccessKey of the user whose password is to be changed.":
    "请使用要修改密码的 RAM 用户的 AccessKey 调用。",
  "A policy is of the type System or Custom.": "权限策略的类型只能是 System 或 Custom。",
  "Send PolicyType=System or PolicyType=Custom, in exactly this spelling.":
    "请填写 PolicyType=System 或 PolicyType=Custom，大小写须一致。",
  "The policy's document breaks the grammar of policies.": "权限策略内容不符合策略语法。",
  "Correct it at the place that the message names.": "请在错误信息指出的位置更正。",
  "A session lasts at least 900 seconds and at most as long as its role allows.":
    "会话时长最短 900 秒，最长不超过角色的限制。",
  "Send a DurationSeconds within these bounds, or raise the role's MaxSessionDuration.":
    "请将 DurationSeconds 调整到此范围内，或调大角色的 MaxSessionDuration。",
  "The session policy breaks the grammar of policies.": "会话策略不符合策略语法。",
  "Correct Policy.": "请更正 Policy。",
  "The session policy is too long.": "会话策略过长。",
  "Shorten Policy.": "请缩短 Policy。",
  "This account has no such user.": "本账号没有此 RAM 用户。",
  "Check the spelling, and that it belongs to this account.": "请检查拼写，并确认其属于本账号。",
  "The one whose keys these are has no such AccessKey.": "该用户或主账号没有此 AccessKey。",
  "Check the AccessKeyId and UserName; ListAccessKeys lists them.":
    "请检查 AccessKeyId 和 UserName；可通过 ListAccessKeys 查询。",
  "The user has no password.": "该 RAM 用户没有密码。",
  "CreateLoginProfile gives one.": "可通过 CreateLoginProfile 设置密码。",
  "The policy is not attached to this user.": "该 RAM 用户没有添加此权限策略。",
  "ListPoliciesForUser lists what is.": "可通过 ListPoliciesForUser 查询已添加的权限策略。",
  "The user is not in this group.": "该 RAM 用户不在此用户组中。",
  "ListGroupsForUser lists the user's groups.": "可通过 ListGroupsForUser 查询用户所在的用户组。",
  "This account has no such group.": "本账号没有此用户组。",
  "The policy is not attached to this group.": "该用户组没有添加此权限策略。",
  "ListPoliciesForGroup lists what is.": "可通过 ListPoliciesForGroup 查询已添加的权限策略。",
  "This account has no such role.": "本账号没有此角色。",
  "There is no such role.": "此角色不存在。",
  "Check RoleArn.": "请检查 RoleArn。",
  "The policy is not attached to this role.": "该角色没有添加此权限策略。",
  "ListPoliciesForRole lists what is.": "可通过 ListPoliciesForRole 查询已添加的权限策略。",
  "There is no policy of this name and type.": "没有此名称和类型的权限策略。",
  "The policy has no such version.": "该权限策略没有此版本。",
  "ListPolicyVersions lists them.": "可通过 ListPolicyVersions 查询版本列表。",
  "The account has a user of this name; upper and lower case make no difference.":
    "本账号已有同名的 RAM 用户，不区分大小写。",
  "Choose another name.": "请更换名称。",
  "The account has a group of this name; upper and lower case make no difference.":
    "本账号已有同名的用户组，不区分大小写。",
  "There is a policy of this name; upper and lower case make no difference.": "已有同名的权限策略，不区分大小写。",
  "The account has a role of this name; upper and lower case make no difference.":
    "本账号已有同名的角色，不区分大小写。",
  "The user is in this group.": "该 RAM 用户已在此用户组中。",
  "Nothing is left to do.": "无需再作处理。",
  "The policy is attached to this user.": "该 RAM 用户已添加此权限策略。",
  "The policy is attached to this group.": "该用户组已添加此权限策略。",
  "The policy is attached to this role.": "该角色已添加此权限策略。",
  "The user has a password.": "该 RAM 用户已有密码。",
  "UpdateLoginProfile changes it.": "可通过 UpdateLoginProfile 修改密码。",
  "Another account has this alias.": "此别名已被其他账号使用。",
  "Choose another alias.": "请更换别名。",
  "The user is in a group.": "该 RAM 用户仍在用户组中。",
  "RemoveUserFromGroup takes the user out; ListGroupsForUser lists the groups.":
    "请通过 RemoveUserFromGroup 移出用户；所在用户组可通过 ListGroupsForUser 查询。",
  "The user has an AccessKey.": "该 RAM 用户仍有 AccessKey。",
  "DeleteAccessKey deletes it; ListAccessKeys lists the keys.":
    "请通过 DeleteAccessKey 删除；密钥列表可通过 ListAccessKeys 查询。",
  "DeleteLoginProfile deletes it.": "请通过 DeleteLoginProfile 删除密码。",
  "A policy is attached to the user.": "该 RAM 用户仍有权限策略。",
  "DetachPolicyFromUser detaches it; ListPoliciesForUser lists the policies.":
    "请通过 DetachPolicyFromUser 移除；权限策略可通过 ListPoliciesForUser 查询。",
  "A user is in the group.": "用户组中仍有用户。",
  "RemoveUserFromGroup takes users out; ListUsersForGroup lists them.":
    "请通过 RemoveUserFromGroup 移出用户；成员可通过 ListUsersForGroup 查询。",
  "A policy is attached to the group.": "用户组仍有权限策略。",
  "DetachPolicyFromGroup detaches it; ListPoliciesForGroup lists the policies.":
    "请通过 DetachPolicyFromGroup 移除；权限策略可通过 ListPoliciesForGroup 查询。",
  "The policy is attached to a user.": "权限策略仍被 RAM 用户引用。",
  "DetachPolicyFromUser detaches it; ListEntitiesForPolicy lists where it is attached.":
    "请通过 DetachPolicyFromUser 移除；引用情况可通过 ListEntitiesForPolicy 查询。",
  "The policy is attached to a group.": "权限策略仍被用户组引用。",
  "DetachPolicyFromGroup detaches it; ListEntitiesForPolicy lists where it is attached.":
    "请通过 DetachPolicyFromGroup 移除；引用情况可通过 ListEntitiesForPolicy 查询。",
  "The policy is attached to a role.": "权限策略仍被角色引用。",
  "DetachPolicyFromRole detaches it; ListEntitiesForPolicy lists where it is attached.":
    "请通过 DetachPolicyFromRole 移除；引用情况可通过 ListEntitiesForPolicy 查询。",
  "The policy has other versions than the default one.": "除生效版本外，权限策略还有其他版本。",
  "DeletePolicyVersion deletes them, or send CascadingDelete=true.":
    "请通过 DeletePolicyVersion 删除，或填写 CascadingDelete=true。",
  "This version is the one in force.": "此版本正在生效。",
  "SetDefaultPolicyVersion puts another version in force; DeletePolicy deletes the policy.":
    "请通过 SetDefaultPolicyVersion 改用其他版本；删除整个权限策略请使用 DeletePolicy。",
  "A policy is attached to the role.": "角色仍有权限策略。",
  "DetachPolicyFromRole detaches it; ListPoliciesForRole lists the policies.":
    "请通过 DetachPolicyFromRole 移除；权限策略可通过 ListPoliciesForRole 查询。",
  "There are as many as there may be.": "数量已达上限。",
  "Delete users: an account has 1,000.": "请删除部分 RAM 用户：一个账号最多 1,000 个。",
  "Delete one of the keys: a user has two.": "请删除其中一个密钥：一个 RAM 用户最多两个。",
  "Take the user out of another group: a user is in five.": "请将用户移出其他用户组：一个 RAM 用户最多加入五个。",
  "Detach other policies: a user has 20 system policies and 10 custom ones.":
    "请移除其他权限策略：一个 RAM 用户最多 20 个系统策略和 10 个自定义策略。",
  "Delete groups: an account has 50.": "请删除部分用户组：一个账号最多 50 个。",
  "Detach other policies: a group has 20 system policies and 5 custom ones.":
    "请移除其他权限策略：一个用户组最多 20 个系统策略和 5 个自定义策略。",
  "Delete policies: an account has 1,500 custom ones.": "请删除部分权限策略：一个账号最多 1,500 个自定义策略。",
  "Delete a version: a policy has five. RotateStrategy=DeleteOldestNonDefaultVersionWhenLimitExceeded does so by itself.":
    "请删除一个版本：一个权限策略最多五个。填写 RotateStrategy=DeleteOldestNonDefaultVersionWhenLimitExceeded 可自动删除。",
  "Delete roles: an account has 1,000.": "请删除部分角色：一个账号最多 1,000 个。",
  "Detach other policies: a role has 20 system policies and 5 custom ones.":
    "请移除其他权限策略：一个角色最多 20 个系统策略和 5 个自定义策略。",
  "Call with a principal that is allowed to by its own policies, and by the role's trust policy.":
    "请使用自身权限策略和角色信任策略都允许的身份调用。",
  "The account's root cannot act in a role.": "主账号不能以角色身份操作。",
  "Call with an AccessKey of a user who is allowed sts:AssumeRole.":
    "请使用拥有 sts:AssumeRole 权限的 RAM 用户的 AccessKey 调用。",
  "What was said of this denial is kept for a limited time.": "诊断信息只保留有限的时间。",
  "Make the call again and decode the message of its answer.": "请重新发起调用，并解码新响应中的诊断信息。",
  "Nothing is known of such a denial in this account.": "本账号没有这样的拒绝记录。",
  "Send EncodedDiagnosticMessage as it was answered, with a key of the account whose call was denied.":
    "请原样填写返回的 EncodedDiagnosticMessage，并使用被拒绝调用所属账号的密钥。",
};
