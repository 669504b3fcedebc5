import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { call } from "../server.ts";
import { findBarriers } from "./barriers.ts";
import { type ConsolePage, giveSession, openConsole } from "./console-page.ts";
import { prepareConsole } from "./console-world.ts";

const world = prepareConsole();
let opened: ConsolePage;
let page: Page;
let url: string;
let accountId: string;
let editor: { readonly accessKeyId: string; readonly accessKeySecret: string };

const ram = (action: string, fields: Record<string, string>) =>
  call(world.server, action, fields, { version: "2015-05-01" });
const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: "1", Statement }, null, 2);
const allowLists = { Effect: "Allow", Action: ["ice:List*"], Resource: "*" };

beforeAll(async () => {
  editor = await makeEditor();
  opened = await openConsole(world);
  ({ page, url } = opened);
  await giveSession(opened);
});

/** A user who may list. */
async function makeEditor() {
  const { User } = (await ram("CreateUser", { UserName: "editor" })) as { User: Record<string, string> };
  await ram("CreatePolicy", { PolicyName: "lists", PolicyDocument: policy(allowLists) });
  await ram("AttachPolicyToUser", { PolicyType: "Custom", PolicyName: "lists", UserName: "editor" });
  const { AccessKey } = (await ram("CreateAccessKey", { UserName: "editor" })) as { AccessKey: Record<string, string> };
  const identity = await call(world.server, "GetCallerIdentity", {}, { version: "2015-04-01" });
  accountId = String(identity.AccountId);
  expect(User.UserName).toBe("editor");
  return { accessKeyId: String(AccessKey.AccessKeyId), accessKeySecret: String(AccessKey.AccessKeySecret) };
}

const eventually = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 30_000 });
const text = () => page.locator("textarea[name=PolicyDocument]");
const words = () => page.getByRole("region", { name: "In plain words" });
const verdict = () => page.locator("[role=status]", { hasText: /Line \d|A policy that the server takes/ }).first();
const button = (name: string) => page.getByRole("button", { name, exact: true });

/** Selects the first such part of the policy's text. */
const select = (part: string) =>
  text().evaluate((area, wanted) => {
    if (!(area instanceof HTMLTextAreaElement)) return;
    area.focus();
    const start = area.value.indexOf(wanted);
    area.setSelectionRange(start, start + wanted.length);
  }, part);

describe("writing a policy", () => {
  test("a mistake has its place, and one gets there", async () => {
    await page.goto(`${url}/access/policies/new`);
    await text().fill('{\n  "Version": "1",\n  "Statment": []\n}');
    await eventually(() => verdict().innerText()).toMatch(/Line 3, column 3.*"Statment".*Statement/s);
    expect(await text().getAttribute("aria-invalid")).toBe("true");
    expect(await findBarriers(page)).toEqual([]);
    await button("Go there").click();
    expect(await text().evaluate((area) => (area as HTMLTextAreaElement).selectionStart)).toBe(22);
  });

  test("plain words follow while one types, and warn of a resource narrower than the action knows", async () => {
    await text().fill(policy({ Effect: "Allow", Action: "ice:GetYikeAssetMediaInfo", Resource: "*" }));
    await eventually(() => words().innerText()).toContain("Allows ice:GetYikeAssetMediaInfo on every resource.");
    await select('"Allow"');
    await page.keyboard.type('"Deny"');
    await eventually(() => words().innerText()).toContain("Denies ice:GetYikeAssetMediaInfo");
    await select('"*"');
    await page.keyboard.type('"acs:ice:*:*:asset/1"');
    await eventually(() => words().innerText()).toContain("Has no effect");
    expect(await words().innerText()).toContain('Write "Resource": "*"');
  });

  test("proposes actions to the keyboard, and one's own undo takes them back", async () => {
    await select("GetYikeAssetMediaInfo");
    await page.keyboard.type("listyikew");
    await page.getByRole("option", { name: "ice:ListYikeWorkspaces" }).waitFor();
    await page.keyboard.press("Enter");
    expect(await text().inputValue()).toContain('"Action": "ice:ListYikeWorkspaces",');
    await page.keyboard.press("Control+z");
    expect(await text().inputValue()).toContain('"ice:listyikew"');
    await page.keyboard.press("Control+Space");
    await page.getByRole("listbox").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("listbox").waitFor({ state: "detached" });
    await page.keyboard.press("Tab");
    expect(await text().evaluate((area) => area === document.activeElement)).toBe(false);
  });

  test("a link asks before what is not saved gets lost, and a template begins anew", async () => {
    await page.getByRole("link", { name: "Users" }).click();
    await page.getByRole("dialog").getByText("What you have changed is lost.").waitFor();
    await button("Cancel").click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await text().inputValue()).toContain('"ice:listyikew"');
    await button("Begin with a template").click();
    await page.getByRole("menuitem", { name: /^Only from these addresses/ }).click();
    await eventually(() => words().innerText()).toContain("the source address is not in 203.0.113.0/24");
    await page.getByRole("textbox", { name: "Name" }).fill("office-only");
    await button("Create policy").click();
    await page.waitForURL(`${url}/access/policies/Custom/office-only`);
  });
});

