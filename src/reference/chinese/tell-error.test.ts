import { globSync, readFileSync } from "node:fs";
import { parseSync } from "vite";
import { describe, expect, test } from "vitest";
import { ApiError } from "../../contract/errors.ts";
import { describeErrors } from "../describe-error.ts";
import { auditDetailTexts } from "./audit-details.ts";
import { consoleDoorTexts } from "./console-door.ts";
import { diagnosisTexts, schemaTexts } from "./diagnoses.ts";
import { errorTexts } from "./errors.ts";
import { fileTexts } from "./files.ts";
import { objectDoorTexts } from "./object-door.ts";
import { signatureTexts } from "./signatures.ts";
import { storageTexts } from "./storage.ts";
import { tellError, tellSentence, tellSentences } from "./tell-error.ts";
import { chineseTexts } from "./translate.ts";

const source = new URL("../../", import.meta.url);
const folders = "{contract,fetch,identity,library,media,operations,oss,rpc,session,signing,workers}/**/*.ts";
/** What else of storage is said is for who starts the server, and for its log. */
const ofStorage =
  "{storage/{complete-upload,disk,errors,objects,read-object,blob-file,uploads},database/{errors,group-commit,log-mover}}.ts";
const files = globSync([folders, ofStorage], { cwd: source }).filter(
  (path) => !/\.(test|gen)\.ts$|releases\.ts$|demo(-records)?\.ts$/.test(path),
);

interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly key?: { readonly name?: string };
  readonly properties?: readonly Node[];
  readonly arguments?: readonly Node[];
  readonly callee?: { readonly name?: string };
  readonly quasis?: readonly { readonly value: { readonly cooked: string } }[];
}

/** Each text of a program, `{0}`, `{1}`… for its values; not what the wire says, what examples hold, and what can never happen. */
function textsOf(node: Node): string[] {
  if (node.type === "NewExpression" && node.callee?.name === "Error") return [];
  if (node.type === "Property" && /^(examples|message)$/.test(node.key?.name ?? "")) return [];
  if (node.arguments?.some(isDiagnosed)) return node.arguments.filter(isDiagnosed).flatMap(textsOf);
  const own = typeof node.value === "string" ? [node.value] : [];
  const parts = node.type === "TemplateLiteral" ? (node.quasis ?? []).map(({ value }) => value.cooked) : [];
  const template = parts.reduce((text, part, i) => (i === 0 ? part : `${text}{${i - 1}}${part}`), "");
  const children = Object.values(node).filter((child) => typeof child === "object" && child !== null);
  return [...own, ...(parts.length > 1 ? [template] : parts), ...children.flatMap((child) => textsOf(child as Node))];
}

/** What has a diagnosis tells that, and not the message beside it. */
const isDiagnosed = ({ properties = [] }: Node): boolean => properties.some(({ key }) => key?.name === "diagnosis");

const textsIn = (paths: readonly string[]): ReadonlySet<string> =>
  new Set(
    paths.flatMap((path) => textsOf(parseSync(path, readFileSync(new URL(path, source), "utf8")).program as Node)),
  );
const hasContracts = (path: string): boolean => /^(contract|operations)\//.test(path);
const ofContracts = textsIn(files.filter(hasContracts));
const ofPrograms = textsIn(files.filter((path) => !hasContracts(path)));
/** They say much when the server is started, and some of it to the audit log. */
const ofStart = textsIn(["open-store.ts", "administration.ts"]);
const told = {
  ...diagnosisTexts,
  ...signatureTexts,
  ...objectDoorTexts,
  ...storageTexts,
  ...consoleDoorTexts,
  ...fileTexts,
  ...auditDetailTexts,
};
const entries = Object.entries({ ...told, ...schemaTexts });
const wireMessages: ReadonlySet<string> = new Set(describeErrors().map(({ message }) => message));
const contracts = chineseTexts.flatMap((texts) => Object.keys(texts));
const chinese = /[\u4e00-\u9fff]/;

