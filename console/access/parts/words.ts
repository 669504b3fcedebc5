import type { Words } from "../../language/words.ts";

interface Member {
  readonly UserName: string;
  readonly GroupName: string;
}

const english = {
  loading: "Reading…",
  denied: "You may not see this",
  refused: "The server refused",
  missing: "It is not there",
  why: "Why this happens",
  details: "Details and the smallest policy",
  retry: "Read again",
  cancel: "Cancel",
  close: "Close",
  actions: "Actions",
  filter: "Filter by name",
  filtering: "Reading the rest of the list…",
  shown: (shown: number, all: number, hasMore: boolean) =>
    shown === all ? `${all}${hasMore ? "+" : ""} in all` : `${shown} of ${all}${hasMore ? "+" : ""}`,
  more: "Show more",
  nothingMatches: "Nothing on this list has these letters.",
  forgetFilter: "Show all",
  required: "This must be filled in.",
  cannotEmpty: "It can be changed, but no longer be emptied.",
  tooShort: (min: number) => `At least ${min} characters.`,
  tooLong: (max: number, has: number) => `At most ${max} characters; these are ${has}.`,
  wrongCharacter: (character: string, wants: string) =>
    `${character === " " ? "A space" : `“${character}”`} is not allowed here. ${wants}`,
  wants: {
    userName: "Letters, digits, dots, hyphens and underscores; at most 64.",
    groupName: "Letters, digits and hyphens; at most 64.",
    roleName: "Letters, digits, dots, hyphens, underscores and @; at most 64.",
  },
  overtaken:
    "Somebody else has saved another version since you opened this. Yours is still here: save again to replace theirs, or cancel to look at it.",
  picking: {
    filter: "Filter",
    none: "There is nothing to choose from.",
    cut: "Type to see the others.",
    chosen: (count: number) => `${count} chosen`,
    has: "already there",
    nothing: "Choose at least one.",
  },
  deleting: {
    title: (name: string) => `Delete ${name}?`,
    submit: "Delete",
    submitAll: (count: number) => (count === 1 ? "Remove this and delete" : `Remove all ${count} of these and delete`),
    conflict: (name: string) => `${name} is not deleted: this has to go first.`,
    free: (name: string) => `Nothing is attached to ${name} any more: it can be deleted now.`,
    remove: "Remove",
    removeNamed: (label: string) => `Remove ${label}`,
    kinds: { group: "Group", user: "Member", key: "AccessKey", password: "Login", policy: "Policy" },
  },
  secret: {
    title: "The secret is shown this once",
    lead: "Copy it or save the file before you close this box. Nobody can read it again, not even the server's owner: who loses it makes another key.",
    keyId: "AccessKey ID",
    secret: "AccessKey secret",
    download: "Save as a .env file",
    kept: "I have kept it: close",
    copyNamed: (name: string) => `Copy ${name}`,
    file: (who: string) => `AccessKey of ${who}. Keep it out of version control.`,
  },
  policyTypes: { Custom: "Custom", System: "System" },
  membership: {
    since: "Since",
    remove: "Remove",
    removeTitle: ({ UserName, GroupName }: Member) => `Take ${UserName} out of ${GroupName}?`,
    removeLead: ({ UserName, GroupName }: Member) =>
      `${UserName} loses what only ${GroupName} allows, with the next call.`,
  },
  attachments: {
    title: "Policies",
    lead: "What these policies allow, and their denials above all, counts from the next call on.",
    empty: "No policy is attached: nothing is allowed by one.",
    attach: "Attach policies",
    attachTo: (name: string) => `Attach policies to ${name}`,
    policy: "Policy",
    type: "Kind",
    since: "Since",
    detach: "Detach",
    detachNamed: (policy: string) => `Detach ${policy}`,
    detachTitle: (policy: string) => `Detach ${policy}?`,
    detachLead: (policy: string, name: string) =>
      `${name} loses what only ${policy} allows, with the next call. The policy itself stays.`,
    attached: (count: number) => (count === 1 ? "1 policy attached." : `${count} policies attached.`),
    detached: (policy: string) => `${policy} detached.`,
  },
};

