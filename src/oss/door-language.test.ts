import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, ask, openDoor, send, type TestDoor, type Unsigned } from "../../test/object-door.ts";

let door: TestDoor;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door[Symbol.asyncDispose]());

const field = ({ error }: Answer, name: string) => new RegExp(`<${name}>(.*?)</${name}>`, "s").exec(error)?.[1];

/** The same request from a reader of English and from one of Chinese. */
async function askBoth(unsigned: Unsigned) {
  const inLanguage = (language: string) =>
    ask(door, { ...unsigned, headers: { ...unsigned.headers, "Accept-Language": language } });
  return { english: await inLanguage("en-GB,zh;q=0.5"), chinese: await inLanguage("zh-CN,zh;q=0.9,en;q=0.8") };
}

describe("a refused request whose sender reads Chinese", () => {
  test.each<readonly [string, Unsigned, string]>([
    ["an object that there is not", { key: "missing" }, "指定的 Key 不存在。"],
    ["the same, asked for by HEAD", { method: "HEAD", key: "missing" }, "指定的 Key 不存在。"],
    [
      "a bucket that there is not",
      { bucket: "nobodys", key: "x" },
      "这里没有存储空间 &quot;nobodys&quot;。如果这是 Key 的开头，请为客户端配置存储空间的名称。",
    ],
    ["an operation that is not served", { method: "DELETE", key: "x" }, "DeleteObject 是 OSS 的操作，本服务器不提供。"],
    [
      "bytes that are not those of their MD5",
      { method: "PUT", key: "x", body: "x", headers: { "Content-MD5": "AAAAAAAAAAAAAAAAAAAAAA==" } },
      "请求体的 MD5 与随附的值不符。",
    ],
  ])("is told in Chinese of %s; what is the vendor's stays", async (_, unsigned, diagnosis) => {
    const { english, chinese } = await askBoth(unsigned);
    expect(field(chinese, "Diagnosis")).toBe(diagnosis);
    expect(field(english, "Diagnosis")).not.toMatch(/[\u4e00-\u9fff]/);
    for (const name of ["Code", "EC"]) expect(field(chinese, name)).toBe(field(english, name));
    expect(chinese.error).toContain(`<Message>${field(english, "Message")}</Message>`);
    // A cache on the way must not show one reader what was told to the other.
    for (const { headers } of [english, chinese]) expect(headers.vary).toBe("Accept-Language");
  });

  test("is told what is wrong with the signature", async () => {
    const credential = { ...door.account, accessKeySecret: `${door.account.accessKeySecret} ` };
    const { english, chinese } = await askBoth({ key: "present", credential });
    expect(field(english, "Diagnosis")).toBe(
      "The client's AccessKey secret carries a stray blank or line break. Trim the secret where the client reads it: environment variable, file or form field.",
    );
    expect(field(chinese, "Diagnosis")).toBe(
      "客户端的 AccessKey Secret 中有多余的空格或换行。请在客户端读取 Secret 的地方（环境变量、文件或表单字段）去除首尾空白。",
    );
  });

  test("is told so before it is signed at all", async () => {
    const answer = await send(door, { method: "GET", target: "/x/y", headers: { "Accept-Language": "zh" } });
    expect(field(answer, "Diagnosis")).toBe("请求未签名。这里没有任何公开的对象：请对请求签名，或使用已签名的 URL。");
  });
});
