import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { call } from "../server.ts";
import { type ConsolePage, giveSession, openConsole } from "./console-page.ts";
import { prepareConsole } from "./console-world.ts";

const world = prepareConsole();
/** Signed in as the account's root. */
let root: ConsolePage;

const ram = (action: string, query: Record<string, string>) =>
  call(world.server, action, query, { version: "2015-05-01" });

beforeAll(async () => {
  root = await openConsole(world);
  await giveSession(root);
});

const open = async ({ page, url }: ConsolePage, path: string): Promise<void> => {
  await page.goto(`${url}${path}`);
  await page.locator("h1").waitFor();
};

/** Waits for what a page comes to. */
const eventually = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 30_000 });
const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true }).click();
const box = (page: Page) => page.getByRole("dialog");
const panel = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const told = (page: Page, sentence: string) => page.getByRole("status").filter({ hasText: sentence }).waitFor();

/** Everything of a page in which something could be kept beyond it. */
const keptBy = (page: Page): Promise<string> =>
  page.evaluate(() =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      location.href,
      history.state,
      performance.getEntriesByType("resource").map(({ name }) => name),
    ]),
  );

/** A user's page of the console, signed in with a key of the user's own. */
async function openAs(key: { accessKeyId: string; accessKeySecret: string }): Promise<ConsolePage> {
  const opened = await openConsole(world);
  await giveSession(opened, key);
  return opened;
}

