import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { call, rootKey } from "../server.ts";
import { findFaults, type Scheme } from "./barriers.ts";
import { type ConsolePage, giveSession, type Key, openConsole, readSentences } from "./console-page.ts";
import { readEnglishOnly } from "./console-words.ts";
import { prepareConsole } from "./console-world.ts";
import { readShifts, watchShifts } from "./layout-shift.ts";

const world = prepareConsole();
let englishOnly: ReadonlySet<string>;
let caseysKey: Key;

beforeAll(async () => {
  englishOnly = await readEnglishOnly();
  caseysKey = await makePeople();
});

const policy = JSON.stringify({
  Version: "1",
  Statement: [{ Effect: "Allow", Action: "ice:*", Resource: "*" }],
});

/** One of each, so that every page has something to show. Answers the key of one who may do little. */
async function makePeople(): Promise<Key> {
  const ram = (action: string, fields: Record<string, string>) =>
    call(world.server, action, fields, { version: "2015-05-01" });
  const trust = {
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { RAM: [`acs:ram::${world.server.accountId}:root`] },
  };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "1", Statement: [trust] });
  await ram("CreateUser", { UserName: "casey" });
  const { AccessKey } = (await ram("CreateAccessKey", { UserName: "casey" })) as { AccessKey: Record<string, string> };
  await ram("CreateGroup", { GroupName: "editors" });
  await ram("AddUserToGroup", { UserName: "casey", GroupName: "editors" });
  await ram("CreateRole", { RoleName: "Player", AssumeRolePolicyDocument });
  await ram("CreatePolicy", { PolicyName: "edit", PolicyDocument: policy });
  await ram("AttachPolicyToUser", { PolicyType: "Custom", PolicyName: "edit", UserName: "casey" });
  return { accessKeyId: String(AccessKey.AccessKeyId), accessKeySecret: String(AccessKey.AccessKeySecret) };
}

/** At least one address for each route of the console. */
const pages: Readonly<Record<string, readonly string[]>> = {
  "/": ["/"],
  "/sign-in": [],
  "/explorer/:product?/:action?": [
    "/explorer",
    "/explorer/STS/GetCallerIdentity",
    "/explorer/ICE/CreateYikeAssetUpload",
    "/explorer/RAM/TagResources#Tag.1.Key=a",
  ],
  "/reference/permissions": ["/reference/permissions"],
  "/reference/:product?/:action?": ["/reference", "/reference/RAM/CreatePolicy"],
  "/troubleshoot": ["/troubleshoot?q=Forbidden", `/troubleshoot?q=Forbidden&requestId=${crypto.randomUUID()}`],
  "/library/*?": ["/library"],
  "/access/*?": ["/access/no-such-part"],
  "/system": ["/system"],
  "": ["/no-such-page"],
  overview: ["/access"],
  users: ["/access/users", "/access/users/casey", "/access/users/no-such-user"],
  groups: ["/access/groups", "/access/groups/editors"],
  roles: ["/access/roles", "/access/roles/Player"],
  policies: [
    "/access/policies",
    "/access/policies/new",
    "/access/policies/Custom/edit",
    "/access/policies/Custom/edit/versions",
    "/access/policies/Custom/edit/attachments",
    "/access/policies/System/AliyunICEFullAccess",
  ],
  simulator: ["/access/simulator", "/access/simulator?user=casey&action=ice:ListYikeProductions"],
  sessions: ["/access/sessions"],
  audit: ["/access/audit"],
  mode: ["/access/mode"],
};
const signedOutPages = ["/sign-in", "/access", "/system"];
const caseysPages = ["/explorer/RAM/ListUsers", "/access", "/access/users/casey", "/access/audit", "/system"];

const readSource = (path: string) => readFile(new URL(`../../console/${path}`, import.meta.url), "utf8");

