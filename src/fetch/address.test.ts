import { describe, expect, test } from "vitest";
import { classifyAddress, isWithin } from "./address.ts";

describe("an address that no host on the open internet has is refused by what it is", () => {
  test.each([
    ["0.0.0.0", "no address at all"],
    ["0.1.2.3", "no address at all"],
    ["10.0.0.1", "private"],
    ["10.255.255.255", "private"],
    ["172.16.0.1", "private"],
    ["172.31.255.255", "private"],
    ["192.168.1.1", "private"],
    ["127.0.0.1", "loopback"],
    ["127.255.255.254", "loopback"],
    ["100.64.0.1", "shared by carriers and clouds"],
    ["100.100.100.200", "a cloud's own host"],
    ["100.127.255.255", "shared by carriers and clouds"],
    ["169.254.0.1", "link-local"],
    ["169.254.169.254", "a cloud's own host"],
    ["192.0.0.192", "a cloud's own host"],
    ["192.0.2.1", "reserved"],
    ["198.51.100.1", "reserved"],
    ["203.0.113.1", "reserved"],
    ["192.88.99.1", "reserved"],
    ["198.18.0.1", "reserved"],
    ["198.19.255.255", "reserved"],
    ["224.0.0.1", "multicast"],
    ["239.255.255.255", "multicast"],
    ["240.0.0.1", "reserved"],
    ["255.255.255.255", "broadcast"],
    ["168.63.129.16", "a cloud's own host"],
    ["::", "no address at all"],
    ["::1", "loopback"],
    ["fe80::1", "link-local"],
    ["febf::1", "link-local"],
    ["fec0::1", "private"],
    ["fc00::1", "private"],
    ["fd00:ec2::254", "a cloud's own host"],
    ["ff02::1", "multicast"],
    ["::ffff:127.0.0.1", "loopback"],
    ["::ffff:7f00:1", "loopback"],
    ["::ffff:a9fe:a9fe", "a cloud's own host"],
    ["::7f00:1", "loopback"],
    ["8.8.8.8]/", "not an address"],
    ["::1]/[::1", "not an address"],
    ["[::1]", "not an address"],
    ["::ffff:0:7f00:1", "loopback"],
    ["64:ff9b::7f00:1", "loopback"],
    ["64:ff9b::169.254.169.254", "a cloud's own host"],
    ["64:ff9b::100.100.100.200", "a cloud's own host"],
    ["64:ff9b::10.0.0.1", "private"],
    ["64:ff9b:0:0:0:1:808:808", "reserved"],
    ["::a00:1", "private"],
    ["::ffff:0:a9fe:a9fe", "a cloud's own host"],
    ["2002:6464:64c8::1", "a cloud's own host"],
    ["2002:c0a8:101:5::9", "private"],
    ["2001:0:808:808:0:0:f5ff:fffe", "private"],
    ["2001:0:a00:1:0:0:f7f7:f7f7", "private"],
    ["2606:4700::5efe:7f00:1", "loopback"],
    ["2606:4700::200:5efe:a9fe:a9fe", "a cloud's own host"],
    ["fe80::a9fe:a9fe", "a cloud's own host"],
    ["64:ff9b:1::1", "IPv4 inside IPv6"],
    ["64:ff9b:1::8.8.8.8", "IPv4 inside IPv6"],
    ["2002:7f00:1::", "loopback"],
    ["2001::1", "no address at all"],
    ["2001:2::1", "reserved"],
    ["2001:10::1", "reserved"],
    ["2001:20::1", "reserved"],
    ["2001:db8::1", "reserved"],
    ["3fff::1", "reserved"],
    ["5f00::1", "reserved"],
    ["100::1", "reserved"],
    ["4000::1", "reserved"],
    ["fe80::1%eth0", "not an address"],
    ["2606:4700::1111%eth0", "not an address"],
    ["2130706433", "not an address"],
    ["0x7f.1", "not an address"],
    ["0177.0.0.1", "not an address"],
    ["example.com", "not an address"],
    ["", "not an address"],
  ])("%s is %s", (address, kind) => {
    expect(classifyAddress(address, [])).toEqual({ ok: false, kind });
  });
});