describe("a user made in the console", () => {
  let key: { accessKeyId: string; accessKeySecret: string };

  test("is told what its name may hold before anything is sent", async () => {
    const { page } = root;
    await open(root, "/access/users");
    await press(page, "Create user");
    const name = box(page).getByLabel("User name");
    await eventually(() => name.evaluate((field) => field === document.activeElement)).toBe(true);
    await name.fill("nina simone");
    await box(page).getByRole("button", { name: "Create user" }).click();
    await box(page).getByText("A space is not allowed here.").waitFor();
    expect(await ram("ListUsers", {})).toMatchObject({ Users: { User: [] } });
  });

  test("gets a key whose secret is shown once and kept nowhere", async () => {
    const { page } = root;
    await box(page).getByLabel("User name").fill("nina");
    await box(page).getByLabel("Create an AccessKey").check();
    await box(page).getByRole("button", { name: "Create user" }).click();
    await box(page).getByRole("button", { name: "I have kept it: close" }).waitFor();
    const [accessKeyId = "", accessKeySecret = ""] = await box(page).locator("dt + dd").allTextContents();
    expect(accessKeySecret).toMatch(/^\w{30}$/);
    await page.keyboard.press("Escape");
    expect(await page.content()).toContain(accessKeySecret);
    expect(await keptBy(page)).not.toContain(accessKeySecret);
    await press(page, "I have kept it: close");
    await page.waitForURL("**/access/users/nina");
    await panel(page, "AccessKeys").getByText(accessKeyId).waitFor();
    expect(await page.content()).not.toContain(accessKeySecret);
    await page.reload();
    await panel(page, "AccessKeys").getByText(accessKeyId).waitFor();
    expect(await page.content()).not.toContain(accessKeySecret);
    expect(await keptBy(page)).not.toContain(accessKeySecret);
    await page.goBack();
    await page.getByRole("heading", { name: "Users", level: 1 }).waitFor();
    expect(await page.content()).not.toContain(accessKeySecret);
    key = { accessKeyId, accessKeySecret };
  });

  test("sees nothing until a policy is attached in another tab, and then with the next call", async () => {
    const hers = await openAs(key);
    await open(hers, "/access/users");
    await hers.page.getByText("You may not see this").waitFor();
    await open(root, "/access/users/nina");
    await press(root.page, "Attach policies");
    await box(root.page).getByLabel("AliyunRAMReadOnlyAccess").check();
    await box(root.page).getByRole("button", { name: "Attach policies" }).click();
    await told(root.page, "1 policy attached.");
    await press(hers.page, "Read again");
    await hers.page.getByRole("link", { name: "nina" }).waitFor();
    await hers.page.context().close();
  });

  test("joins a group on the group's page", async () => {
    const { page } = root;
    await open(root, "/access/groups");
    await press(page, "Create group");
    await box(page).getByLabel("Group name").fill("cutters");
    await box(page).getByRole("button", { name: "Create group" }).click();
    await page.waitForURL("**/access/groups/cutters");
    await press(page, "Add users");
    await box(page).getByLabel("nina").check();
    await box(page).getByRole("button", { name: "Add users" }).click();
    await panel(page, "Members").getByRole("link", { name: "nina" }).waitFor();
    expect(await ram("ListGroupsForUser", { UserName: "nina" })).toMatchObject({
      Groups: { Group: [{ GroupName: "cutters" }] },
    });
  });

  test("leaves a group on her own page, and can be added to it again there", async () => {
    const { page } = root;
    await open(root, "/access/users/nina");
    await press(page, "Remove from cutters");
    await box(page).getByText("nina loses what only cutters allows").waitFor();
    await box(page).getByRole("button", { name: "Remove" }).click();
    await told(page, "Removed from cutters.");
    expect(await ram("ListGroupsForUser", { UserName: "nina" })).toMatchObject({ Groups: { Group: [] } });
    await panel(page, "Groups").getByText("The user is in no group.").waitFor();
    await press(page, "Add to groups");
    await box(page).getByLabel("cutters").check();
    await box(page).getByRole("button", { name: "Add to groups" }).click();
    await panel(page, "Groups").getByRole("link", { name: "cutters" }).waitFor();
  });

  test("assumes a role whose trust policy was chosen, with its external id only", async () => {
    const { page } = root;
    await ram("AttachPolicyToUser", {
      UserName: "nina",
      PolicyName: "AliyunSTSAssumeRoleAccess",
      PolicyType: "System",
    });
    await open(root, "/access/roles");
    await press(page, "Create role");
    await box(page).getByLabel("Role name").first().fill("Reader");
    await box(page).getByLabel("One user").check();
    await box(page).getByLabel("User name").fill("nina");
    await box(page).getByLabel("External ID").fill("partner-7");
    await box(page).getByRole("button", { name: "Create role" }).click();
    await page.waitForURL("**/access/roles/Reader");
    const arn = await panel(page, "Details")
      .getByText(/^acs:ram::\d+:role\/Reader$/)
      .textContent();
    const assume = { RoleArn: String(arn), RoleSessionName: "test-session" };
    const options = { version: "2015-04-01", key };
    await expect(call(world.server, "AssumeRole", assume, options)).rejects.toMatchObject({ code: "NoPermission" });
    expect(await call(world.server, "AssumeRole", { ...assume, ExternalId: "partner-7" }, options)).toMatchObject({
      Credentials: { SecurityToken: expect.stringMatching(/^CAIS/) },
    });
  });

  test("that somebody else renames meanwhile costs nothing of what was typed", async () => {
    const { page } = root;
    await ram("CreateUser", { UserName: "otto" });
    await open(root, "/access/users/otto");
    await panel(page, "Details").getByRole("button", { name: "Edit" }).click();
    await box(page).getByLabel("Comments").fill("Cuts the trailers");
    await ram("UpdateUser", { UserName: "otto", NewUserName: "otto-2" });
    await box(page).getByRole("button", { name: "Save" }).click();
    await box(page).getByText("it may have been renamed or deleted meanwhile").waitFor();
    expect(await box(page).getByLabel("Comments").inputValue()).toBe("Cuts the trailers");
  });

  test("is deleted only with all that is attached, which is listed first", async () => {
    const { page } = root;
    await open(root, "/access/users/nina");
    await press(page, "Delete user");
    await box(page).getByRole("button", { name: "Delete", exact: true }).click();
    const bonds = box(page).getByRole("listitem");
    await eventually(() => bonds.count()).toBe(4);
    await box(page).getByRole("button", { name: "Remove cutters" }).click();
    await eventually(() => bonds.count()).toBe(3);
    await box(page).getByRole("button", { name: "Remove all 3 of these and delete" }).click();
    await page.waitForURL("**/access/users");
    await told(page, "User nina deleted.");
    await expect(ram("GetUser", { UserName: "nina" })).rejects.toMatchObject({ code: "EntityNotExist.User" });
  });
});

test("what may not be seen is said part by part", async () => {
  const document = { Effect: "Allow", Action: ["ram:GetUser", "ram:ListUsers"], Resource: "*" };
  await ram("CreateUser", { UserName: "lou" });
  await ram("CreatePolicy", {
    PolicyName: "Look",
    PolicyDocument: JSON.stringify({ Version: "1", Statement: [document] }),
  });
  await ram("AttachPolicyToUser", { UserName: "lou", PolicyName: "Look", PolicyType: "Custom" });
  const { AccessKey } = await ram("CreateAccessKey", { UserName: "lou" });
  const { AccessKeyId, AccessKeySecret } = AccessKey as { AccessKeyId: string; AccessKeySecret: string };
  const lous = await openAs({ accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret });
  await open(lous, "/access/users/lou");
  await panel(lous.page, "Details").getByText("User ID").waitFor();
  for (const name of ["AccessKeys", "Password", "Groups", "Policies"]) {
    await panel(lous.page, name).getByText("You may not see this").waitFor();
  }
  await open(lous, "/access");
  await lous.page.getByRole("link", { name: "Users" }).filter({ hasText: "of 1,000" }).waitFor();
  await lous.page.getByRole("link", { name: "Groups" }).filter({ hasText: "not shown to you" }).waitFor();
  await lous.page.context().close();
});