describe("a policy in force", () => {
  test("changes what another tab may do with the next call: saved, compared, put in force", async () => {
    const other = await openConsole(world);
    await giveSession(other, editor);
    await other.page.goto(`${url}/explorer/ICE/ListYikeProductions`);
    const answer = other.page.getByRole("region", { name: "Answer", exact: true });
    const statusOfCall = async () => {
      await other.page.getByRole("button", { name: "Call", exact: true }).click();
      return answer.locator("dd").first().innerText();
    };
    await eventually(statusOfCall).toBe("200");
    await page.goto(`${url}/access/policies/Custom/lists`);
    await text().fill(policy(allowLists, { Effect: "Deny", Action: "ice:ListYikeProductions", Resource: "*" }));
    await button("Save as a version").click();
    await page.getByText("Saved as v2. It is not in force yet.").waitFor();
    expect(await statusOfCall()).toBe("200");

    await page.getByRole("link", { name: "Versions" }).click();
    const diff = page.getByRole("region", { name: "What differs" }).first();
    await eventually(() => diff.innerText()).toContain("New: Denies ice:ListYikeProductions on every resource.");
    expect(await diff.locator("tr[data-kind=added]").count()).toBe(5);
    await page.getByRole("button", { name: "Put in force: v2" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Put in force" }).click();
    await page.getByText("v2 is in force.").waitFor();
    await eventually(statusOfCall).toBe("403");

    // What decided stands there before the next call is sent, and in the answer to this one.
    expect(await answer.innerText()).toMatch(/Statement 2 of the policy lists \(v2/);
    await other.page.locator("[name=PageSize]").fill("7");
    const permission = other.page.getByRole("region", { name: "Permission" });
    await eventually(() => permission.innerText()).toContain("Denies ice:ListYikeProductions on every resource.");
    expect(await permission.innerText()).toContain("lists");
    await other.page.context().close();
  });

  test("says to whom it is attached, and is not deleted before it is detached", async () => {
    await page.getByRole("link", { name: "Document", exact: true }).click();
    await page.getByText("Nothing is changed.").waitFor();
    expect(await text().inputValue()).toContain("Deny");
    await button("Delete").first().click();
    await page.getByRole("dialog").getByText("what is attached cannot be deleted").waitFor();
    await page.getByRole("link", { name: "Go to where it is attached" }).click();
    await page.getByRole("button", { name: "Detach: editor" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Detach" }).click();
    await page.getByText("It is attached to nobody").waitFor();
    await button("Attach").click();
    await page.getByRole("checkbox", { name: /editor/ }).check();
    await page.getByRole("dialog").getByRole("button", { name: "Attach" }).click();
    await page.getByRole("button", { name: "Detach: editor" }).waitFor();
  });

  test("a sixth version takes the place of the oldest that is not in force, and only when somebody says so", async () => {
    for (const _ of [3, 4, 5]) {
      await ram("CreatePolicyVersion", { PolicyName: "lists", PolicyDocument: policy(allowLists) });
    }
    await page.goto(`${url}/access/policies/Custom/lists`);
    await text().fill(policy({ ...allowLists, Action: "ice:*" }));
    await button("Save as a version").click();
    await page.getByRole("dialog").getByText("Saving deletes v1 for good").waitFor();
    await button("Delete the oldest and save").click();
    await page.getByText("Saved as v6. It is not in force yet.").waitFor();
  });
});

describe("the simulator", () => {
  const decision = () => page.getByRole("region", { name: "Decision" });

  test("explains a denial by its statement, and leads to the policy", async () => {
    await page.goto(`${url}/access/simulator?user=editor&action=ice:ListYikeProductions`);
    await eventually(() => decision().innerText()).toContain("Denies ice:ListYikeProductions on every resource.");
    expect(await decision().getByRole("link", { name: "lists" }).getAttribute("href")).toBe(
      "/access/policies/Custom/lists",
    );
  });

  test("names the smallest policy for what nothing allows, with the needs of an operation", async () => {
    await page.locator("[name=operation]").fill("ram addusertogroup");
    await page.getByRole("option", { name: "RAM AddUserToGroup" }).click();
    await button("Decide").click();
    await eventually(() => decision().innerText()).toContain("All 2 would be denied.");
    expect(await decision().innerText()).toContain(`acs:ram::${accountId}:group/editors`);
    await decision().getByRole("link", { name: "Create a policy from it" }).first().click();
    await eventually(() => text().inputValue()).toContain("ram:AddUserToGroup");
  });

  test("names the key that a condition lacks; with it the policy allows", async () => {
    const document = policy({ ...allowLists, Condition: { StringEquals: { "acs:SourceVpc": "vpc-1" } } });
    const question = new URLSearchParams({ PolicyDocument: document, action: "ice:ListYikeProductions" });
    await page.goto(`${url}/access/simulator#${question}`);
    await decision().getByRole("button", { name: "Add acs:SourceVpc" }).click();
    await page.getByLabel("Value of acs:SourceVpc").fill("vpc-1");
    await button("Decide").click();
    await eventually(() => decision().innerText()).toContain("It would be allowed.");
    await eventually(async () => page.url()).toContain("acs%3ASourceVpc%3Dvpc-1");
  });
});

test("who chooses another language is told in it what is shown: a decision, and why a page is refused, policy and all", async () => {
  const looked = await openConsole(world);
  const speak = async (menu: string, language: string) => {
    await looked.page.getByRole("button", { name: menu }).click();
    await looked.page.getByRole("menuitemradio", { name: language }).click();
  };
  await giveSession(looked);
  await looked.page.goto(`${url}/access/simulator?user=editor&action=ice:GetYikeAssetMediaInfo`);
  const decided = (name: string) => looked.page.getByRole("region", { name });
  await eventually(() => decided("Decision").textContent()).toContain("of the user editor allows");
  await speak("Language", "中文");
  await eventually(() => decided("判定结果").textContent()).toContain("用户 editor 的权限策略均不允许");
  await giveSession(looked, editor);
  await looked.page.goto(`${url}/access/policies`);
  const details = looked.page.locator("details");
  await details.locator("summary").click();
  const policyBegins = '{\n  "Version": "1",';
  await eventually(() => details.innerText()).toContain(
    `所需的最小权限策略，可授予该用户或其所属的用户组：\n${policyBegins}`,
  );
  await speak("语言", "English");
  await eventually(() => details.innerText()).toContain(`The smallest policy`);
  expect(await details.innerText()).toContain(policyBegins);
  await looked.page.context().close();
});

describe("every page", () => {
  test("says what may not be seen, and goes on with the rest", async () => {
    const looked = await openConsole(world);
    await giveSession(looked, editor);
    await looked.page.goto(`${url}/access/policies`);
    await looked.page.getByText("You may not see this").waitFor();
    await looked.page.goto(`${url}/access/policies/Custom/lists`);
    await looked.page.getByText("ram:GetPolicy").first().waitFor();
    await looked.page.goto(`${url}/access/simulator?user=editor&action=ice:ListYikeProductions`);
    await looked.page.getByText("You may not list them: type the name.").waitFor();
    await looked.page.getByText("medialoft:SimulatePrincipal").first().waitFor();
    expect(await findBarriers(looked.page)).toEqual([]);
    await looked.page.context().close();
  });

  test("complains of nothing in the browser's console", () => {
    expect(opened.complaints).toEqual([]);
    expect([...opened.hosts]).toEqual([new URL(world.server.apiUrl).host]);
  });
});
