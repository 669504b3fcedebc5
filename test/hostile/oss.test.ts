import { afterAll, beforeAll, expect, test } from "vitest";
import { rootKey, startTestServer, type TestServer } from "../server.ts";
import type { WireAnswer } from "./answers.ts";
import { type Attack, attack, type Plan, plans, watchProcess } from "./campaign.ts";
import { choose } from "./hostile-text.ts";
import { demand, judgeAny } from "./judge.ts";
import { judgeOss } from "./judge-oss.ts";
import { sendAll } from "./lanes.ts";
import { corrupt, rawMutations } from "./mutations.ts";
import { signForm } from "./oss-forms.ts";
import { formMutations, objectMutations, objectSignatureMutations } from "./oss-mutations.ts";
import { type ObjectDraft, schemes, signObjectRequest } from "./oss-requests.ts";
import { formFolder, mainBytes, makeObjectWorld, type ObjectTemplate, type ObjectWorld } from "./oss-world.ts";
import { type RawRequest, toBytes } from "./raw-request.ts";

const watched = watchProcess();
let server: TestServer;
let world: ObjectWorld;
beforeAll(async () => {
  server = await startTestServer();
  world = await makeObjectWorld(server);
});
afterAll(async () => {
  watched[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

const afterSigning = {
  ...rawMutations,
  ...Object.fromEntries(
    Object.entries(objectSignatureMutations).map(([name, apply]) => [name, { apply, isFramed: true }]),
  ),
};

/** Something that can be asked in several ways of signing, and spoiled before each. */
interface Target {
  readonly name: string;
  readonly statuses: readonly number[];
  sign(before: Plan["before"]): RawRequest;
}

function targetOf({ template: number }: Plan): Target {
  if (number % 12 === 0) return formTarget(number % 24 === 0 ? "v1" : "v4");
  const template = choose(world.templates, number >> 4);
  const scheme = choose(schemes, number >> 9);
  const draft = draftOf(template, scheme);
  return {
    name: `${template.name} ${scheme}`,
    statuses: template.statuses,
    sign(before) {
      const asked = before.reduce((one, { name, chance }) => objectMutations[name]?.(one, chance) ?? one, draft);
      // What cannot be a bucket is the beginning of a key to a client that signs without one.
      const withBucket = `${decodeURIComponent(asked.bucket)}/${asked.key}`;
      for (const key of [asked.key, withBucket]) signedKeys.add(key.toWellFormed());
      return signObjectRequest(asked);
    },
  };
}

/** All keys that were ever signed for. */
const signedKeys = new Set<string>();

const draftOf = (template: ObjectTemplate, scheme: ObjectDraft["scheme"]): ObjectDraft => ({
  credential: rootKey,
  ...template,
  bucket: world.bucket,
  host: world.host,
  scheme,
});

const formTarget = (version: "v1" | "v4"): Target => ({
  name: `PostObject ${version}`,
  // The field that asks for 201 is not signed: it may get lost.
  statuses: [201, 200, 204, 303],
  sign: (before) =>
    signForm(
      before.reduce((one, { name, chance }) => formMutations[name]?.(one, chance) ?? one, { ...world.form, version }),
    ),
});

function spoil(target: Target, plan: Plan): RawRequest {
  const request = target.sign(plan.before);
  return plan.after.reduce((one, { name, chance }) => afterSigning[name]?.apply(one, chance) ?? one, request);
}

/** Whether the request may be answered as if nothing had been changed. */
const isForged = ({ before, after }: Plan): boolean =>
  before.length === 0 && after.length === 1 && after.some(({ name }) => name in objectSignatureMutations);

const keepsMeaning = ({ before, after, noise }: Plan): boolean =>
  before.length + noise.length === 0 && after.every(({ name }) => rawMutations[name]?.keepsMeaning);

/** Readers may be asked for a part, or on a condition, without a new signature. */
const readerStatuses = [206, 304];

function prepare(plan: Plan): Attack {
  const target = targetOf(plan);
  let first: RawRequest | undefined = spoil(target, plan);
  const { method } = first;
  const steps = [...plan.before, ...plan.after].map(({ name }) => name);
  const wasSigned = plan.before.length === 0;
  return {
    name: `${target.name}: ${steps.join(", ") || "noise"}`,
    method,
    isFramed: plan.noise.length === 0 && plan.after.every(({ name }) => afterSigning[name]?.isFramed),
    make: () => {
      const bytes = toBytes(first ?? spoil(target, plan));
      first = undefined;
      return plan.noise.length === 0 ? bytes : corrupt(bytes, plan.noise);
    },
    judge(answers) {
      for (const answer of answers) {
        judgeAny(answer, world.secrets);
        judgeOss(answer, method === "HEAD");
        if (answer.status < 400 && wasSigned && method !== "OPTIONS") judgeSuccess(answer, target, plan);
      }
      const isUsual = target.statuses.includes(answers[0]?.status ?? 0);
      demand(isUsual || !keepsMeaning(plan), "What says the same was refused.");
    },
  };
}

function judgeSuccess({ status, headers, body }: WireAnswer, { statuses, name }: Target, plan: Plan): void {
  demand(!isForged(plan), "Another signature was taken.");
  const isReading = name.startsWith("GetObject") || name.startsWith("HeadObject");
  demand(statuses.includes(status) || (isReading && readerStatuses.includes(status)), `Answered with ${status}`);
  if (!name.startsWith("GetObject ") || body.length === 0) return;
  const start = Number(/^bytes (\d+)-/.exec(headers.get("content-range") ?? "bytes 0-")?.[1]);
  demand(mainBytes.subarray(start, start + body.length).equals(body), "Other bytes than those of the object came.");
}

test("10,000 spoiled requests are refused in the form of OSS, or answered like the request that was signed", async () => {
  const before = [...Object.keys(objectMutations), ...Object.keys(formMutations)];
  const began = performance.now();
  const { requests, statuses } = await attack({
    port: world.port,
    requests: 10_000,
    plans: plans(before, Object.keys(afterSigning)),
    prepare,
  });
  console.info(`${requests} requests in ${Math.round(performance.now() - began)} ms`, [...statuses].sort());
  expect(requests).toBe(10_000);
  expect(watched.unhandled).toEqual([]);
});

test("and nothing else came to be than what was signed for, and each request is answered as ever", async () => {
  const strangers = world.keys().filter((key) => !key.startsWith(formFolder) && !signedKeys.has(key));
  expect(strangers).toEqual([]);
  const targets = world.templates.flatMap((template) => schemes.map((scheme) => ({ template, scheme })));
  const sendings = targets.map(({ template, scheme }) => ({
    make: () => toBytes(signObjectRequest(draftOf(template, scheme))),
    method: template.method,
    isFramed: false,
  }));
  const answers = await sendAll(world.port, sendings);
  for (const [i, { template, scheme }] of targets.entries()) {
    const status = answers[i]?.[0]?.status;
    const usual = template.statuses.find((one) => one === status);
    expect([template.name, scheme, status]).toEqual([template.name, scheme, usual]);
  }
  expect(watched.unhandled).toEqual([]);
});
