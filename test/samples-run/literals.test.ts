import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kindsFor, makeSample } from "../../src/reference/samples/kinds.ts";
import {
  csharpString,
  goString,
  javaString,
  jsString,
  phpString,
  pythonString,
  shellWord,
} from "../../src/reference/samples/literals.ts";
import { UnwritableValue } from "../../src/reference/samples/sample.ts";
import { find } from "../reference/described.ts";
import {
  hasGo,
  hasJdk,
  hasMono,
  hasPhp,
  hasPython,
  parseJava,
  readCsharp,
  readGo,
  readPhp,
  runTool,
} from "./toolchain.ts";

const nasty = [
  "",
  `"`,
  "'",
  "\\",
  "\\\\",
  `\\"`,
  `$HOME $${"{HOME}"} $(id) \`id\` {$x}`,
  "a\nb\r\nc\td",
  "中文，标题",
  "🎬 👩‍👩‍👧",
  "\\u0041 \\x41 \\101 \\N{DASH}",
  "%s %d %%",
  "-x",
  "--force",
  "!history !!",
  "*/ // # --> ]]> ?> <?php </script>",
  "\u2028\u2029\ufeff\u200b\u202e",
  "\u0001\u001b[31m\u007f\u0085",
  "\u{10ffff}\u{e0001}",
  "~ * ? [a] {a,b} ; & | < > ( )",
  '"""',
  "'''",
  `$${"{jndi:x}"} #{x} \\(x) %(x)s`,
  '{"a":"b\\"c"}',
];

const piece = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom("\\", '"', "'", "$", "`", "\n", "\r", "u0022", "x27", "{", "}"),
);
const writable = fc
  .array(piece, { maxLength: 6 })
  .map((pieces) => pieces.join(""))
  .filter((text) => !text.includes("\0") && text.isWellFormed());

const texts = [...nasty, ...fc.sample(writable, 1500)];

/** Every escape that the literals of Go, PHP and C# may hold, read as their manuals say. */
function readQuoted(literal: string, escapes: RegExp): string {
  expect(literal).toMatch(/^".*"$/s);
  const body = literal.slice(1, -1);
  const outside = body.replace(escapes, "");
  expect(outside, literal).not.toMatch(/["\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  return body.replace(escapes, (written) => {
    const simple = { n: "\n", r: "\r", t: "\t" }[written.charAt(1)];
    const code = /^\\[uU]\{?([0-9a-f]+)\}?$/.exec(written)?.[1];
    if (code === undefined) return simple ?? written.charAt(1);
    return code.length === 4 && !written.includes("{")
      ? String.fromCharCode(Number.parseInt(code, 16))
      : String.fromCodePoint(Number.parseInt(code, 16));
  });
}

describe("whatever a value holds, it is the same when it is read back by", () => {
  test("JavaScript", () => {
    const read = new Function(`return [${texts.map(jsString).join(",\n")}]`);
    expect(read()).toEqual(texts);
  });

  test("Python", () => {
    const escapes = /\\(?:["\\nrt]|u[0-9a-f]{4}|U[0-9a-f]{8})/g;
    for (const text of texts) expect(readQuoted(pythonString(text), escapes)).toBe(text);
    if (!hasPython()) return;
    const script = "import ast,json,sys\nprint(json.dumps([ast.literal_eval(t) for t in json.load(sys.stdin)]))";
    const { output, error } = runTool("python3", ["-c", script], JSON.stringify(texts.map(pythonString)));
    expect(error).toBe("");
    expect(JSON.parse(output)).toEqual(texts);
  });

  test("Java", () => {
    const escapes = /\\(?:["\\nrt]|u[0-9a-f]{4})/g;
    for (const text of texts) expect(readQuoted(javaString(text), escapes)).toBe(text);
    if (!hasJdk()) return;
    const fields = texts.map((text, index) => `String t${index} = ${javaString(text)};`);
    expect(parseJava([`class A {\n${fields.join("\n")}\n}`])).toEqual({ error: "", texts });
  });

  test("Go", () => {
    for (const text of texts)
      expect(readQuoted(goString(text), /\\(?:["\\nrt]|u[0-9a-f]{4}|U[0-9a-f]{8})/g)).toBe(text);
    if (hasGo()) expect(readGo(texts.map(goString))).toEqual(texts);
  });

  test("C#", () => {
    for (const text of texts) expect(readQuoted(csharpString(text), /\\(?:["\\nrt]|u[0-9a-f]{4})/g)).toBe(text);
    if (hasMono()) expect(readCsharp(texts.map(csharpString))).toEqual(texts);
  });

  test("PHP, with no variable in it", () => {
    const escapes = /\\(?:["\\nrt$]|u\{[0-9a-f]+\})/g;
    for (const text of texts) {
      const literal = phpString(text);
      expect(readQuoted(literal, escapes)).toBe(text);
      expect(literal.replace(escapes, "")).not.toContain("$");
    }
    if (hasPhp()) expect(readPhp(texts.map(phpString))).toEqual(texts);
  });

  test("a POSIX shell, as long as every character is seen", () => {
    const seen = texts.filter((text) => !shellWord(text).startsWith("$'"));
    expect(seen.length).toBeGreaterThan(100);
    expect(readWords("sh", seen)).toEqual(seen);
  });

  test("bash", () => {
    expect(readWords("bash", texts)).toEqual(texts);
  });
});

/** The words that a shell makes of them, each ended by a NUL. */
function readWords(shell: string, words: readonly string[]): readonly string[] {
  const script = words.map((word) => `printf '%s\\0' ${shellWord(word)}`).join("\n");
  const { output, error } = runTool(shell, ["-e"], `${script}\n`);
  expect(error).toBe("");
  return output.split("\0").slice(0, -1);
}

describe("code for a value", () => {
  const operation = find("CreateYikeProduction");
  const make = (Title: string) =>
    kindsFor("ICE").map((kind) =>
      makeSample(kind, { operation, product: "ICE", parameters: { Title }, endpoint: "http://127.0.0.1:8480" }),
    );

  test.each([
    ["a NUL", "a\0b"],
    ["half a character", "a\ud83c"],
  ])("with %s is refused, and the parameter is named", (_, value) => {
    expect(() => make(value)).toThrow(UnwritableValue);
    expect(() => make(value)).toThrow("Title");
  });

  test("is written for an address over https, too", () => {
    const request = { operation, product: "yike", parameters: {}, endpoint: "https://loft.example:8443" } as const;
    for (const kind of kindsFor("yike")) {
      const { code } = makeSample(kind, request);
      expect(code).toContain("loft.example:8443");
      expect(code).toMatch(/HTTPS|https:|--version 2026-03-19/);
      expect(code).not.toContain("--insecure");
    }
  });

  test("is refused for an address that is none", () => {
    const [kind] = kindsFor("ICE");
    const request = { operation, product: "ICE", parameters: {}, endpoint: "ftp://x" } as const;
    expect(() => kind && makeSample(kind, request)).toThrow("ftp://x");
  });

  test("shows its own characters, not escapes, when a reader can read them", () => {
    for (const { id, code } of make("秋季活动")) {
      if (id !== "curl") expect(code, id).toContain("秋季活动");
    }
  });
});
