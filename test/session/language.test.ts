import { afterAll, beforeAll, expect, test } from "vitest";
import { rootKey, startTestServer, type TestServer } from "../server.ts";
import { ask, ConsoleClient } from "./console-client.ts";

let server: TestServer;
let root: ConsoleClient;
beforeAll(async () => {
  server = await startTestServer();
  root = new ConsoleClient(server);
  await root.signIn({ ...rootKey });
  await root.call("RAM/CreateUser", { UserName: "alice" });
});
afterAll(() => server[Symbol.asyncDispose]());

const chinese = { "accept-language": "zh-CN" };

/** The fields of what an operation answers in the console, to a reader of Chinese if nothing else is said. */
async function call(operation: string, parameters: object, headers: Record<string, string> = chinese, as?: object) {
  const { body } = await root.post(`/session/call/${operation}`, { parameters, ...(as && { as }) }, headers);
  return JSON.parse(String(body.body)) as Record<string, unknown>;
}

const title = ["ICE/CreateYikeProduction", { Title: "x" }] as const;
const alice = { user: "alice" };

test("a denial is explained in the language that the browser asks for; what the wire says stays the vendor's", async () => {
  const english = await call(...title, {}, alice);
  const told = await call(...title, chinese, alice);
  expect(told).toMatchObject({ Code: english.Code, Message: english.Message, HostId: english.HostId });
  expect(String(english.Diagnosis).split("\n")[0]).toBe(
    "No policy is attached to the user alice, so nothing is allowed.",
  );
  expect(String(told.Diagnosis).split("\n").slice(0, 2)).toEqual([
    "用户 alice 未被授予任何权限策略，因此没有任何权限。",
    "允许此调用所需的最小权限策略，可授予该用户或其所属的用户组：",
  ]);
  expect(await call(...title, { "accept-language": "en-GB,en;q=0.9,zh;q=0.8" }, alice)).toMatchObject({
    Diagnosis: english.Diagnosis,
  });
});

test.each([
  ["ICE/CreateYikeProduction", {}, "该操作需要此参数。请填写 Title。"],
  ["ICE/ListYikeProductions", { PageSize: "many" }, "PageSize 无法使用。须为 1 到 50 之间的整数。"],
  ["ICE/ListYikeProduction", {}, "没有此名称的操作。最接近的是 ListYikeProductions。"],
  ["RAM/GetUser", { UserName: "nobody" }, "本账号没有此 RAM 用户。请检查拼写，并确认其属于本账号。"],
  [
    "RAM/TagResources",
    { ResourceType: "role", "ResourceNames.1": "r", "Tag.1.Value": "x" },
    "Tag 无法使用。类型应为 string，而收到的是 undefined。",
  ],
  [
    "ICE/RegisterYikeAssetMediaInfo",
    { InputURL: "x", MediaType: "video" },
    "InputURL 无法使用。须为 http、https 或 oss 地址。",
  ],
])("%s with %j is refused in Chinese", async (operation, parameters, diagnosis) => {
  expect(await call(operation, parameters)).toMatchObject({ Diagnosis: diagnosis });
});

test("the simulator explains decisions and statements, and warns of policies, in Chinese", async () => {
  const PolicyDocuments = JSON.stringify([
    JSON.stringify({ Version: "1", Statement: [{ Effect: "Deny", Action: "ice:Gett*", Resource: "*" }] }),
  ]);
  const { Results, Warnings } = await call("Medialoft/SimulatePolicy", { PolicyDocuments, "Actions.1": "ice:GettIt" });
  expect(Results).toMatchObject([
    {
      Statements: [{ Explanation: "拒绝对所有资源执行 ice 中以 Gett 开头的操作。" }],
      Explanation: expect.stringMatching(/^权限策略 document 1（授予用户 anybody）的第 1 条语句拒绝了此调用。/),
    },
  ]);
  expect(Warnings).toMatchObject([{ Message: expect.stringContaining("没有匹配 ice:Gett* 的操作。") }]);
});

test("the check before a call, and what the console's door refuses, are told in Chinese", async () => {
  const check = (query: string) =>
    root.ask(`/session/check?product=ICE&action=ListYikeProductions${query}`, { headers: chinese });
  expect((await check("&role=nobody")).body).toMatchObject({ sentence: "主账号不能扮演角色。" });
  expect((await check("&user=alice")).body).toMatchObject({
    needs: [{}, { diagnosis: expect.stringContaining("用户 alice 未被授予任何权限策略") }],
  });
  expect((await check("&parameters=[]")).body).toMatchObject({ message: "parameters 须为一个 JSON 对象。" });
  const nobody = new ConsoleClient(server);
  expect((await nobody.ask("/session/list", { headers: chinese })).body).toMatchObject({
    message: "尚未登录，或会话已结束。",
  });
  expect((await nobody.ask("/session/list")).body).toMatchObject({
    message: "Nobody is signed in, or the session is over.",
  });
});

