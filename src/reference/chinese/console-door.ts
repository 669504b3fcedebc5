/** What the console's door refuses with, for the person at the screen; placeholders as in the diagnoses. */
export const consoleDoorTexts: Readonly<Record<string, string>> = {
  "This is not a sign-in of this server: the name, the password or the AccessKey is wrong, or the user is locked for an hour after too many attempts.":
    "无法登录本服务器：名称、密码或 AccessKey 不正确，或用户因尝试次数过多已被锁定一小时。",
  "This account does not let its users sign in from {0}. An administrator can add the network to LoginNetworkMasks with SetSecurityPreference.":
    "本账号不允许用户从 {0!} 登录。管理员可用 SetSecurityPreference 将该网段加入 LoginNetworkMasks。",
  "an unknown address": "未知地址",
  "This password is too old, and the account lets only an administrator replace it, with UpdateLoginProfile.":
    "此密码已过期，且本账号只允许管理员用 UpdateLoginProfile 重设密码。",
  "The password must be changed. {0}. Send newPassword as well.": "须修改密码：{0!}。请同时填写 newPassword。",
  "It is too old": "密码已过期",
  "An administrator demands it": "管理员要求修改",
  "Too many attempts to sign in. Try again in {0} seconds.": "登录尝试过于频繁。请在 {0} 秒后重试。",
  "What was shown has just been changed. Sign in again.": "所用的凭证刚刚被更改。请重新登录。",
  "Send accessKeyId and accessKeySecret, or userName and password.":
    "请填写 accessKeyId 和 accessKeySecret，或 userName 和 password。",
  "Nobody is signed in, or the session is over.": "尚未登录，或会话已结束。",
  "There is no such session among those that you may end.": "在您有权结束的会话中，没有这个会话。",
  "This request came from another site than the console's own ({0}). If a proxy stands before the server, it must pass Host on unchanged and be named in MEDIALOFT_TRUSTED_PROXIES.":
    "此请求来自控制台以外的站点（{0}）。如果服务器前有代理，代理须原样传递 Host，并列入 MEDIALOFT_TRUSTED_PROXIES。",
  "The header {0} must carry the csrfToken of GET /session.": "请求头 {0} 须携带 GET /session 返回的 csrfToken。",
  "The console's door has nothing at this address.": "控制台接口没有此地址。",
  "This is asked with {0}.": "此地址须用 {0} 请求。",
  "The body must be sent as application/json.": "请求体须以 application/json 发送。",
  "The body must be one JSON object.": "请求体须为一个 JSON 对象。",
  "parameters must be one JSON object.": "parameters 须为一个 JSON 对象。",
  "parameters must be one object.": "parameters 须为一个对象。",
  "{0} must be a text of at most {1} characters.": "{0} 须为不超过 {1} 个字符的文本。",
  "format is json or xml.": "format 须为 json 或 xml。",
  "as is either {user} or {role}.": "as 须为 {user} 或 {role}。",
  "There is no product {0}: there are {1}.": "没有产品 {0}，只有：{1}。",
  "A call is made as a user or as a role, not as both.": "调用只能以用户或角色之一的身份发起，不能同时指定两者。",
  "Only roles of the own account can be checked without assuming them.":
    "只能检查本账号的角色；其他账号的角色须先扮演。",
  "An account's root cannot assume a role.": "主账号不能扮演角色。",
  "There is no role {0}.": "没有角色 {0}。",
  "The trust policy of {0} does not let {1} in.": "{0} 的信任策略不允许 {1} 扮演此角色。",
};
