import fc from "fast-check";
import { expect, test } from "vitest";
import { redact } from "./redact.ts";

const shown = (parameters: Record<string, string>) => JSON.parse(redact(parameters));

test("what every call carries is left out", () => {
  const common = { Action: "GetUser", Version: "2015-05-01", AccessKeyId: "LTAI", SignatureNonce: "n", Timestamp: "t" };
  expect(shown({ ...common, UserName: "alice" })).toEqual({ UserName: "alice" });
});

test.each([
  "Password",
  "NewPassword",
  "OldPassword",
  "SecurityToken",
  "AccessKeySecret",
  "Signature",
  "x-oss-credential",
])("the value of %s is hidden", (name) => {
  expect(shown({ [name]: "hunter2-hunter2" })).toEqual({ [name]: "***" });
});

test.each([
  ["https://host/key?Expires=1&Signature=hunter2", "https://host/key?***"],
  ["https://host/key?sv=1&sig=hunter2", "https://host/key?***"],
  ["https://alice:hunter2@host/key", "https://***@host/key"],
  ["https://a/1?Signature=hunter2,https://b/2?Signature=hunter2", "https://a/1?***"],
  ['{"Callback":"https://host/cb?code=hunter2","Other":1}', '{"Callback":"https://host/cb?***","Other":1}'],
  ["host/key?security-token=hunter2", "host/key?***"],
])("the secret in %s is hidden", (value, expected) => {
  expect(shown({ InputURL: value })).toEqual({ InputURL: expected });
});

/** However it is spelled, and whether or not it is an address that anything could read. */
test.each([
  "https://bob:hunter2@host/a.mp4",
  "https://bob:p@hunter2@host/a.mp4",
  "https://bob:hunter2?x@host/a.mp4",
  "https://bob:x#hunter2@host/a.mp4",
  "https://bob:x/hunter2@host/a.mp4",
  "https://bob:12/hunter2@host/a.mp4",
  "https://bob.smith:12/hunter2@host/a.mp4",
  "https://bob:x/y@hunter2@host/a.mp4",
  "https://hunter2/x@host/a.mp4",
  "https://hunter2@host/a.mp4",
  "https:/bob:hunter2@host/a.mp4",
  "https:///bob:hunter2@host/a.mp4",
  "https:bob:hunter2@host/a.mp4",
  "https:\\\\bob:hunter2@host/a.mp4",
  "https:/\\bob:hunter2@host/a.mp4",
  "HTTPS://bob:hunter2@host/a.mp4",
  "//bob:hunter2@host/a.mp4",
  "bob:hunter2@host/a.mp4",
  "bob:x/hunter2@host/a.mp4",
  "ftp://bob:hunter2@host/a.mp4",
  "s3://AKIA:x/hunter2@bucket/key",
  "jdbc:mysql://bob:hunter2@host/db",
  "https://bob:x hunter2@host/a.mp4",
  "https://bob: hunter2@host/a.mp4",
  "https://bob:1 hunter2@host/a.mp4",
  "https://bob:x\thunter2@host/a.mp4",
  "https://bob:\nhunter2@host/a.mp4",
  "https:/\n/bob:hunter2@host/a.mp4",
  'https://bob:x"hunter2@host/a.mp4',
  "https://bob%3Ahunter2@host/a.mp4",
  "https://bob:hunter2%40host/a.mp4",
  "https://bob%3Ahunter2%40host/a.mp4",
  "https%3A%2F%2Fbob%3Ahunter2%40host%2Fa.mp4",
  "https%253A%252F%252Fbob%253Ahunter2%2540host%252Fa.mp4",
  "https://proxy.example/https%3A%2F%2Fbob%3Ahunter2%40host%2Fa.mp4",
  "bob%3Ahunter2%40host/a.mp4",
  "https://a.example/1.mp4,https://bob:hunter2@host/2.mp4",
  "https://a.example/1.mp4 https://bob:hunter2@host/2.mp4",
  "see https://a.example/1.mp4, then https://bob:hunter2@host",
  '["https://a.example/1.mp4","https://bob:hunter2@host/2.mp4"]',
  '{"Url":"https:\\/\\/bob:hunter2@host\\/a.mp4"}',
  '{"Url":"https:\\u002f\\u002fbob:hunter2\\u0040host/a.mp4"}',
  '{"Url":"\\u0068ttps://bob:hunter2\\u0040host/a.mp4"}',
  JSON.stringify({ Outer: JSON.stringify({ Url: "https://bob:hunter2@host/a.mp4" }) }),
  "https://host.example/a.mp4#access_token=hunter2",
  "https://host.example/a.mp4#hunter2",
  "https://host.example/a.mp4?x=1#hunter2",
  "https://host.example/a.mp4?x=y hunter2",
  "https:/host.example/a.mp4?hunter2",
  "https://host.example/a:/#@hunter2",
  "https://host.example/a\n(?:(@hunter2",
  "https://host.example/my film.mp4#hunter2",
  "https://host.example/a.mp4;jsessionid=hunter2",
  "https://host.example/a.mp4&token=hunter2",
  "https://host.example/a.mp4%3Ftoken=hunter2",
  "https://host.example/a.mp4%3Fsecurity-token%3Dhunter2",
  "host/a.mp4?x=hunter2",
  "host/a.mp4#id_token=hunter2",
  "x=1&password=hunter2",
  "//host/a.mp4?hunter2",
  '{"Url":"https://host.example/a.mp4\\u003ftoken=hunter2"}',
  '{"Headers":{"Authorization":"Bearer hunter2"}}',
  '{"Password":["hunter2"]}',
  '{"credentials":{"id":"hunter2"}}',
  '{"pass\\u0077ord":"hunter2"}',
  "{'password':'hunter2'}",
])("no spelling tells the secret in %j", (value) => {
  expect(redact({ InputURL: value })).not.toContain("hunter2");
});

