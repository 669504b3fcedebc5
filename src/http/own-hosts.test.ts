import { expect, test } from "vitest";
import { createOriginReader } from "./own-hosts.ts";

const originOf = (
  host: string | undefined,
  { localAddress = "127.0.0.1", protocol = "http" as "http" | "https", publicApiUrl = "https://loft.example" } = {},
) =>
  createOriginReader({ publicApiUrl, names: ["other.example:8480"] })(
    { headers: host === undefined ? {} : { host }, socket: { localAddress } },
    { address: "203.0.113.9", protocol },
  );

test("the public name is ours, and https when it is so called, whatever the last proxy speaks", () => {
  expect(originOf("loft.example")).toBe("https://loft.example");
  expect(originOf("LOFT.example")).toBe("https://loft.example");
  expect(originOf("other.example:8480")).toBe("http://other.example:8480");
  expect(originOf("other.example:8480", { protocol: "https" })).toBe("https://other.example:8480");
});

test.each(["localhost", "localhost:1", "127.0.0.1:8480", "127.9.9.9", "[::1]", "[::1]:8480"])("%s is ours", (host) => {
  expect(originOf(host)).toBe(`http://${host}`);
});

test("the address that the connection came in at is ours, in each spelling, and no other address", () => {
  expect(originOf("192.0.2.7:8480", { localAddress: "192.0.2.7" })).toBe("http://192.0.2.7:8480");
  expect(originOf("192.0.2.7", { localAddress: "::ffff:192.0.2.7" })).toBe("http://192.0.2.7");
  expect(originOf("[2001:db8:0::7]:1", { localAddress: "2001:db8::7" })).toBe("http://[2001:db8:0::7]:1");
  expect(originOf("192.0.2.8", { localAddress: "192.0.2.7" })).toBeUndefined();
});

test.each([
  undefined,
  "",
  "evil.example",
  "loft.example:8480",
  "loft.example.",
  "localhost.evil.example",
  "127.0.0.1.evil.example",
  "127.0.0.1@evil.example",
  "localhost:80:80",
  "0.0.0.0",
  "2130706433",
  "[::]",
])("%j is not ours", (host) => {
  expect(originOf(host)).toBeUndefined();
});
