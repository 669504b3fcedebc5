import { describe, expect, test } from "vitest";
import { parseForeignUrl } from "./parse-url.ts";

const parse = (text: string, allowPrivate: readonly string[] = []) => parseForeignUrl(text, { allowPrivate });
const reasonOf = (text: string, allowPrivate: readonly string[] = []) => {
  const parsed = parse(text, allowPrivate);
  return parsed.ok ? undefined : parsed.reason;
};

test("a URL's identity is its exact text without the fragment", () => {
  const parsed = parse("HTTPS://Media.Example.com/A%20b/../c.mp4?x=1#t=5#6");
  expect(parsed).toMatchObject({ ok: true, identity: "HTTPS://Media.Example.com/A%20b/../c.mp4?x=1" });
});

test.each([
  "http://example.com",
  "https://example.com:443/a.mp4",
  "http://example.com:80/a.mp4",
  "http://example.com/?q=a@b",
  "https://例子.测试/视频.mp4",
  "http://8.8.8.8/a.mp4",
  "https://[2606:4700::1111]/a.mp4",
])("%s may be fetched", (text) => {
  expect(reasonOf(text)).toBeUndefined();
});

describe("only http and https with a host, and no user name", () => {
  test.each([
    "file:///etc/passwd",
    "ftp://example.com/a.mp4",
    "gopher://example.com/",
    "data:video/mp4;base64,AAAA",
    "javascript:alert(1)",
    "/etc/passwd",
    "//example.com/a.mp4",
    "http:/example.com/",
    "http:///example.com/",
    "http://",
    "http://?a",
    "http://#a",
    "",
  ])("%j is not a URL to fetch", (text) => {
    expect(reasonOf(text)).toBe("It must be an http or https URL with a host.");
  });

  test.each([
    "http://u@example.com/",
    "http://u:p@example.com/",
    "http://@example.com/",
    "http://:@example.com/",
    "http://example.com@127.0.0.1/",
  ])("%s holds a user name or password", (text) => {
    expect(reasonOf(text)).toBe("It holds a user name or password.");
  });

  test.each(["http://:80/", "http://[::1/", "http://256.1.1.1/", "http://h:99999/", "http://[fe80::1%25eth0]/"])(
    "%s cannot be read",
    (text) => {
      expect(reasonOf(text)).toBe("It cannot be read as a URL.");
    },
  );
});

test.each([
  "http://example.com/a\r\nHost: b",
  "http://exa\tmple.com/",
  "http://example.com/a b",
  " http://example.com/",
  "http://example.com/\n",
  "http://example.com\\@127.0.0.1/",
  "http:\\\\example.com/",
  "http://example.com/\0",
  "http://example.com/\x7f",
  "http://example.com/\x85",
  "http://example.com/\u3000",
  "http://example.com/\ud800",
])("%j holds characters that readers take differently", (text) => {
  expect(reasonOf(text)).toBe("It holds blanks, backslashes or control characters.");
});

test.each([
  ["2130706433"],
  ["0x7f000001"],
  ["0x7f.1"],
  ["0177.0.0.1"],
  ["127.1"],
  ["134744072"],
  ["①②⑦.⓪.⓪.①"],
  ["127。0。0。1"],
  ["%31%32%37.0.0.1"],
])("%s is an address in an unusual spelling", (host) => {
  expect(reasonOf(`http://${host}/a.mp4`)).toBe("Its host is an IP address in an unusual spelling.");
});

test("a host with escapes or a trailing dot is refused", () => {
  expect(reasonOf("http://ex%61mple.com/")).toBe("Its host is in an unusual spelling.");
  for (const host of ["example.com.", "127.0.0.1.", "localhost.", "example.com.:80"])
    expect(reasonOf(`http://${host}/`)).toBe("Its host ends with a dot.");
});

test.each([
  ["127.0.0.1", "127.0.0.1", "loopback"],
  ["10.1.2.3", "10.1.2.3", "private"],
  ["169.254.1.1", "169.254.1.1", "link-local"],
  ["100.64.0.1", "100.64.0.1", "shared by carriers and clouds"],
  ["0.0.0.0", "0.0.0.0", "no address at all"],
  ["[::1]", "::1", "loopback"],
  ["[::]", "::", "no address at all"],
  ["[::ffff:127.0.0.1]", "::ffff:7f00:1", "loopback"],
  ["[::127.0.0.1]", "::7f00:1", "loopback"],
  ["[64:ff9b::7f00:1]", "64:ff9b::7f00:1", "loopback"],
  ["[2002:7f00:1::]", "2002:7f00:1::", "loopback"],
  ["localhost", "localhost", "loopback"],
  ["media.LOCALHOST", "media.localhost", "loopback"],
  ["ｌocalhost", "localhost", "loopback"],
])("%s is refused at once, and the reason names the setting that allows it", (written, host, kind) => {
  expect(reasonOf(`http://${written}/a.mp4`)).toBe(
    `Its host ${host} is not on the open internet (${kind}). MEDIALOFT_ALLOW_PRIVATE_FETCH allows such addresses.`,
  );
});

test.each([
  ["169.254.169.254", "169.254.169.254"],
  ["[64:ff9b::6464:64c8]", "64:ff9b::6464:64c8"],
])("%s is refused in the widest of networks, and the reason says how it is allowed", (written, host) => {
  expect(reasonOf(`http://${written}/latest/meta-data`, ["0.0.0.0/0", "::/0"])).toBe(
    `Its host ${host} is not on the open internet (a cloud's own host). MEDIALOFT_ALLOW_PRIVATE_FETCH allows such an address only in an entry of its own.`,
  );
});

describe("ports", () => {
  test.each(["http://example.com:22/", "https://8.8.8.8:8443/", "http://example.com:0/"])("%s is refused", (text) => {
    expect(reasonOf(text)).toBe("Its port is neither 80 nor 443.");
  });

  test("a host in an opened network may use any port, and a public address still may not", () => {
    expect(reasonOf("http://192.168.7.9:5000/", ["192.168.7.0/24"])).toBeUndefined();
    expect(reasonOf("http://[fd12::9]:5000/", ["fd12::/16"])).toBeUndefined();
    expect(reasonOf("http://localhost:5000/", ["127.0.0.0/8"])).toBeUndefined();
    expect(reasonOf("http://nas.lan:5000/", ["192.168.7.0/24"])).toBeUndefined();
    expect(reasonOf("http://8.8.8.8:5000/", ["192.168.7.0/24"])).toBe("Its port is neither 80 nor 443.");
    expect(reasonOf("http://localhost/", ["192.168.7.0/24"])).toContain("loopback");
  });
});

test("a URL of 2048 bytes is taken and a longer one is not", () => {
  const start = "http://example.com/";
  expect(reasonOf(start.padEnd(2048, "a"))).toBeUndefined();
  expect(reasonOf(start.padEnd(2049, "a"))).toBe("It is longer than 2048 bytes.");
  expect(reasonOf(start + "影".repeat(700))).toBe("It is longer than 2048 bytes.");
});
