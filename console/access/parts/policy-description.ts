import { useCallback } from "react";
import { useLanguage } from "../../language/language.tsx";

export interface DescribedPolicy {
  readonly PolicyName: string;
  readonly PolicyType: string;
  readonly Description: string;
}

/** What system policies are for; the account's own are described by their makers. */
const inChinese: Readonly<Record<string, string>> = {
  AdministratorAccess: "对所有资源执行所有操作。",
  AliyunICEFullAccess: "媒资库的全部操作。",
  AliyunICEReadOnlyAccess: "读取媒资库，不含批量读取和搜索。",
  AliyunRAMFullAccess: "管理用户、用户组、角色和权限策略。",
  AliyunRAMReadOnlyAccess: "查看用户、用户组、角色和权限策略。",
  AliyunSTSAssumeRoleAccess: "扮演信任调用者的角色。",
  MedialoftReadOnlyAccess: "读取媒资库，包括批量读取和搜索，并可试验策略；不含审计日志。",
};

/** A policy's description in the language that is spoken. */
export function usePolicyDescription(): (policy: DescribedPolicy) => string {
  const { language } = useLanguage();
  return useCallback(
    ({ PolicyName, PolicyType, Description }) =>
      (language === "zh" && PolicyType === "System" && inChinese[PolicyName]) || Description,
    [language],
  );
}
