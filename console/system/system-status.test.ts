import { describe, expect, test } from "vitest";
import { byKind, formatUptime, rateBetween, type ServerStatus } from "./system-status.ts";

describe("work", () => {
  test("is one row for each kind, whatever states it is in", () => {
    const jobs = [
      { Kind: "probe-asset", Status: "ready", Count: 3 },
      { Kind: "copy-remote", Status: "quarantined", Count: 1 },
      { Kind: "probe-asset", Status: "leased", Count: 2 },
    ];
    expect(byKind(jobs)).toEqual([
      { kind: "copy-remote", ready: 0, leased: 0, quarantined: 1 },
      { kind: "probe-asset", ready: 3, leased: 2, quarantined: 0 },
    ]);
    expect(byKind([])).toEqual([]);
  });
});

describe("writes a second", () => {
  const server = (Writes: number, UptimeSeconds: number) => ({ Writes, UptimeSeconds }) as ServerStatus;

  test("are counted between two readings", () => {
    expect(rateBetween(server(100, 10), server(150, 15), 5000)).toBe(10);
  });

  test("are not known from one reading, nor across a start", () => {
    expect(rateBetween(undefined, server(150, 15), 5000)).toBeUndefined();
    expect(rateBetween(server(100, 10), server(3, 1), 5000)).toBeUndefined();
    expect(rateBetween(server(100, 10), server(100, 10), 0)).toBeUndefined();
  });
});

test.each([
  [0, "0 seconds"],
  [59, "59 seconds"],
  [61, "1 minute 1 second"],
  [7200, "2 hours 0 minutes"],
  [3 * 86_400 + 5 * 3600 + 59, "3 days 5 hours"],
])("%d seconds are told as %s", (seconds, text) => {
  expect(formatUptime(seconds, "en")).toBe(text);
});
