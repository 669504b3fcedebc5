import type { Words } from "../language/words.ts";

interface RequestWords {
  readonly title: string;
  readonly signedOut: string;
  readonly signIn: string;
  readonly denied: string;
  readonly notFound: string;
  readonly notFoundWhy: string;
  readonly failed: string;
  readonly time: string;
  readonly principal: string;
  readonly resource: string;
  readonly from: string;
  readonly result: string;
  readonly duration: string;
  readonly open: string;
}

/** Of the request that an error answer came from. */
export const requestWords: Words<RequestWords> = {
  en: {
    title: "The request itself",
    signedOut: "Sign in to see what the audit log says of this request.",
    signIn: "Sign in",
    denied: "You may not read the audit log: that needs medialoft:ListAuditRecords.",
    notFound: "Your account's audit log has no such request.",
    notFoundWhy:
      "It may be another account's, or older than the log goes back. A request that was refused before it was known who sent it, for its signature for instance, is in no account's log.",
    failed: "The audit log cannot be read just now.",
    time: "When",
    principal: "Who",
    resource: "Resource",
    from: "From",
    result: "Answer",
    duration: "Took",
    open: "Show it in the audit log",
  },
  zh: {
    title: "此次请求",
    signedOut: "登录后可查看审计日志中此次请求的记录。",
    signIn: "登录",
    denied: "您无权读取审计日志，需要 medialoft:ListAuditRecords 权限。",
    notFound: "您账号的审计日志中没有此次请求。",
    notFoundWhy:
      "该请求可能属于其他账号，或早于日志保留的时间。在确认发送者之前就被拒绝的请求（例如签名不匹配）不会记入任何账号的日志。",
    failed: "暂时无法读取审计日志。",
    time: "时间",
    principal: "调用者",
    resource: "资源",
    from: "源地址",
    result: "响应",
    duration: "耗时",
    open: "在审计日志中查看",
  },
};
