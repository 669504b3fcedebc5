import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { call } from "../server.ts";
import { findBarriers, overflowOf } from "./barriers.ts";
import { type ConsolePage, giveSession, openConsole } from "./console-page.ts";
import { prepareConsole } from "./console-world.ts";

const world = prepareConsole();
let key: { readonly accessKeyId: string; readonly accessKeySecret: string };
let root: ConsolePage;
let user: ConsolePage;

beforeAll(async () => {
  key = await makeUser();
  [root, user] = await Promise.all([openConsole(world), openConsole(world)]);
  await giveSession(root);
  await giveSession(user, key);
});

/** May list and must not delete. */
async function makeUser() {
  const ram = (action: string, fields: Record<string, string>) =>
    call(world.server, action, fields, { version: "2015-05-01" });
  const Statement = [
    { Effect: "Allow", Action: "ice:List*", Resource: "*" },
    { Effect: "Deny", Action: "ice:Delete*", Resource: "*" },
  ];
  await ram("CreateUser", { UserName: "casey" });
  await ram("CreatePolicy", { PolicyName: "keep-all", PolicyDocument: JSON.stringify({ Version: "1", Statement }) });
  await ram("AttachPolicyToUser", { PolicyType: "Custom", PolicyName: "keep-all", UserName: "casey" });
  const { AccessKey } = (await ram("CreateAccessKey", { UserName: "casey" })) as { AccessKey: Record<string, string> };
  return { accessKeyId: String(AccessKey.AccessKeyId), accessKeySecret: String(AccessKey.AccessKeySecret) };
}

const eventually = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 30_000 });
const goTo = ({ page, url }: ConsolePage, path: string) => page.goto(`${url}${path}`);
const records = (page: Page) => page.getByRole("table", { name: "Audit records" }).locator("tbody tr");

test("a denied call is found by its filters, and its record tells which statement decided and what it says", async () => {
  const MediaIds = "01a1961f5c00a1b2c3d4e5f6000000ff";
  await call(world.server, "ListYikeProductions", {}, { key });
  await expect(call(world.server, "DeleteYikeAssetMediaInfos", { MediaIds }, { key })).rejects.toThrow("Forbidden");
  const { page } = root;
  await goTo(root, "/access/audit");
  await page.getByLabel("Principal").fill("casey");
  await page.getByLabel("Decision").selectOption("ExplicitDeny");
  await eventually(() => records(page).count()).toBe(1);
  expect(new URL(page.url()).search).toBe("?principal=casey&decision=ExplicitDeny");
  await page.reload();
  await eventually(() => page.getByLabel("Principal").inputValue()).toBe("casey");
  await page.getByRole("button", { name: "Open the record of ice:DeleteYikeAssetMediaInfos" }).click();
  const record = page.getByRole("dialog", { name: "Audit record" });
  await eventually(() => record.innerText()).toContain("Denies every ice action that begins with Delete");
  expect(await record.innerText()).toMatch(/Statement 2 keep-all v1, attached to the user casey/);
  expect(await record.innerText()).toContain(MediaIds);
  expect(await findBarriers(page)).toEqual([]);
  await record.getByRole("link", { name: "Make this call again in the Explorer" }).click();
  await page.waitForURL(`**/explorer/ICE/DeleteYikeAssetMediaInfos#MediaIds=${MediaIds}`);
});

test("what is not allowed by any statement tells the smallest policy that would allow it, also on a phone in Chinese", async () => {
  const phone = await openConsole(world, {
    viewport: { width: 390, height: 844 },
    colorScheme: "dark",
    locale: "zh-CN",
  });
  await expect(call(world.server, "CreateYikeProduction", { Title: "x" }, { key })).rejects.toThrow("Forbidden");
  await giveSession(phone);
  await goTo(phone, "/access/audit?decision=ImplicitDeny");
  await phone.page.getByRole("button", { name: "CreateYikeProduction" }).click();
  const record = phone.page.getByRole("dialog", { name: "审计记录" });
  await eventually(() => record.innerText()).toContain("能够允许此调用的最小策略");
  expect(await record.getByLabel("能够允许此调用的最小策略").innerText()).toContain('"ice:CreateYikeProduction"');
  expect([await overflowOf(phone.page), ...(await findBarriers(phone.page))]).toEqual([0]);
  await phone.page.context().close();
});