test.each([
  "8.8.8.8",
  "100.63.255.255",
  "100.128.0.1",
  "172.32.0.1",
  "::ffff:8.8.8.8",
  "::8.8.8.8",
  "0:0::0:8.8.8.8",
  "64:ff9b::8.8.8.8",
  "::ffff:0:808:808",
  "2002:808:808::1",
  "2001:0:808:808:0:0:f7f7:f7f7",
  "2606:4700::5efe:808:808",
  "2606:4700::1111",
  "2400:3200::1",
])("%s is public", (address) => {
  expect(classifyAddress(address, [])).toEqual({ ok: true });
});

describe("an opened network", () => {
  test("opens its own addresses, also in their IPv6 spelling, and no others", () => {
    const allowed = ["192.168.7.0/24", "fd12::/16"];
    expect(classifyAddress("192.168.7.9", allowed).ok).toBe(true);
    expect(classifyAddress("::ffff:192.168.7.9", allowed).ok).toBe(true);
    expect(classifyAddress("fd12::9", allowed).ok).toBe(true);
    expect(classifyAddress("192.168.8.9", allowed).ok).toBe(false);
    expect(classifyAddress("64:ff9b::192.168.7.9", allowed).ok).toBe(true);
    expect(classifyAddress("64:ff9b::192.168.8.9", allowed).ok).toBe(false);
    expect(classifyAddress("fd13::9", allowed).ok).toBe(false);
    expect(classifyAddress("127.0.0.1", allowed).ok).toBe(false);
  });

  test("holds what lies in it", () => {
    expect(isWithin("10.1.2.3", ["10.0.0.0/8"])).toBe(true);
    expect(isWithin("11.1.2.3", ["10.0.0.0/8"])).toBe(false);
    expect(isWithin("64:ff9b::10.1.2.3", ["10.0.0.0/8"])).toBe(true);
    expect(isWithin("64:ff9b::11.1.2.3", ["10.0.0.0/8"])).toBe(false);
    expect(isWithin("nas.lan", ["10.0.0.0/8"])).toBe(false);
  });

  test.each([
    "100.100.100.200",
    "169.254.169.254",
    "::ffff:169.254.169.254",
    "64:ff9b::169.254.169.254",
    "2002:a9fe:a9fe::1",
    "::169.254.169.254",
    "64:ff9b:1:a9fe:a9:fe00::",
    "64:ff9b:1::a9fe:a9fe",
    "fd00:ec2::254",
    "168.63.129.16",
  ])("as wide as the world does not open %s, where a cloud tells its machines their secrets", (address) => {
    const kind = "a cloud's own host";
    expect(classifyAddress(address, ["0.0.0.0/0", "::/0"])).toEqual({ ok: false, kind });
    expect(classifyAddress(address, ["169.254.169.0/24", "100.64.0.0/10", "fd00::/8"])).toEqual(
      expect.objectContaining({ ok: false }),
    );
  });

  test("opens such an address when it holds that one alone", () => {
    expect(classifyAddress("169.254.169.254", ["169.254.169.254/32"]).ok).toBe(true);
    expect(classifyAddress("64:ff9b::169.254.169.254", ["169.254.169.254/32"]).ok).toBe(true);
    expect(classifyAddress("100.100.100.200", ["10.0.0.0/8", "100.100.100.200/32"]).ok).toBe(true);
    expect(classifyAddress("fd00:ec2::254", ["fd00:ec2::254/128"]).ok).toBe(true);
    expect(classifyAddress("100.100.100.200", ["169.254.169.254/32"]).ok).toBe(false);
    expect(classifyAddress("169.254.1.1", ["169.254.0.0/16"]).ok).toBe(true);
  });
});