test("the audit log tells in Chinese how a call came about", async () => {
  const records = async (parameters: object) =>
    (await call("Medialoft/ListAuditRecords", parameters)).AuditRecords as { readonly Detail?: string }[];
  const [made] = await records({ ActionName: "ice:CreateYikeProduction", Decision: "ImplicitDeny" });
  expect(made?.Detail).toBe(`由 acs:ram::${server.accountId}:root 通过控制台发起。`);
  const all = await records({ MaxItems: 1000 });
  const signIn = `acs:ram::${server.accountId}:root 使用 AccessKey ${rootKey.accessKeyId} 登录，来源地址为 127.0.0.1。`;
  expect(all.map(({ Detail }) => Detail)).toContain(signIn);
});

test("why an asset could not be prepared is told in the language of who asks", async () => {
  const { FileURL } = await call("ICE/CreateYikeAssetUpload", { FileExt: "mp4" });
  const { MediaId } = await call("ICE/RegisterYikeAssetMediaInfo", { InputURL: FileURL, MediaType: "video" });
  const reason = async (operation: string, parameters: object, headers = {}) => {
    const { MediaInfo, MediaInfos } = await call(`ICE/${operation}`, parameters, headers);
    const [record = MediaInfo] = (MediaInfos ?? []) as unknown[];
    return (record as { MediaBasicInfo: { StatusReason?: string } }).MediaBasicInfo.StatusReason;
  };
  const english = "Nothing has been uploaded to its address. Upload the file, then register it again.";
  await expect.poll(() => reason("GetYikeAssetMediaInfo", { MediaId }), { timeout: 30_000 }).toBe(english);
  const told = "该地址没有上传过文件。请先上传文件，再重新注册。";
  expect(await reason("GetYikeAssetMediaInfo", { MediaId }, chinese)).toBe(told);
  expect(await reason("BatchGetYikeAssetMediaInfos", { MediaIds: MediaId }, chinese)).toBe(told);
  expect(await reason("GetYikeAssetMediaInfo", { MediaId })).toBe(english);
});

test("a client of the API that names no language is told in English, and in Chinese one that asks for it", async () => {
  const address = `${server.apiUrl}/?Action=ListYikeProductions&Version=2020-11-09`;
  const silent = (await ask(address)).body;
  expect(silent.Diagnosis).toMatch(/^A parameter that every call needs is absent\./);
  expect((await ask(address, { headers: { "accept-language": "*" } })).body.Diagnosis).toBe(silent.Diagnosis);
  const asking = (await ask(address, { headers: chinese })).body;
  expect(asking.Diagnosis).toMatch(/^缺少每次调用都必需的公共参数。/);
  expect([asking.Code, asking.Message]).toEqual([silent.Code, silent.Message]);
});

test("what is too large for a call is told in Chinese at both doors", async () => {
  const body = "x".repeat(1024 * 1024 + 1);
  const send = async (path: string) => {
    const answer = await fetch(`${server.apiUrl}${path}`, { method: "POST", headers: chinese, body });
    return (await answer.json()) as Record<string, string>;
  };
  const told = "请求超出了调用的大小限制。一次调用最大 1 MiB；文件请上传到对象地址。";
  expect((await send("/?Action=ListYikeProductions")).Diagnosis).toBe(told);
  expect((await send("/session/sign-in")).message).toBe(told);
});

test("a signed call whose signature does not match is told in Chinese what is wrong with it", async () => {
  const query = new URLSearchParams({
    Action: "ListYikeProductions",
    Version: "2020-11-09",
    Format: "JSON",
    AccessKeyId: rootKey.accessKeyId,
    SignatureMethod: "HMAC-SHA1",
    SignatureVersion: "1.0",
    SignatureNonce: "1",
    Timestamp: new Date().toISOString().replace(/\.\d+/, ""),
    Signature: "x",
  });
  const answer = await fetch(`${server.apiUrl}/?${query}`, { headers: chinese });
  expect(answer.headers.get("vary")).toBe("Accept-Language");
  expect(await answer.json()).toMatchObject({
    Code: "SignatureDoesNotMatch",
    Diagnosis:
      "AccessKey Secret 可能有误：构造签名时的常见错误都无法解释此签名。请重新复制此 AccessKeyId 的 Secret。如果 Secret 无误，请比对服务器与客户端的待签名字符串。",
  });
});