test("records are exported as they are shown, as a table and as JSON", async () => {
  const { page } = root;
  await goTo(root, "/access/audit?principal=casey&action=ice:List*");
  await eventually(() => records(page).count()).toBe(1);
  const save = async (name: string) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString();
  };
  expect(JSON.parse(await save("JSON"))).toMatchObject([{ Action: "ice:ListYikeProductions", Status: 200 }]);
  expect((await save("CSV")).split("\r\n")).toHaveLength(3);
});

test("a program is tried in soft mode, gets the policy that it needs, and passes when policies are enforced again", async () => {
  await goTo(user, "/access/audit");
  await user.page.getByText("You may not see this").waitFor();
  await goTo(root, "/access/mode");
  await root.page.getByRole("button", { name: "Switch to soft mode" }).click();
  await root.page.getByRole("dialog").getByRole("button", { name: "Switch to soft mode" }).click();
  const banner = ({ page }: ConsolePage) => page.getByText("Soft mode: nothing is denied.");
  await banner(root).waitFor();
  await goTo(user, "/access/audit");
  await banner(user).waitFor();
  await records(user.page).first().waitFor();
  await root.page.reload();
  const through = root.page.getByRole("table", { name: "What policies would have denied" });
  await eventually(() => through.innerText()).toMatch(/medialoft:ListAuditRecords[\s\S]*user\/casey/);
  await call(world.server, "DeleteYikeAssetMediaInfos", { MediaIds: "01a1961f5c00a1b2c3d4e5f6000000ff" }, { key });
  await root.page.getByLabel("Whose calls").fill("casey");
  await root.page.getByRole("button", { name: "Make the policy" }).click();
  await root.page.getByText("A Deny forbade it").waitFor();
  await root.page.setViewportSize({ width: 390, height: 844 });
  expect(await overflowOf(root.page)).toBe(0);
  await root.page.setViewportSize({ width: 1440, height: 900 });
  const policy = root.page.getByRole("region", { name: "The policy" });
  await eventually(() => policy.innerText()).toContain('"medialoft:ListAuditRecords"');
  await root.page.getByRole("button", { name: "Create it as a policy" }).click();
  const dialog = root.page.getByRole("dialog");
  expect(await dialog.getByLabel("Attach it to casey").isChecked()).toBe(true);
  await dialog.getByRole("button", { name: "Create it as a policy" }).click();
  await root.page.getByText("least-casey is created and attached to casey.").waitFor();
  await root.page.getByRole("button", { name: "Enforce policies" }).click();
  await root.page.getByRole("dialog").getByRole("button", { name: "Enforce policies" }).click();
  await banner(root).waitFor({ state: "detached" });
  await goTo(user, "/access/audit");
  await records(user.page).first().waitFor();
  expect(await banner(user).count()).toBe(0);
  await goTo(user, "/access/users");
  await user.page.getByText("You may not see this").first().waitFor();
});

test("a session that is ended in one tab is over in the other with its next call", async () => {
  await goTo(user, "/access/sessions");
  await user.page.getByText("This session").waitFor();
  expect(await user.page.getByRole("table", { name: "Sessions at the console" }).locator("tbody tr").count()).toBe(1);
  await goTo(user, "/access/audit");
  await records(user.page).first().waitFor();
  await goTo(root, "/access/sessions");
  await root.page.getByRole("button", { name: "End the session of casey" }).click();
  await root.page.getByRole("dialog").getByRole("button", { name: "End the session" }).click();
  await root.page.getByText("The session has ended.").waitFor();
  await eventually(() => root.page.getByRole("button", { name: "End the session of casey" }).count()).toBe(0);
  await user.page.getByRole("button", { name: "Refresh" }).click();
  await user.page.getByRole("dialog", { name: "Your session has ended" }).getByText("as casey").waitFor();
  expect([...root.complaints, ...user.complaints].filter((text) => !text.includes("Failed to load resource"))).toEqual(
    [],
  );
});
