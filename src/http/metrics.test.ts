import { expect, test } from "vitest";
import { Metrics } from "./metrics.ts";
import { Durations, writeFamily } from "./metrics-text.ts";

const found = { product: "ICE", operation: { name: "ListYikeProductions" } };

test("calls are counted by product, action and class of status, with how long they took", () => {
  const metrics = new Metrics();
  metrics.countCall({ found, status: 200, durationMs: 3, decision: "Allow" });
  metrics.countCall({ found, status: 200, durationMs: 30, decision: "Allow" });
  metrics.countCall({ found, status: 403, durationMs: 1, decision: "ImplicitDeny" });
  metrics.countCall({ found: undefined, status: 404, durationMs: 1, decision: undefined });
  const text = metrics.text([]);
  const labels = 'product="ICE",action="ListYikeProductions"';
  for (const line of [
    `medialoft_calls_total{${labels},status="2xx"} 2`,
    `medialoft_calls_total{${labels},status="4xx"} 1`,
    'medialoft_calls_total{product="",action="",status="4xx"} 1',
    `medialoft_calls_duration_seconds_bucket{${labels},le="0.001"} 1`,
    `medialoft_calls_duration_seconds_bucket{${labels},le="0.005"} 2`,
    `medialoft_calls_duration_seconds_bucket{${labels},le="+Inf"} 3`,
    `medialoft_calls_duration_seconds_count{${labels}} 3`,
    'medialoft_decisions_total{decision="Allow"} 2',
    'medialoft_decisions_total{decision="ImplicitDeny"} 1',
  ]) {
    expect(text.split("\n")).toContain(line);
  }
});

test("what outsiders send makes no label of its own", () => {
  const metrics = new Metrics();
  for (let i = 0; i < 1000; i++) metrics.countObjectRequest(`METHOD${i}`, 400, 1);
  metrics.countObjectRequest("PUT", 200, 1);
  const lines = metrics.text([]).match(/^medialoft_object_requests_total.*/gm);
  expect(lines).toEqual([
    'medialoft_object_requests_total{method="other",status="4xx"} 1000',
    'medialoft_object_requests_total{method="PUT",status="2xx"} 1',
  ]);
});

test("a value that is exactly a bound belongs below it", () => {
  const durations = new Durations();
  durations.observe(0.001);
  expect(durations.samples({})[0]).toEqual({ suffix: "_bucket", labels: { le: "0.001" }, value: 1 });
});

test("labels are escaped, and a family without samples is left out", () => {
  const samples = [{ labels: { a: 'x"\\\n' }, value: 1 }];
  expect(writeFamily({ name: "m", kind: "gauge", help: "H.", samples })).toBe(
    '# HELP m H.\n# TYPE m gauge\nm{a="x\\"\\\\\\n"} 1\n',
  );
  expect(writeFamily({ name: "m", kind: "gauge", help: "H.", samples: [] })).toBe("");
});

test("a request is counted in less than a microsecond of the processor", () => {
  const metrics = new Metrics();
  const rounds = 200_000;
  const cost = () => {
    const before = process.threadCpuUsage();
    for (let i = 0; i < rounds; i++) metrics.countCall({ found, status: 200, durationMs: i % 20, decision: "Allow" });
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / rounds;
  };
  expect(Math.min(...Array.from({ length: 5 }, cost))).toBeLessThan(1);
});
