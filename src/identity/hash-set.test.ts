import { expect, test } from "vitest";
import { HashSet } from "./hash-set.ts";

test("what was added is found, and nothing else, however many there are", () => {
  const set = new HashSet();
  const known = new Set<string>();
  let state = 12345;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
  let wrong = 0;
  let found = 0;
  for (let i = 0; i < 50_000; i++) {
    const [high, low] = [next() % 3, Math.imul(next() % 20_000, 0x9e3779b1)];
    const name = `${high} ${low >>> 0 || 1}`;
    if (set.has(high, low) !== known.has(name)) wrong += 1;
    if (known.has(name)) found += 1;
    set.add(high, low);
    known.add(name);
  }
  expect(wrong).toBe(0);
  expect(found).toBeGreaterThan(5000);
});

test("a half of zero is found again after the set has grown", () => {
  const set = new HashSet();
  set.add(7, 0);
  for (let i = 1; i < 5000; i++) set.add(i, Math.imul(i, 0x9e3779b1));
  expect(set.has(7, 0)).toBe(true);
});

test("halves may be negative, as bit operations give them", () => {
  const set = new HashSet();
  set.add(-1, -2);
  expect(set.has(-1, -2)).toBe(true);
  expect(set.has(0xffffffff, 0xfffffffe)).toBe(true);
  expect(set.has(-2, -1)).toBe(false);
});
