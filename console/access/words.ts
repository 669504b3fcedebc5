import type { Words } from "../language/words.ts";

const english = {
  title: "Access",
  parts: "Parts of access management",
  overview: "Overview",
  users: "Users",
  groups: "Groups",
  roles: "Roles",
  policies: "Policies",
  simulator: "Simulator",
  sessions: "Sessions",
  audit: "Audit log",
  mode: "Enforcement",
  signIn: "Sign in to manage access.",
  denied: "You may not see this",
  refused: (code: string) => `The server refused: ${code}`,
};

const chinese: typeof english = {
  title: "访问控制",
  parts: "访问控制的各个页面",
  overview: "概览",
  users: "用户",
  groups: "用户组",
  roles: "角色",
  policies: "权限策略",
  simulator: "策略模拟器",
  sessions: "会话",
  audit: "审计日志",
  mode: "生效模式",
  signIn: "请先登录，再管理访问权限。",
  denied: "您无权查看此内容",
  refused: (code: string) => `服务器拒绝了请求：${code}`,
};

export const accessWords: Words<typeof english> = { en: english, zh: chinese };
