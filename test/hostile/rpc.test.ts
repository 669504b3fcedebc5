import { afterAll, beforeAll, expect, test } from "vitest";
import { call, rootKey, startTestServer, type TestServer, waitUntilPrepared } from "../server.ts";
import type { WireAnswer } from "./answers.ts";
import { type Attack, attack, type Plan, plans, watchProcess } from "./campaign.ts";
import { choose } from "./hostile-text.ts";
import { demand, judgeAny } from "./judge.ts";
import { asksForPage, judgeRpc, type Success } from "./judge-rpc.ts";
import { sendAll, show } from "./lanes.ts";
import { corrupt, rawMutations } from "./mutations.ts";
import { type RawRequest, toBytes } from "./raw-request.ts";
import { type CallDraft, type CallTemplate, type Carrier, carriers, exampleCalls, signCall } from "./rpc-calls.ts";
import { callMutations, signatureMutations } from "./rpc-mutations.ts";

const watched = watchProcess();
const secrets = [rootKey.accessKeySecret, Buffer.from(rootKey.accessKeySecret).toString("base64")];
const formats = ["JSON", "XML", undefined] as const;

let server: TestServer;
let port: number;
let templates: readonly [CallTemplate, ...CallTemplate[]];
beforeAll(async () => {
  server = await startTestServer();
  port = Number(new URL(server.apiUrl).port);
  templates = [...(await knownCalls()), ...exampleCalls()] as unknown as typeof templates;
});
afterAll(async () => {
  watched[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

/** Calls about things that are there, whose answers stay the same. */
async function knownCalls(): Promise<CallTemplate[]> {
  const upload = await call(server, "CreateYikeAssetUpload", { FileExt: "txt" });
  const FileURL = String(upload.FileURL);
  const { MediaId } = await call(server, "RegisterYikeAssetMediaInfo", { InputURL: FileURL, MediaType: "text" });
  await waitUntilPrepared(server, String(MediaId));
  const open = await call(server, "CreateYikeAssetUpload", { FileExt: "mp4" });
  const ice = (action: string, parameters: Record<string, string>): CallTemplate => ({
    action,
    version: "2020-11-09",
    parameters: Object.entries(parameters),
    isStable: true,
  });
  return [
    ice("GetYikeAssetMediaInfo", { MediaId: String(MediaId) }),
    ice("BatchGetYikeAssetMediaInfos", { MediaIds: `${MediaId},unknown` }),
    ice("DeleteYikeAssetMediaInfos", { MediaIds: "unknown", LogicDelete: "false" }),
    ice("CreateYikeAssetUpload", { FileExt: "mov" }),
    { ...ice("RefreshAssetUpload", { FileURL: String(open.FileURL) }), version: "2026-11-01" },
    ice("SubmitYikeAIAppJob", { AppId: "x" }),
    ice("ListYikeProductions", { PageSize: "1" }),
    ice("ListYikeAssetFolders", {}),
  ];
}

function draftOf({ template: number }: Plan): { draft: CallDraft; template: CallTemplate } {
  // The known ones come as often as all the others.
  const known = templates.slice(0, 8) as [CallTemplate, ...CallTemplate[]];
  const template = number % 2 ? choose(known, number >> 1) : choose(templates, number >> 1);
  const carrier: Carrier = choose(carriers, number >> 5);
  const format = formats[(number >> 9) % 3];
  const draft: CallDraft = {
    ...template,
    carrier,
    format,
    host: new URL(server.apiUrl).host,
    credential: rootKey,
  };
  return { draft, template };
}

const formatOf = ({ format, carrier }: CallDraft): "json" | "xml" =>
  format === "XML" || (format === undefined && carrier.scheme !== "ACS3") ? "xml" : "json";

/** What unmutated calls are answered: undefined when they are refused. */
const baselines = new Map<string, Success | undefined>();
const nameOf = ({ action, version, parameters }: CallTemplate, format: string): string =>
  JSON.stringify([action, version, parameters, format]);

async function ask(draft: CallDraft): Promise<Success | undefined> {
  const make = () => toBytes(signCall(draft));
  const [answers] = await sendAll(port, [{ make, method: draft.carrier.method, isFramed: false }]);
  const answer = answers?.[0];
  demand(answer, "No answer.");
  try {
    return judgeRpc(answer, false);
  } catch (error) {
    throw new Error(`${draft.action}: ${error} in ${show(answer.body)}`, { cause: error });
  }
}

const afterSigning = {
  ...rawMutations,
  ...Object.fromEntries(Object.entries(signatureMutations).map(([name, apply]) => [name, { apply, isFramed: true }])),
};

function spoil(draft: CallDraft, plan: Plan): RawRequest {
  const changed = plan.before.reduce((one, { name, chance }) => callMutations[name]?.(one, chance) ?? one, draft);
  return plan.after.reduce((one, { name, chance }) => afterSigning[name]?.apply(one, chance) ?? one, signCall(changed));
}

function prepare(plan: Plan): Attack {
  const { draft, template } = draftOf(plan);
  let first: RawRequest | undefined = spoil(draft, plan);
  const { method } = first;
  const isFramed = plan.noise.length === 0 && plan.after.every(({ name }) => afterSigning[name]?.isFramed);
  const steps = [...plan.before, ...plan.after].map(({ name }) => name);
  return {
    name: `${template.action} ${JSON.stringify(draft.carrier)} ${draft.format}: ${steps.join(", ") || "noise"}`,
    method,
    isFramed,
    make: () => {
      const bytes = toBytes(first ?? spoil(draft, plan));
      first = undefined;
      return plan.noise.length === 0 ? bytes : corrupt(bytes, plan.noise);
    },
    judge(answers, bytes) {
      for (const answer of answers) judgeAnswer(answer, bytes);
      const mustBeTaken = template.isStable && keepsMeaning(plan) && baselineOf(template, draft) !== undefined;
      demand(answers[0]?.status === 200 || !mustBeTaken, "What says the same was refused.");
    },
  };

  function judgeAnswer(answer: WireAnswer, bytes: Buffer): void {
    judgeAny(answer, secrets);
    if (asksForPage(bytes)) return;
    const success = judgeRpc(answer, method === "HEAD");
    demand(!success || !isForged(plan), "Another signature was taken.");
    if (success && plan.before.length === 0) compare(success, template, draft);
  }
}

const isForged = ({ before, after }: Plan): boolean =>
  before.length === 0 && after.length === 1 && after.some(({ name }) => name in signatureMutations);

const keepsMeaning = ({ before, after, noise }: Plan): boolean =>
  before.length + noise.length === 0 && after.every(({ name }) => rawMutations[name]?.keepsMeaning);

const baselineOf = (template: CallTemplate, draft: CallDraft): Success | undefined =>
  baselines.get(nameOf(template, formatOf(draft)));

/** A call that is taken although it was changed must have the answer of the call that was signed. */
function compare(success: Success, template: CallTemplate, draft: CallDraft): void {
  const baseline = baselineOf(template, draft);
  if (!baseline || !template.isStable) return;
  demand(success.text === baseline.text, `Answered ${success.text}, not ${baseline.text}`);
}

const plainDraft = (template: CallTemplate, format: "JSON" | "XML"): CallDraft => ({
  ...draftOf({ template: 0, before: [], after: [], noise: [] }).draft,
  ...template,
  format,
});

test("10,000 spoiled calls are refused in the envelope of calls, or answered like the call that was signed", async () => {
  for (const template of templates) {
    for (const format of ["JSON", "XML"] as const) {
      const draft = plainDraft(template, format);
      const success = await ask(draft);
      baselines.set(nameOf(template, formatOf(draft)), success);
    }
  }
  expect([...baselines.values()].filter((success) => success).length).toBeGreaterThan(16);
  const began = performance.now();
  const { requests, statuses } = await attack({
    port,
    requests: 10_000,
    plans: plans(Object.keys(callMutations), Object.keys(afterSigning)),
    prepare,
  });
  console.info(`${requests} calls in ${Math.round(performance.now() - began)} ms`, [...statuses].sort());
  expect(requests).toBe(10_000);
  expect(watched.unhandled).toEqual([]);
});

test("and each call is answered as ever afterwards", async () => {
  for (const template of templates.filter(({ isStable }) => isStable)) {
    for (const format of ["JSON", "XML"] as const) {
      const draft = plainDraft(template, format);
      expect([template.action, await ask(draft)]).toEqual([template.action, baselineOf(template, draft)]);
    }
  }
  expect(watched.unhandled).toEqual([]);
});
