import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { modeWords } from "../../console/access/mode/words.ts";
import { overviewWords } from "../../console/access/overview/words.ts";
import { partWords } from "../../console/access/parts/words.ts";
import { editorWords } from "../../console/access/policies/editor-words.ts";
import { policyWords } from "../../console/access/policies/words.ts";
import { roleWords } from "../../console/access/roles/words.ts";
import { userWords } from "../../console/access/users/words.ts";
import { accessWords } from "../../console/access/words.ts";
import { explorerWords } from "../../console/explorer/words.ts";
import { chinese } from "../../console/language/chinese.ts";
import { english } from "../../console/language/english.ts";
import type { Words } from "../../console/language/words.ts";
import { call } from "../server.ts";
import { findFaults, type Scheme } from "./barriers.ts";
import { giveSession, openConsole } from "./console-page.ts";
import { prepareConsole } from "./console-world.ts";

const world = prepareConsole();

beforeAll(async () => {
  const ram = (action: string, fields: Record<string, string>) =>
    call(world.server, action, fields, { version: "2015-05-01" });
  const Statement = [{ Effect: "Allow", Action: "ice:*", Resource: "*" }];
  await ram("CreateUser", { UserName: "casey" });
  await ram("CreateGroup", { GroupName: "editors" });
  await ram("AddUserToGroup", { UserName: "casey", GroupName: "editors" });
  await ram("CreatePolicy", { PolicyName: "edit", PolicyDocument: JSON.stringify({ Version: "1", Statement }) });
  await ram("AttachPolicyToUser", { PolicyType: "Custom", PolicyName: "edit", UserName: "casey" });
});

const app: Words<typeof english> = { en: english, zh: chinese };

interface Hand {
  readonly page: Page;
  readonly say: <T>(words: Words<T>) => T;
  readonly press: (name: string | RegExp) => Promise<void>;
}

type Open = (hand: Hand) => Promise<unknown>;

/** What opens over the pages, by the page and one after the other: what Escape does not close is the last. */
const overlays: Readonly<Record<string, Readonly<Record<string, Open>>>> = {
  "/": {
    palette: ({ page }) => page.keyboard.press("Control+k"),
    languages: ({ say, press }) => press(say(app).language.choose),
    schemes: ({ say, press }) => press(say(app).scheme.choose),
    account: ({ say, press }) => press(new RegExp(`^${say(app).signIn.signedInAs}`)),
  },
  "/explorer/RAM/DeleteUser#UserName=casey": {
    examples: ({ say, press }) => press(say(app).explorer.fill),
    question: ({ say, press }) => press(say(app).explorer.call),
    history: ({ say, press }) => press(say(app).explorer.history),
    "operations on a phone": ({ say, press }) => press(say(app).explorer.choose),
    async users({ page, say }) {
      await page.getByLabel(say(explorerWords).as.label).selectOption("user");
      await page.getByRole("combobox", { name: say(explorerWords).as.userName }).click();
    },
  },
  "/access": {
    administrator: ({ say, press }) => press(say(overviewWords).steps.create),
    alias: ({ say, press }) => press(say(overviewWords).account.set),
    "rules for passwords": ({ page, say }) =>
      page
        .getByRole("region", { name: say(overviewWords).password.title })
        .getByRole("button", { name: say(overviewWords).password.edit })
        .click(),
  },
  "/access/users/casey": {
    user: ({ say, press }) => press(say(userWords).edit),
    password: ({ say, press }) => press(say(userWords).login.set),
    policies: ({ say, press }) => press(say(partWords).attachments.attach),
    async "what hangs on the user"({ page, say, press }) {
      await press(say(userWords).remove);
      const submit = page
        .getByRole("dialog")
        .getByRole("button", { name: say(partWords).deleting.submit, exact: true });
      await submit.click();
      await page.getByRole("dialog").getByRole("listitem").first().waitFor();
    },
    async "secret that is shown once"({ page, say, press }) {
      await press(say(userWords).keys.create);
      await page
        .getByRole("dialog")
        .getByRole("button", { name: say(userWords).keys.create })
        .click();
      await page.getByRole("button", { name: say(partWords).secret.kept }).waitFor();
    },
  },
  "/access/roles": { role: ({ say, press }) => press(say(roleWords).create) },
  "/access/policies/new": {
    templates: ({ say, press }) => press(say(editorWords).templates),
    async completion({ page }) {
      await page.locator("textarea[name=PolicyDocument]").fill('{ "Statement": [{ "Action": "ice:" }] }');
      await page.locator("textarea[name=PolicyDocument]").press("End");
      for (const _ of '" }] }') await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("Control+Space");
    },
    async "what is not saved"({ page, say }) {
      await page.locator("textarea[name=PolicyDocument]").fill("{}");
      await page.getByRole("link", { name: say(accessWords).groups }).click();
    },
  },
  "/access/policies/Custom/edit": { "policy that is attached": ({ say, press }) => press(say(policyWords).remove) },
  "/access/audit": {
    record: ({ page }) => page.locator("main :is(tbody, ol) button").filter({ visible: true }).first().click(),
  },
  "/access/mode": { "soft mode": ({ say, press }) => press(say(modeWords).toSoft) },
};

const overlay = ":is([role=dialog], [role=menu], [role=listbox])";
const looks = [
  { locale: "en-US", width: 1440, schemes: ["light", "dark"] },
  { locale: "zh-CN", width: 390, schemes: ["dark", "light"] },
] as const satisfies readonly { schemes: readonly Scheme[]; [key: string]: unknown }[];

test.concurrent.each(looks)("what opens over a page is without barriers: $locale, $width px", async (look) => {
  const { locale, width, schemes } = look;
  const opened = await openConsole(world, { locale, viewport: { width, height: 844 } });
  const { page, url } = opened;
  await giveSession(opened);
  const hand: Hand = {
    page,
    say: (words) => words[locale === "zh-CN" ? "zh" : "en"],
    press: (name) => page.getByRole("button", { name, exact: true }).first().click(),
  };
  const faults: string[] = [];
  const shown = page.locator(overlay).filter({ visible: true });
  for (const [path, all] of Object.entries(overlays)) {
    await page.goto(`${url}${path}`);
    await page.locator("h1").first().waitFor();
    for (const [what, open] of Object.entries(all)) {
      if (what.endsWith("on a phone") && width > 390) continue;
      await page.keyboard.press("Escape");
      await shown.first().waitFor({ state: "detached" });
      await open(hand);
      await shown.first().waitFor();
      await page.locator(`${overlay} :is(.mantine-Loader-root, [data-reading])`).first().waitFor({ state: "detached" });
      faults.push(...(await findFaults(page, schemes, overlay)).map((fault) => `${what} over ${path} ${fault}`));
    }
  }
  expect(faults).toEqual([]);
  expect(opened.complaints).toEqual([]);
  await page.context().close();
});