/** A sentence, or the beginning of one that another sentence follows. */
const isSentence = (text: string): boolean => /[a-z}] [a-z{]/.test(text) && /\.( \{\d\}| )?$|[a-z]: \{\d\}$/.test(text);

/** Contracts are held against their own Chinese; a description may go on, and hold a value. */
function isOfContract(text: string): boolean {
  const parts = text.split(/\{\d\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`^${parts.join(".+")}( UTC\\.)?$`);
  return contracts.some((contract) => pattern.test(contract));
}

describe("what the server says of one case", () => {
  test("is all there in Chinese", () => {
    const said = [...ofPrograms, ...[...ofContracts].filter((text) => !isOfContract(text) && !wireMessages.has(text))];
    const sentences = said.filter(isSentence);
    expect(sentences.length).toBeGreaterThan(100);
    expect(sentences.filter((text) => !Object.hasOwn(told, text) && !Object.hasOwn(errorTexts, text))).toEqual([]);
  });

  test("is all still said", () => {
    expect(
      Object.keys(told).filter((text) => ![ofPrograms, ofContracts, ofStart].some((texts) => texts.has(text))),
    ).toEqual([]);
  });

  test("keeps its values, each once, and is Chinese around them", () => {
    const placesOf = (text: string) => (text.match(/\{\d!?\}/g) ?? []).map((place) => place.replace("!", "")).sort();
    expect(entries.filter(([english, text]) => placesOf(english).join() !== placesOf(text).join())).toEqual(
      entries.filter(([english]) => Object.hasOwn(schemaTexts, english) && /Too/.test(english)),
    );
    expect(entries.filter(([, text]) => !chinese.test(text) || /[a-z]{2,} [a-z]{2,}/.test(plain(text)))).toEqual([]);
  });

  test("is written alike: Chinese marks, and a blank between Chinese and Latin letters", () => {
    const odd = entries
      .map(([, text]) => text)
      .filter((text) => /[\u4e00-\u9fff][\w,;:?!(]|[\w,;?!)][\u4e00-\u9fff]/.test(text));
    expect(odd).toEqual([]);
  });
});

/** Without what is to be written letter for letter. */
const plain = (text: string): string => text.replace(/<[\w ]+>/g, "");

describe("an error in Chinese", () => {
  test("has its cause and its remedy, with the parameter's name", () => {
    expect(tellError(new ApiError("MissingParameter", { name: "Title" }), "zh")).toBe(
      "该操作需要此参数。请填写 Title。",
    );
    const english = describeErrors().map(({ key }) => tellError(new ApiError(key, { name: "Title" }), "zh"));
    expect(english.filter((text) => !chinese.test(text) || /[a-z]{2,} [a-z]{2,}/.test(text))).toEqual([]);
  });

  test("says what is said of this very case, values as they are", () => {
    const tell = (diagnosis: string) => tellError(new ApiError("InvalidParameter", { name: "Size", diagnosis }), "zh");
    expect(tell("Size cannot be used. It must be a whole number from 1 to 50.")).toBe(
      "Size 无法使用。须为 1 到 50 之间的整数。",
    );
    expect(tell("Tag cannot be used. Invalid input: expected string, received undefined")).toBe(
      "Tag 无法使用。类型应为 string，而收到的是 undefined。",
    );
    expect(
      tell(
        "The account's rules want at least 8 characters, a digit in a password. GetPasswordPolicy shows all of them.",
      ),
    ).toBe("账号的密码规则要求密码包含：至少 8 个字符、数字。可用 GetPasswordPolicy 查看全部规则。");
    expect(tell("A user has at most 10 policies of the account's own. Detach one, or join two into one.")).toBe(
      "一个用户最多可被授予 10 条自定义策略。请移除一条，或将两条合并为一条。",
    );
    expect(tellSentence("The file holds no sound; it holds a picture and a video.", "zh")).toBe(
      "文件中没有音频，其中有：图片、视频。",
    );
    expect(
      tellSentence(
        "The file could not be fetched. It leads to an address that is not fetched. Its host ::1 is not on the open internet (loopback). MEDIALOFT_ALLOW_PRIVATE_FETCH allows such addresses.",
        "zh",
      ),
    ).toBe(
      "无法获取文件。重定向到不能获取的地址。主机 ::1 不在公网上（loopback）。此类地址须用 MEDIALOFT_ALLOW_PRIVATE_FETCH 放行。",
    );
    expect(tellSentence("There is no role user.", "zh")).toBe("没有角色 user。");
    expect(tellSentence("The disk failed: syncing a data file (EIO).", "zh")).toBe(
      "磁盘故障：将数据文件同步到磁盘失败（EIO）。",
    );
  });

  test("says each of several sentences by itself, so that a value takes none of the next one in", () => {
    const cause = "The signature was made for GET, and the request arrived as POST.";
    const advice =
      "Encode names and values as RFC 3986 says before signing: all but letters, digits and - _ . ~ as %XX. JavaScript's encodeURIComponent leaves these five out.";
    const tell = tellSentences(cause, advice);
    expect(tell("en")).toBe(`${cause} ${advice}`);
    expect(tell("zh")).toBe(
      "签名针对 GET 请求，而收到的是 POST 请求。签名前请按 RFC 3986 对名称和值编码：除字母、数字和 - _ . ~ 外，一律写作 %XX。JavaScript 的 encodeURIComponent 不编码这五个字符。",
    );
  });

  test("says in English what is not known in Chinese, behind what is known of its kind", () => {
    const error = new ApiError("ServiceUnavailable", { diagnosis: "The disk is full." });
    expect(tellError(error, "zh")).toMatch(/^[^a-z]*\/readyz[^a-z]*\nThe disk is full\.$/);
    expect(tellError(error, "en")).toBe("The disk is full.");
    expect(tellError(error)).toBe("The disk is full.");
  });

  test("is made in Chinese where it can be", () => {
    const error = new ApiError("Forbidden", { diagnosis: (language) => `${language}: 7` });
    expect([tellError(error, "zh"), tellError(error, "en"), error.diagnosis]).toEqual(["zh: 7", "en: 7", "en: 7"]);
  });
});

test("what repeats a great deal of what was sent is not looked up for long", () => {
  const sent = " (x) is an operation of the vendor's that this server does not serve. Served are: x.".repeat(3000);
  const error = new ApiError("InvalidParameter", { name: "Size", diagnosis: `${sent}!` });
  expect(tellError(error, "zh")).toContain(`\n${sent}!`);
});
