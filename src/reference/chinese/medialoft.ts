/** What the vendor's API lacks: accounts, audit log, sessions, simulation. */
export const medialoftTexts: Readonly<Record<string, string>> = {
  "Makes a further account on this server.": "在本服务器上创建新账号。",
  "16 digits.": "16 位数字。",
  "Id of its root AccessKey.": "主账号的 AccessKey ID。",
  "Secret of its root AccessKey, shown this once.": "主账号的 AccessKey Secret，仅在此次返回。",
  "Its bucket.": "账号的存储空间（Bucket）。",
  "For one test run": "用于一次测试运行",
  "Makes the policy that allows what was called, and nothing else.": "根据已发生的调用生成最小权限策略。",
  "Calls from then on count.": "统计的起始时间（含）。",
  "Calls before then count; now when absent.": "统计的结束时间（不含），不填时为当前时间。",
  "Only their calls count: user/alice, role/Reader, root, or a whole name. All users and roles when absent.":
    "只统计该主体的调用：user/alice、role/Reader、root 或完整的 ARN。不填时统计所有 RAM 用户和角色。",
  "Whether calls that policies denied count, too; false when absent.":
    "是否也统计被权限策略拒绝的调用，不填时为 false。",
  "The policy, as indented JSON; absent when it would allow nothing.":
    "权限策略内容，带缩进的 JSON；没有可允许的内容时不返回。",
  "How many calls counted.": "统计到的调用次数。",
  "Whether the policy allows what was called and nothing else. False when it had to name wider folders of objects to keep within its length, or when something stands in NotCovered.":
    "权限策略是否恰好只允许已发生的调用。为不超过长度而放宽了对象的目录范围，或 NotCovered 不为空时，为 false。",
  "What was called and the policy does not allow.": "已发生但权限策略未允许的调用。",
  "What was needed.": "所需的操作。",
  "Unnameable: a policy cannot name it, as it has * or ? in it, which would be wildcards there, or is no resource name at all. ExplicitDeny: a Deny forbade it, and would win over the policy. TrustPolicy: the role's trust policy did not let the caller in.":
    "Unnameable：无法写入权限策略，因为名称中含有 * 或 ?（写入后会成为通配符），或根本不是资源名称。ExplicitDeny：被 Deny 语句拒绝，且 Deny 优先于该权限策略。TrustPolicy：角色的信任策略不允许该调用者扮演角色。",
  "What an operation needs besides its own action is allowed, too.": "操作所依赖的其他权限也会一并允许。",
  "Calls that failed for other reasons than policies count, but not those answered with 400, which are malformed.":
    "因权限策略以外的原因失败的调用也计入；返回 400 的调用格式有误，不计入。",
  "Only folders of objects are widened to keep within the length; when that is not enough, the call is refused.":
    "为不超过长度，只会放宽对象的目录范围；若仍放不下，则拒绝此次调用。",
  "What one user called while policies were not enforced": "未强制执行权限策略期间，一个用户的调用",
  "Tells whether policies are enforced.": "查询是否强制执行权限策略。",
  "enforce or soft.": "取值为 enforce（强制）或 soft（宽松）。",
  "At first": "初始状态",
  "Lists who did what in the account.": "查询账号的审计日志。",
  "Only from then on.": "起始时间（含）。",
  "Only before then.": "结束时间（不含）。",
  "Only theirs: user/alice, role/Reader, or a whole name.":
    "只列出该主体的记录：user/alice、role/Reader 或完整的 ARN。",
  "Only calls that needed this action; * stands for any run.": "只列出需要该操作权限的调用，* 匹配任意字符。",
  "Only calls from this address, as records have it.": "只列出来自该源地址的调用，写法与记录中一致。",
  "Everything that was needed, when it was more than one.": "需要多项权限时，列出全部。",
  "What the caller needed.": "所需权限的操作。",
  "Only those so decided.": "只列出该鉴权结果的记录。",
  "Only those so answered: an HTTP status.": "只列出该 HTTP 状态码的记录。",
  "Only this call.": "只列出该次调用。",
  "Records of a page; 100 when absent.": "每页条数，不填时为 100。",
  "When the call came. UTC, with milliseconds.": "调用到达的时间（UTC，精确到毫秒）。",
  "call, or what was changed outside of any call.": "call 表示调用；其他值表示调用之外发生的变更。",
  "More about it: how a call came about that was not signed, or what the event was.":
    "补充说明：未签名的调用从何而来，或事件的内容。",
  "The call's request id.": "调用的请求 ID。",
  "Who called: a resource name.": "调用者的 ARN。",
  "What the caller wanted: of several needs the one that decided.":
    "所请求的操作；需要多项权限时，为起决定作用的一项。",
  "What was sent, as JSON: secrets are left out, long values cut.": "请求参数，JSON 格式；不含密钥，过长的值会截断。",
  "From where.": "源地址。",
  "Allow, ExplicitDeny, ImplicitDeny, or SoftDeny.": "鉴权结果：Allow、ExplicitDeny、ImplicitDeny 或 SoftDeny。",
  "identity, session or trust: which policies decided; absent when none was asked.":
    "起决定作用的策略层：identity、session 或 trust；未经鉴权则不返回。",
  "The statements that decided.": "起决定作用的语句。",
  "identity for a policy of user, group or role, session for the one of AssumeRole, trust for a role's trust policy.":
    "identity 表示用户、用户组或角色的权限策略，session 表示 AssumeRole 的会话策略，trust 表示角色的信任策略。",
  "The policy; absent for a session policy or trust policy.": "权限策略名称，会话策略和信任策略则不返回。",
  "For instance group/editors.": "所附加的主体，例如 group/editors。",
  "In its policy, from 1.": "语句在策略中的序号，从 1 开始。",
  "HTTP status of the answer.": "响应的 HTTP 状态码。",
  "Of the answer, if it was an error.": "错误码，仅在响应为错误时返回。",
  "How long it took.": "耗时，单位：微秒。",
  "Whether there may be another page.": "是否可能还有下一页。",
  "A page may have fewer records than MaxItems; the last one has no Marker.":
    "一页的记录可能少于 MaxItems；最后一页没有 Marker。",
  "A crash may lose the records of the last 100 ms, of calls that changed nothing.":
    "服务器崩溃时，最近 100 ms 内未作更改的调用记录可能丢失。",
  "When somebody of another account assumes a role, the role's account has a record of it, too, in which the other account's root stands for whoever it was.":
    "其他账号的用户或角色扮演角色时，角色所属的账号中也会留下记录，其中以对方的主账号代表调用者。",
  "Records of other nodes are seen 100 ms later.": "其他节点的记录会延迟 100 ms 可见。",
  "One call": "一次调用",
  "Lists temporary credentials.": "查询临时访问凭证列表。",
  "Only those of AssumeRole, or only those of uploads.": "只列出 AssumeRole 的凭证，或只列出上传凭证。",
  "Only those in this role.": "只列出该角色的凭证。",
  "Only those of this user.": "只列出该用户的凭证。",
  "Id of the temporary key.": "临时 AccessKey ID。",
  "role or upload.": "取值为 role（角色）或 upload（上传）。",
  "When it ends by itself. UTC.": "自然到期的时间（UTC）。",
  "The long-lived key, or the sign-in at the console, at the beginning of it, if it is one of this account.":
    "最初的来源：长期 AccessKey，或控制台的登录；不属于本账号则不返回。",
  "The user behind it, if there is one.": "背后的 RAM 用户，有则返回。",
  "Of AssumeRole: the role.": "AssumeRole 的凭证：角色。",
  "Of AssumeRole: the session's name.": "AssumeRole 的凭证：会话名称。",
  "Of AssumeRole: who is behind it, if it was said.": "AssumeRole 的凭证：会话背后的使用者，填写过才返回。",
  "Of an upload: the one key that it writes.": "上传凭证：唯一可写入的对象名称。",
  "Another account's user in a role of this account is listed without name and AccessKey.":
    "其他账号的用户扮演本账号的角色时，列表中不显示其名称和 AccessKey。",
  "In a role": "角色的会话",
  "Renews the credential of an upload.": "刷新上传凭证。",
  "The FileURL that CreateYikeAssetUpload answered.": "CreateYikeAssetUpload 返回的 FileURL。",
  "As CreateYikeAssetUpload answers it.": "与 CreateYikeAssetUpload 返回的相同。",
  "When the first has ended": "上一个凭证到期后",
  "The new credential ends with the role's session that this call is made in, not with that of the first one.":
    "新凭证随本次调用所在的角色会话失效，与获取上一个凭证的会话无关。",
  "Ends a temporary credential.": "吊销临时访问凭证。",
  "Id of the temporary key, as ListSessions answers it.": "临时 AccessKey ID，由 ListSessions 返回。",
  "Upload credentials that were made in it end with it. Sessions of AssumeRole that were made in it go on: they stand in the list, too.":
    "在该会话中创建的上传凭证随之失效；在该会话中通过 AssumeRole 获取的会话继续有效，同样可在列表中查到。",
  "A request that is being answered is answered to its end.": "正在处理的请求会处理完毕。",
  "Somebody in a role": "吊销角色会话",
  "Sets whether policies are enforced or only written down.": "设置权限策略是强制执行，还是仅作记录。",
  "enforce: what policies do not allow is refused. soft: it goes through and is recorded.":
    "enforce：拒绝权限策略不允许的调用。soft：放行并记录。",
  "In soft mode every user and role of the account can do everything in it.":
    "宽松模式下，账号的所有 RAM 用户和角色都可以在账号内执行任何操作。",
  "For one run of the tests": "用于一次测试运行",
  "Tells what policies would decide.": "模拟权限策略的鉴权结果。",
  "The policies, as JSON: at most 10. They count together.": "权限策略内容，JSON 格式，最多 10 个，合并生效。",
  "The policy that AssumeRole is called with: it takes away.": "调用 AssumeRole 时的会话策略，只会收窄权限。",
  "Who is to have them, as conditions see it in acs:PrincipalARN; a user of no name when absent.":
    "拥有这些权限策略的主体，即条件中的 acs:PrincipalARN；不填时为一个未命名的用户。",
  "The actions that are asked, at most 100.": "要模拟的操作，最多 100 个。",
  "On which resources each action is asked, at most 100 whole names. When absent, on what a call of the action names.":
    "每个操作所针对的资源，填写完整的 ARN，最多 100 个。不填时，为该操作的调用所涉及的资源。",
  "What conditions find: Key, for instance acs:SourceIp, and Value. A key may come several times; one that does not come is missing.":
    "条件可见的上下文：Key（例如 acs:SourceIp）和 Value。同一关键字可出现多次；未填写的视为缺失。",
  "The action.": "操作。",
  "The resource.": "资源。",
  "Allow, ExplicitDeny or ImplicitDeny.": "鉴权结果：Allow、ExplicitDeny 或 ImplicitDeny。",
  "identity or session: which policies decided.": "起决定作用的策略层：identity 或 session。",
  "What the statement says, in plain words.": "语句的含义，以文字说明。",
  "Keys that conditions asked for and Context lacks.": "条件需要而 Context 中缺少的关键字。",
  "Why, in plain words.": "原因，以文字说明。",
  "The smallest policy that would allow it; absent when it is allowed.":
    "足以允许该操作的最小权限策略，已允许时不返回。",
  "From 1; absent for the session policy.": "权限策略的序号，从 1 开始；会话策略则不返回。",
  "What kind of warning, for instance no-effect.": "警告的类型，例如 no-effect。",
  "The warning, in plain words.": "警告内容，以文字说明。",
  "Whether the account enforces policies makes no difference.": "结果与账号是否强制执行权限策略无关。",
  "What needs no Allow, such as sts:GetCallerIdentity, is not named.":
    "无需 Allow 即可调用的操作（如 sts:GetCallerIdentity）不会写入权限策略。",
  "What needs no Allow, such as sts:GetCallerIdentity, is decided as if it needed one.":
    "无需 Allow 的操作（如 sts:GetCallerIdentity）也按需要 Allow 来判定。",
  "One call makes at most 200 decisions.": "一次调用最多作出 200 次判定。",
  "The policies' characters times the characters of the resources and context values of all decisions are at most 250,000,000.":
    "策略的总字符数乘以所有判定的资源和上下文值的总字符数，不得超过 250,000,000。",
  "Looking at an asset from the office": "从办公室查看媒资",
  "Tells what a user, group or role may do.": "模拟 RAM 用户、用户组或角色的权限。",
  "A user, with the policies of all their groups.": "RAM 用户，包含其所在全部用户组的权限策略。",
  "Or a group.": "或用户组。",
  "Or a role.": "或角色。",
  "A user who looks and may not delete": "可查看、不可删除的用户",
};
