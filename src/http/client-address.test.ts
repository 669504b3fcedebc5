import { describe, expect, test } from "vitest";
import { createClientReader } from "./client-address.ts";

type Headers = Record<string, string>;

/** As a request looks that arrives from this peer. */
function clientOf(trusted: readonly string[], peer: string | undefined, headers: Headers = {}, encrypted = false) {
  const socket = encrypted ? { remoteAddress: peer, encrypted } : { remoteAddress: peer };
  return createClientReader(trusted)({ socket, headers });
}

const addressOf = (trusted: readonly string[], peer: string, forwardedFor?: string) =>
  clientOf(trusted, peer, forwardedFor === undefined ? {} : { "x-forwarded-for": forwardedFor }).address;

const proxies = ["10.0.0.0/8", "fd00::/8", "198.51.100.7/32"];

describe("without a trusted proxy", () => {
  test("the client is who is connected, whatever its headers say", () => {
    const headers = { "x-forwarded-for": "192.0.2.1", "x-forwarded-proto": "https" };
    expect(clientOf([], "203.0.113.9", headers)).toEqual({ address: "203.0.113.9", protocol: "http" });
    expect(clientOf(proxies, "203.0.113.9", headers)).toEqual({ address: "203.0.113.9", protocol: "http" });
    expect(clientOf(proxies, "198.51.100.8", headers)).toEqual({ address: "198.51.100.8", protocol: "http" });
  });

  test("a connection over TLS is https, whatever its headers say", () => {
    expect(clientOf([], "203.0.113.9", { "x-forwarded-proto": "http" }, true).protocol).toBe("https");
  });

  test("a connection that is gone has no address", () => {
    expect(clientOf(["0.0.0.0/0", "::/0"], undefined, { "x-forwarded-for": "192.0.2.1" }).address).toBe("");
  });
});

describe("behind trusted proxies", () => {
  test.each([
    ["one proxy", "10.0.0.1", "203.0.113.9", "203.0.113.9"],
    ["a chain of them", "10.0.0.1", "203.0.113.9, 198.51.100.7,10.9.9.9", "203.0.113.9"],
    ["a proxy that says nothing", "10.0.0.1", undefined, "10.0.0.1"],
    ["a proxy that sends an empty header", "10.0.0.1", " ", "10.0.0.1"],
    ["proxies alone", "10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"],
  ])("the client is the first that is none, with %s", (_name, peer, forwardedFor, client) => {
    expect(addressOf(proxies, peer, forwardedFor)).toBe(client);
  });

  test("what the client wrote itself stands further left and is not believed", () => {
    expect(addressOf(proxies, "10.0.0.1", "192.0.2.66, 203.0.113.9")).toBe("203.0.113.9");
    expect(addressOf(proxies, "10.0.0.1", "10.0.0.5, 203.0.113.9, 10.0.0.2")).toBe("203.0.113.9");
  });

  test.each(["unknown", "_hidden", "999.1.1.1", "2130706433", "0x7f.1", "a.example", "", "203.0.113.9 192.0.2.1"])(
    "an entry %j ends the way at the proxy that wrote it",
    (entry) => {
      expect(addressOf(proxies, "10.0.0.1", `192.0.2.66, ${entry}, 10.0.0.2`)).toBe("10.0.0.2");
    },
  );

  test.each([
    ["203.0.113.9:4711", "203.0.113.9"],
    ["[2001:db8::9]:4711", "2001:db8::9"],
    ["[2001:db8::9]", "2001:db8::9"],
    ['"[2001:db8::9]:4711"', "2001:db8::9"],
    ["2001:DB8:0:0::9", "2001:db8::9"],
    ["::ffff:203.0.113.9", "203.0.113.9"],
    ["::ffff:cb00:7109", "203.0.113.9"],
    ["fe80::9%eth0", "fe80::9"],
  ])("%s is the address %s", (entry, address) => {
    expect(addressOf(proxies, "10.0.0.1", entry)).toBe(address);
  });

  test("a proxy is known in each spelling of its address", () => {
    expect(addressOf(proxies, "::ffff:10.0.0.1", "203.0.113.9")).toBe("203.0.113.9");
    expect(addressOf(proxies, "::ffff:a00:1", "203.0.113.9")).toBe("203.0.113.9");
    expect(addressOf(proxies, "fd00:0:0::1%eth0", "203.0.113.9")).toBe("203.0.113.9");
    expect(addressOf(proxies, "::10.0.0.1", "203.0.113.9")).toBe("::a00:1");
  });
});

describe("the protocol", () => {
  const protocolOf = (forwardedProto: string, forwardedFor?: string, encrypted = false) =>
    clientOf(
      proxies,
      "10.0.0.1",
      {
        "x-forwarded-proto": forwardedProto,
        ...(forwardedFor === undefined ? {} : { "x-forwarded-for": forwardedFor }),
      },
      encrypted,
    ).protocol;

  test("is what the proxy says that the client spoke, and the connection's own where it says nothing of use", () => {
    expect(protocolOf("https")).toBe("https");
    expect(protocolOf("HTTPS", "203.0.113.9")).toBe("https");
    expect(protocolOf("http", "203.0.113.9", true)).toBe("http");
    expect(protocolOf("wss", "203.0.113.9", true)).toBe("https");
    expect(protocolOf("", "203.0.113.9")).toBe("http");
  });

  test("is the client's entry where there is one for each address", () => {
    expect(protocolOf("https, http", "203.0.113.9, 10.0.0.2")).toBe("https");
    expect(protocolOf("http, https, http", "192.0.2.66, 203.0.113.9, 10.0.0.2")).toBe("https");
  });

  test("is what the nearest proxy wrote where entries and addresses do not go together", () => {
    expect(protocolOf("https, http", "203.0.113.9")).toBe("http");
  });
});