test("every route of the console is among the pages that are looked at", async () => {
  const routes = [...(await readSource("pages/Pages.tsx")).matchAll(/<Route(?: path="([^"]+)")?/g)];
  const parts = [...(await readSource("access/AccessPage.tsx")).matchAll(/\{ id: "(\w+)", Page/g)];
  expect([...routes, ...parts].map(([, name = ""]) => name).sort()).toEqual(Object.keys(pages).sort());
});

interface Look {
  readonly locale: string;
  readonly widths: readonly [number, number];
  readonly schemes: readonly [Scheme, Scheme];
}

/**
 * Each page is loaded once a language, in the first width and scheme, and looked at in every scheme at every width: by all
 * rules at the first width, which is another one in the other language, and at the other by those that a width changes.
 */
const looks: readonly Look[] = [
  { locale: "en-US", widths: [1440, 390], schemes: ["light", "dark"] },
  { locale: "zh-CN", widths: [390, 1440], schemes: ["dark", "light"] },
];

/** The bar's icons, which make room for a name, move by less than 0.001; a line that comes above a panel by 0.008 and more. */
const mostShift = 0.005;

describe("every page", () => {
  test.concurrent.each(looks)("has no fault in $locale, loaded at $widths.0 px in $schemes.0", async (look) => {
    const { locale, schemes } = look;
    const opened = await openConsole(world, { locale, colorScheme: schemes[0] });
    await watchShifts(opened.page);
    const faults: string[] = [];
    const visits = [
      { paths: signedOutPages },
      { key: rootKey, paths: Object.values(pages).flat() },
      { key: caseysKey, paths: caseysPages },
    ];
    for (const { key, paths } of visits) {
      await opened.page.context().clearCookies();
      if (key) await giveSession(opened, key);
      for (const path of paths) faults.push(...(await lookAt(opened, path, look, key)));
    }
    expect(faults).toEqual([]);
    expect([...opened.hosts]).toEqual([new URL(world.server.apiUrl).host]);
    expect(opened.complaints).toEqual([]);
    await opened.page.context().close();
  });
});

const isCall = /^\/explorer\/\w+\/\w+/;
/** The list of operations is looked at where nothing is chosen from it. */
const isBesideList = /^\/(explorer|reference)\/\w+\/\w+/;

test.each(looks)("the banner of soft mode is there before the page, in $locale at $widths.0 px", async (look) => {
  const setMode = (Mode: string) => call(world.server, "SetAuthorizationMode", { Mode }, { version: "2026-11-01" });
  await setMode("soft");
  const opened = await openConsole(world, { locale: look.locale, colorScheme: look.schemes[0] });
  await watchShifts(opened.page);
  await giveSession(opened);
  // Somebody who has not seen it yet is shown it as soon as it is known.
  await opened.page.goto(`${opened.url}/`);
  await opened.page.locator("main > p[role=status]").waitFor();
  expect(await lookAt(opened, "/explorer/STS/GetCallerIdentity", look, rootKey)).toEqual([]);
  expect(await opened.page.locator("main > p[role=status]").count()).toBe(1);
  await opened.page.context().close();
  await setMode("enforce");
});

/** What is wrong with one page, each a line. */
async function lookAt({ page, url }: ConsolePage, path: string, look: Look, key?: Key): Promise<string[]> {
  const [width, otherWidth] = look.widths;
  const [scheme, otherScheme] = look.schemes;
  await page.emulateMedia({ colorScheme: scheme });
  await page.setViewportSize({ width, height: 844 });
  const response = await page.goto(`${url}${path}`);
  await page.locator("h1").first().waitFor();
  await page.locator(".mantine-Loader-root, [aria-busy=true]").first().waitFor({ state: "detached" });
  // Whether a call may be made is asked a moment after its form has come to rest.
  if (key && isCall.test(path)) await page.locator("[data-denied]").first().waitFor();
  const shifts = await readShifts(page);
  const faults = findHeaderFaults(response?.headers() ?? {});
  const score = shifts.reduce((sum, shift) => sum + shift.score, 0);
  if (score > mostShift) faults.push(`shifts by ${score}: ${JSON.stringify(shifts, null, 1)}`);
  if (look.locale === "zh-CN") {
    faults.push(...(await readSentences(page)).filter(isEnglish).map((text) => `in English: ${text}`));
  }
  const without = isBesideList.test(path) ? "aside" : "";
  faults.push(...(await findFaults(page, [scheme, otherScheme], undefined, { without })));
  await page.setViewportSize({ width: otherWidth, height: 844 });
  faults.push(...(await findFaults(page, [otherScheme, scheme], undefined, { by: "sizes", without })));
  return faults.map((fault) => `${path} ${fault}`);
}

/** A sentence of the console's own that has another in Chinese, or four words in a row that nobody has put into Chinese. */
const isEnglish = (text: string): boolean =>
  (englishOnly.has(text) && text.includes(" ")) ||
  (/(?:[a-z']{2,}[ ,]+){4}/i.test(text) && !/\p{Script=Han}/u.test(text));

const wantedHeaders: Readonly<Record<string, RegExp>> = {
  "content-security-policy":
    /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w+/=-]{16,}'; .*frame-ancestors 'none'; base-uri 'none'; form-action 'none'$/,
  "cross-origin-opener-policy": /^same-origin$/,
  "cross-origin-resource-policy": /^same-origin$/,
  "x-content-type-options": /^nosniff$/,
  "x-frame-options": /^DENY$/,
  "referrer-policy": /^no-referrer$/,
  "cache-control": /^no-store$/,
};

const findHeaderFaults = (headers: Readonly<Record<string, string>>): string[] =>
  Object.entries(wantedHeaders)
    .filter(([name, wanted]) => !wanted.test(headers[name] ?? ""))
    .map(([name]) => `${name} is ${headers[name]}`);