const chinese: typeof english = {
  loading: "正在读取…",
  denied: "您无权查看此内容",
  refused: "服务器拒绝了请求",
  missing: "未找到",
  why: "了解原因",
  details: "详情与最小策略",
  retry: "重新读取",
  cancel: "取消",
  close: "关闭",
  actions: "操作",
  filter: "按名称筛选",
  filtering: "正在读取列表的其余部分…",
  shown: (shown: number, all: number, hasMore: boolean) =>
    shown === all ? `共 ${all}${hasMore ? "+" : ""} 项` : `${shown} / ${all}${hasMore ? "+" : ""} 项`,
  more: "显示更多",
  nothingMatches: "列表中没有包含这些字符的项。",
  forgetFilter: "显示全部",
  required: "此项必填。",
  cannotEmpty: "可以修改，但不能再清空。",
  tooShort: (min: number) => `至少 ${min} 个字符。`,
  tooLong: (max: number, has: number) => `最多 ${max} 个字符，当前为 ${has} 个。`,
  wrongCharacter: (character: string, wants: string) =>
    `此处不能使用${character === " " ? "空格" : `“${character}”`}。${wants}`,
  wants: {
    userName: "可用字母、数字、点、连字符和下划线，最多 64 个字符。",
    groupName: "可用字母、数字和连字符，最多 64 个字符。",
    roleName: "可用字母、数字、点、连字符、下划线和 @，最多 64 个字符。",
  },
  overtaken: "打开之后，其他人已保存了另一版本。您的内容仍在此处：再次保存将替换对方的版本，或取消后先行查看。",
  picking: {
    filter: "筛选",
    none: "没有可选的项。",
    cut: "输入文字可查看其余项。",
    chosen: (count: number) => `已选 ${count} 项`,
    has: "已存在",
    nothing: "请至少选择一项。",
  },
  deleting: {
    title: (name: string) => `删除 ${name}？`,
    submit: "删除",
    submitAll: (count: number) => (count === 1 ? "移除此项并删除" : `移除这 ${count} 项并删除`),
    conflict: (name: string) => `${name} 未被删除：需要先移除以下各项。`,
    free: (name: string) => `${name} 已没有任何关联，现在可以删除。`,
    remove: "移除",
    removeNamed: (label: string) => `移除 ${label}`,
    kinds: { group: "用户组", user: "成员", key: "AccessKey", password: "登录", policy: "权限策略" },
  },
  secret: {
    title: "密钥只显示这一次",
    lead: "关闭之前请先复制或保存文件。此后任何人都无法再次查看，服务器的所有者也不例外；遗失后只能另建一个密钥。",
    keyId: "AccessKey ID",
    secret: "AccessKey Secret",
    download: "保存为 .env 文件",
    kept: "我已保存，关闭",
    copyNamed: (name: string) => `复制 ${name}`,
    file: (who: string) => `${who} 的 AccessKey，请勿提交到版本库。`,
  },
  policyTypes: { Custom: "自定义", System: "系统" },
  membership: {
    since: "加入时间",
    remove: "移出",
    removeTitle: ({ UserName, GroupName }: Member) => `将 ${UserName} 移出 ${GroupName}？`,
    removeLead: ({ UserName, GroupName }: Member) =>
      `从下一次调用起，${UserName} 不再拥有仅由 ${GroupName} 允许的权限。`,
  },
  attachments: {
    title: "权限策略",
    lead: "策略从下一次调用起生效，其中的拒绝优先于一切允许。",
    empty: "尚未授予任何权限策略，因此没有策略允许任何操作。",
    attach: "授予权限策略",
    attachTo: (name: string) => `为 ${name} 授予权限策略`,
    policy: "权限策略",
    type: "类型",
    since: "授予时间",
    detach: "移除",
    detachNamed: (policy: string) => `移除 ${policy}`,
    detachTitle: (policy: string) => `移除 ${policy}？`,
    detachLead: (policy: string, name: string) =>
      `从下一次调用起，${name} 不再拥有仅由 ${policy} 允许的权限。策略本身会保留。`,
    attached: (count: number) => `已授予 ${count} 条权限策略。`,
    detached: (policy: string) => `已移除 ${policy}。`,
  },
};

export const partWords: Words<typeof english> = { en: english, zh: chinese };
