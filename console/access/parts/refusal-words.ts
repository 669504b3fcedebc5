import { useLanguage } from "../../language/language.tsx";
import type { Refusal } from "../operation.ts";

/** What people can do about it, by the code of the contract; the server's own sentence stands for the others. */
const sentences: Readonly<Record<string, Readonly<Record<"en" | "zh", string>>>> = {
  "EntityAlreadyExists.User": {
    en: "The account has a user of this name; upper and lower case make no difference. Choose another name.",
    zh: "账号中已有同名用户（不区分大小写）。请换一个名称。",
  },
  "EntityAlreadyExists.Group": {
    en: "The account has a group of this name; upper and lower case make no difference. Choose another name.",
    zh: "账号中已有同名用户组（不区分大小写）。请换一个名称。",
  },
  "EntityAlreadyExists.Role": {
    en: "The account has a role of this name; upper and lower case make no difference. Choose another name.",
    zh: "账号中已有同名角色（不区分大小写）。请换一个名称。",
  },
  "EntityAlreadyExists.User.Group": { en: "The user is in this group already.", zh: "该用户已在此用户组中。" },
  "EntityAlreadyExists.User.Policy": { en: "The policy is attached already.", zh: "该权限策略已授予。" },
  "EntityAlreadyExists.Group.Policy": { en: "The policy is attached already.", zh: "该权限策略已授予。" },
  "EntityAlreadyExists.Role.Policy": { en: "The policy is attached already.", zh: "该权限策略已授予。" },
  "EntityAlreadyExists.User.LoginProfile": {
    en: "Meanwhile somebody has given this user a password. Read the page again.",
    zh: "其他人刚刚为该用户设置了密码。请重新读取页面。",
  },
  "EntityAlreadyExists.AccountAlias": {
    en: "Another account of this server has this alias. Choose another one.",
    zh: "本服务器的另一个账号已使用此别名。请换一个。",
  },
  "EntityNotExist.User": {
    en: "There is no user of this name, or not any more: it may have been renamed or deleted meanwhile.",
    zh: "没有此名称的用户，可能刚刚被改名或删除。",
  },
  "EntityNotExist.Group": {
    en: "There is no group of this name, or not any more: it may have been renamed or deleted meanwhile.",
    zh: "没有此名称的用户组，可能刚刚被改名或删除。",
  },
  "EntityNotExist.Role": {
    en: "There is no role of this name, or not any more: it may have been deleted meanwhile.",
    zh: "没有此名称的角色，可能刚刚被删除。",
  },
  "EntityNotExist.Policy": {
    en: "There is no such policy, or not any more: it may have been deleted meanwhile.",
    zh: "没有此权限策略，可能刚刚被删除。",
  },
  "EntityNotExist.User.AccessKey": {
    en: "The AccessKey is gone: somebody has deleted it meanwhile.",
    zh: "该 AccessKey 已被他人删除。",
  },
  "EntityNotExist.User.LoginProfile": { en: "The user has no password.", zh: "该用户没有设置密码。" },
  "EntityNotExist.User.Group": { en: "The user is not in this group any more.", zh: "该用户已不在此用户组中。" },
  "EntityNotExist.User.Policy": { en: "The policy is not attached any more.", zh: "该权限策略已被移除。" },
  "EntityNotExist.Group.Policy": { en: "The policy is not attached any more.", zh: "该权限策略已被移除。" },
  "EntityNotExist.Role.Policy": { en: "The policy is not attached any more.", zh: "该权限策略已被移除。" },
  "EntityAlreadyExists.Policy": {
    en: "There is a policy of this name, the account's own or the system's; upper and lower case make no difference.",
    zh: "已有同名策略（包括系统策略，不区分大小写）。请换一个名称。",
  },
  "EntityNotExist.Policy.Version": {
    en: "There is no such version, or not any more: it may have been deleted meanwhile.",
    zh: "没有此版本，可能刚刚被删除。",
  },
  "LimitExceeded.Policy": {
    en: "An account has at most 1,500 policies of its own.",
    zh: "一个账号最多有 1,500 条自定义策略。",
  },
  "DeleteConflict.Policy.User": {
    en: "The policy is attached to users. Detach it first.",
    zh: "策略仍授予用户，请先移除。",
  },
  "DeleteConflict.Policy.Group": {
    en: "The policy is attached to groups. Detach it first.",
    zh: "策略仍授予用户组，请先移除。",
  },
  "DeleteConflict.Policy.Role": {
    en: "The policy is attached to roles. Detach it first.",
    zh: "策略仍授予角色，请先移除。",
  },
  "DeleteConflict.Policy.Version.Default": {
    en: "Meanwhile this version was put in force, and what is in force cannot be deleted.",
    zh: "该版本刚刚被设为生效，生效版本不能删除。",
  },
  "LimitExceeded.User": { en: "An account has at most 1,000 users.", zh: "一个账号最多有 1,000 个用户。" },
  "LimitExceeded.User.AccessKey": {
    en: "There are as many AccessKeys as there may be. Delete one that is no longer used.",
    zh: "AccessKey 数量已达上限。请删除一个不再使用的密钥。",
  },
  "LimitExceeded.User.Group": { en: "A user is in five groups at most.", zh: "一个用户最多加入 5 个用户组。" },
  "LimitExceeded.User.Policy": {
    en: "A user has at most 20 system policies and 10 custom ones.",
    zh: "一个用户最多拥有 20 条系统策略和 10 条自定义策略。",
  },
  "LimitExceeded.Group": { en: "An account has at most 50 groups.", zh: "一个账号最多有 50 个用户组。" },
  "LimitExceeded.Group.Policy": {
    en: "A group has at most 20 system policies and 5 custom ones.",
    zh: "一个用户组最多拥有 20 条系统策略和 5 条自定义策略。",
  },
  "LimitExceeded.Role": { en: "An account has at most 1,000 roles.", zh: "一个账号最多有 1,000 个角色。" },
  "LimitExceeded.Role.Policy": {
    en: "A role has at most 20 system policies and 5 custom ones.",
    zh: "一个角色最多拥有 20 条系统策略和 5 条自定义策略。",
  },
  "InvalidParameter.Password.TooWeak": {
    en: "The password does not keep the account's rules for passwords.",
    zh: "密码不符合账号的密码规则。",
  },
  "InvalidParameter.NewPassword.TooWeak": {
    en: "The password does not keep the account's rules for passwords.",
    zh: "密码不符合账号的密码规则。",
  },
  "InvalidParameter.Password.ReusePrevention": {
    en: "The password was used not long ago. Choose another one.",
    zh: "该密码近期使用过。请换一个。",
  },
  "InvalidParameter.NewPassword.ReusePrevention": {
    en: "The password was used not long ago. Choose another one.",
    zh: "该密码近期使用过。请换一个。",
  },
  "InvalidParameter.OldPassword.Incorrect": { en: "This is not your present password.", zh: "当前密码不正确。" },
};

/** Why it was refused, in the language that is spoken where we have the words. */
export function useRefusalSentence({ code, message, diagnosis }: Refusal): string {
  const { language } = useLanguage();
  const sentence = Object.hasOwn(sentences, code) ? sentences[code]?.[language] : undefined;
  return sentence ?? diagnosis ?? message;
}
