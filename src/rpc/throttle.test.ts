import { expect, test } from "vitest";
import { Throttle } from "./throttle.ts";

/** How many calls in a row are let through. */
function take(throttle: Throttle, kind: "read" | "write", now: number, accountId = "1"): number {
  for (let count = 0; ; count++) {
    try {
      throttle.take(accountId, kind, now);
    } catch {
      return count;
    }
  }
}

test("an account has 100 reads and 20 writes at once, and again a second later", () => {
  const throttle = new Throttle();
  expect([take(throttle, "read", 0), take(throttle, "write", 0)]).toEqual([100, 20]);
  expect([take(throttle, "read", 500), take(throttle, "write", 500)]).toEqual([50, 10]);
  expect([take(throttle, "read", 1500), take(throttle, "write", 1500)]).toEqual([100, 20]);
});

test("what was not used is not saved up", () => {
  const throttle = new Throttle();
  throttle.take("1", "read", 0);
  expect(take(throttle, "read", 3_600_000)).toBe(100);
});

test("accounts do not use up each other's calls", () => {
  const throttle = new Throttle();
  expect(take(throttle, "write", 0)).toBe(20);
  expect(take(throttle, "write", 0, "2")).toBe(20);
});

test("a refusal says how long to wait, and after that time a call is let through", () => {
  const throttle = new Throttle();
  take(throttle, "write", 0);
  const refused = expect.objectContaining({ code: "Throttling.User", status: 400, retryAfterMs: 50 });
  expect(() => throttle.take("1", "write", 0)).toThrow(refused);
  expect(() => throttle.take("1", "write", 25)).toThrow(expect.objectContaining({ retryAfterMs: 25 }));
  throttle.take("1", "write", 50);
});

test("a clock that is set back does not shut an account out", () => {
  const throttle = new Throttle();
  throttle.take("1", "write", 3_600_000);
  expect(take(throttle, "write", 0)).toBe(19);
  expect(take(throttle, "write", 1000)).toBe(20);
});
