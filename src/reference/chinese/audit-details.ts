/** What the audit log says in Detail; placeholders as in the diagnoses. */
export const auditDetailTexts: Readonly<Record<string, string>> = {
  "In the console.": "通过控制台发起。",
  "In the console, for one call.": "通过控制台发起，仅用于一次调用。",
  "In the console, by {0}.": "由 {0} 通过控制台发起。",
  "By a user or role of another account, for whom its root stands.":
    "由其他账号的用户或角色发起，记录中以其主账号代表。",
  "{0} signed in {1}, from {2}.": "{0} {1!}登录，来源地址为 {2}。",
  "A sign-in {0} was refused, from {1}.": "{0!}登录被拒绝，来源地址为 {1}。",
  "by password": "使用密码",
  "with the AccessKey {0}": "使用 AccessKey {0} ",
  "as {0}": "以 {0} 的身份",
  "as a user that there is not": "以不存在的用户身份",
  "The root key {0} from the settings replaced {1}.": "配置中的主账号密钥 {0} 替换了 {1}。",
  "New root key {0}.": "新的主账号密钥 {0}。",
};
