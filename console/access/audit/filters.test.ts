import { describe, expect, test } from "vitest";
import { findFaults, noFilters, readFilters, toAsked, writeFilters } from "./filters.ts";

const now = Date.parse("2026-11-24T12:00:00Z");

describe("filters of the audit log", () => {
  test("stand in the address and come back from it", () => {
    const filters = { ...noFilters, span: "week", principal: "user/alice", decision: "SoftDeny" } as const;
    expect(String(writeFilters(filters))).toBe("span=week&principal=user%2Falice&decision=SoftDeny");
    expect(readFilters(writeFilters(filters))).toEqual(filters);
    expect(String(writeFilters(noFilters))).toBe("");
  });

  test("that an address made up are as if they were not there", () => {
    expect(readFilters(new URLSearchParams("span=ever&decision=Maybe&nothing=1"))).toEqual(noFilters);
  });

  test("ask for the span that ends now, or for the one that was chosen", () => {
    expect(toAsked({ ...noFilters, span: "hour" }, now)).toEqual({ StartTime: "2026-11-24T11:00:00.000Z" });
    expect(toAsked({ ...noFilters, span: "all" }, now)).toEqual({});
    const chosen = { since: "2026-11-01T00:00:00.000Z", until: "2026-11-02T00:00:00.000Z" };
    expect(toAsked({ ...noFilters, span: "custom", ...chosen }, now)).toEqual({
      StartTime: chosen.since,
      EndTime: chosen.until,
    });
    expect(String(writeFilters({ ...noFilters, span: "all", ...chosen }))).toBe("span=all");
  });

  test("take a bare name for a user's and a bare word for a part of an action's name", () => {
    const asked = (principal: string, action: string) => toAsked({ ...noFilters, span: "all", principal, action }, now);
    expect(asked(" alice ", "Delete")).toEqual({ Principal: "user/alice", ActionName: "*:*Delete*" });
    expect(asked("root", "ice:*")).toEqual({ Principal: "root", ActionName: "ice:*" });
    expect(asked("role/Reader", "")).toEqual({ Principal: "role/Reader" });
  });

  test("that cannot be meant are told by their fields", () => {
    expect(findFaults(noFilters)).toEqual([]);
    expect(findFaults({ ...noFilters, action: "ice:List*", principal: "acs:ram::1000000000000001:root" })).toEqual([]);
    expect(findFaults({ ...noFilters, action: "a b", principal: "a/b/c/d", status: "700" })).toEqual([
      "action",
      "principal",
      "status",
    ]);
  });
});