/** What means something in an address, in JSON or in an escape. */
const piece = fc.constantFrom(
  ...`:@/\\?#%;,.&=+-_~!$'()*[]{}|^<> "\t\na1`,
  "%40",
  "%3A",
  "%2F",
  "%25",
  "\\u0040",
  '\\"',
);
const pieces = fc.array(piece, { maxLength: 4 }).map((list) => list.join(""));
const start = fc.constantFrom("https://", "https:/", "https:///", "https:\\\\", "https:", "//");

test("nor does any address in which a browser finds a user, a password, a query or a fragment", () => {
  const sign = fc
    .tuple(fc.constantFrom("", "bob", "bob:"), pieces, pieces)
    .map(([name, a, b]) => `${name}${a}SECRET${b}@`);
  const user = fc.tuple(start, sign).map(([scheme, signed]) => `${scheme}${signed}host.example/a.mp4`);
  const query = fc
    .tuple(start, pieces, fc.constantFrom("?", "#"), pieces, pieces)
    .map(([scheme, path, mark, a, b]) => `${scheme}host.example/a${path}${mark}${a}SECRET${b}`);
  const finds = (address: string) => {
    const found = URL.parse(address, "https://base.example");
    return found !== null && `${found.username}${found.password}${found.search}${found.hash}`.includes("SECRET");
  };
  fc.assert(
    fc.property(fc.oneof(user, query).filter(finds), (address) => {
      const once = JSON.stringify({ Url: address });
      const said = redact({ Plain: address, Once: once, Twice: JSON.stringify({ Inner: once }) });
      expect(said).not.toContain("SECRET");
    }),
    { numRuns: 3000 },
  );
});

const long = "x".repeat(3000);

test.each([`bob:${long}hunter2`, `bob:x@hunter2${long}`, `hunter2${long}`])(
  "nor one that begins where it is cut (%#)",
  (user) => {
    expect(redact({ InputURL: `https://${user}@host/a.mp4` })).not.toMatch(/hunter2|xxx/);
  },
);

test.each([
  "https://media.example.com/films/a.mp4",
  "https://media.example.com:8443/films/a.mp4",
  "https://media.example.com/@alice/photo@2x.png",
  "http://192.0.2.7:9000/bucket/photo@2x.png",
  "http://[2001:db8::1]:9000/bucket/photo@2x.png",
  "http://localhost:8080/bucket/photo@2x.png",
  "http://medialoft:8080/bucket/photo%402x.png",
  "https://media.example.com/a%20b%23c%3Fd.mp4",
  "https://媒体.example/电影.mp4",
  "oss://bucket/photo@2x.png",
  "oss://bucket/a=1&b:c.mp4",
  "https://a.example/1.mp4,https://b.example/2.mp4",
  "Have a look at https://a.example/1.mp4: it is by bob@example.com, or is it? (5 > 4)",
  '{"Url":"https://a.example/1.mp4","Mail":"bob@example.com"}',
  "acs:ram::1000000000000001:user/bob@example.com",
  '["acs:ram::1000000000000001:role/Reader/bob@example.com"]',
  "bob@example.com",
  "Top secret: how it was made",
])("%j stays as it is", (value) => {
  expect(shown({ InputURL: value })).toEqual({ InputURL: value });
});

test("what could be a secret's address or JSON is looked at, plain text stays", () => {
  expect(shown({ A: "plain text-1.0, a/b *", B: "" })).toEqual({ A: "plain text-1.0, a/b *", B: "" });
});

test("a secret within a JSON text is hidden, and the rest stays", () => {
  const sent = { Login: '{"UserName":"alice","Password":"hunter2"}', Key: '{"accessKeySecret" : "hunter2"}' };
  expect(shown(sent)).toEqual({ Login: '{"UserName":"alice","Password":"***"}', Key: '{"accessKeySecret":"***"}' });
});

test("so is one within a JSON text that is itself a value in one", () => {
  const nest = (password: string) => {
    const once = JSON.stringify({ Login: JSON.stringify({ Password: password }) });
    return { Once: once, Twice: JSON.stringify({ Inner: once }) };
  };
  expect(shown(nest("hunter2"))).toEqual(nest("***"));
});

test("so is the whole of a JSON text that is cut, or that has a secret under a name that is there twice", () => {
  const cut = JSON.stringify({ Password: "hunter2", Text: "v".repeat(3000) });
  expect(shown({ Cut: cut }).Cut).toBe("***");
  expect(shown({ Twice: '{"Url":"https://bob:hunter2@host","Url":"x"}' }).Twice).toBe('{"Url":"x"}');
});

test("a policy that speaks of tokens and passwords is shown", () => {
  const PolicyDocument = '{"Version":"1","Statement":[{"Effect":"Deny","Action":"ram:ChangePassword","Resource":"*"}]}';
  expect(shown({ PolicyDocument })).toEqual({ PolicyDocument });
});

test("what is long is cut, and what is many ends somewhere", () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`Name${n}`.repeat(40), "v".repeat(3000)]));
  expect(redact(many).length).toBeLessThan(200_000);
  expect(shown({ Text: "v".repeat(3000) }).Text).toMatch(/^v{1024}…$/);
});

test.each(["://", '"password', "?a=", '"'])("a megabyte of %s comes to an end", (text) => {
  expect(redact({ Text: text.repeat(2 ** 20 / text.length) }).length).toBeLessThan(3000);
});
