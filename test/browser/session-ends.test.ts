import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { call, rootKey } from "../server.ts";
import { findFaults } from "./barriers.ts";
import { type ConsolePage, giveSession, openConsole } from "./console-page.ts";
import { prepareConsole } from "./console-world.ts";

const world = prepareConsole({}, () => Date.now() + aheadMs);
let opened: ConsolePage;
let page: ConsolePage["page"];
let url: string;
let aliceKey: typeof rootKey | { readonly accessKeyId: string; readonly accessKeySecret: string };
const password = "A-long-Passw0rd!";
/** Of the server's clock. */
let aheadMs = 0;
/** Calls that were sent, as product and action. */
let sent: string[];

const ram = (action: string, fields: Record<string, string>) =>
  call(world.server, action, fields, { version: "2015-05-01" });

beforeAll(async () => {
  await ram("CreateUser", { UserName: "alice" });
  await ram("CreateLoginProfile", { UserName: "alice", Password: password });
  await ram("AttachPolicyToUser", { PolicyType: "System", PolicyName: "AdministratorAccess", UserName: "alice" });
  const { AccessKey } = (await ram("CreateAccessKey", { UserName: "alice" })) as { AccessKey: Record<string, string> };
  aliceKey = { accessKeyId: String(AccessKey.AccessKeyId), accessKeySecret: String(AccessKey.AccessKeySecret) };
});
beforeEach(() => open());
afterEach(() => opened.page.context().close());

async function open(options: Parameters<typeof openConsole>[1] = {}): Promise<void> {
  opened = await openConsole(world, options);
  ({ page, url } = opened);
  sent = [];
  page.on("request", (request) => {
    const [, name] = /\/session\/call\/(.+)/.exec(request.url()) ?? [];
    if (name !== undefined) sent.push(name);
  });
}

const dayMs = 24 * 60 * 60 * 1000;
/** Every session that was opened so far is over at the server; the browser still has its cookie. */
function endSessions(): void {
  aheadMs += dayMs;
}

const dialog = () => page.getByRole("dialog", { name: "Your session has ended" });
const focused = () => page.evaluate(() => document.activeElement?.getAttribute("name"));
const eventually = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: 30_000 });
const countOf = (name: string) => sent.filter((one) => one === name).length;
const below = () => page.getByRole("dialog", { name: "Create a group" });
const groupName = () => below().getByLabel("Group name");
const policyName = () => page.getByRole("textbox", { name: "Name" });
const button = (name: string) => page.getByRole("button", { name, exact: true });

async function signInAgain(key = rootKey as typeof aliceKey): Promise<void> {
  await dialog().getByLabel("AccessKey ID").fill(key.accessKeyId);
  await dialog().locator("[name=accessKeySecret]").fill(key.accessKeySecret);
  await dialog().getByRole("button", { name: "Sign in" }).click();
}

/** A form of a dialog that is filled in and sent when the session is over. */
async function sendNewGroup(name: string): Promise<void> {
  await page.goto(`${url}/access/groups`);
  await button("Create group").click();
  await groupName().fill(name);
  endSessions();
  await below().getByRole("button", { name: "Create group" }).click();
  await dialog().waitFor();
}

describe("a session that ends while something is typed", () => {
  test("asks to sign in over the page, and what was typed is sent when it is sent once more", async () => {
    await giveSession(opened);
    await page.goto(`${url}/access/policies/new`);
    await policyName().fill("kept-policy");
    endSessions();
    await button("Create policy").click();
    await dialog().waitFor();
    expect(await dialog().getByLabel("AccessKey ID").inputValue()).toBe(rootKey.accessKeyId);
    await eventually(focused).toBe("accessKeySecret");
    await page.keyboard.type("wrong");
    await page.keyboard.press("Enter");
    await dialog().getByText("This is not a sign-in of this server").waitFor();
    await signInAgain();
    await dialog().waitFor({ state: "detached" });
    await page.getByRole("alert").getByText("You are signed in again: press once more").waitFor();
    expect(await policyName().inputValue()).toBe("kept-policy");
    expect(page.url()).toBe(`${url}/access/policies/new`);
    await eventually(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Create policy");
    expect(countOf("RAM/CreatePolicy")).toBe(1);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "kept-policy" }).waitFor();
    expect(countOf("RAM/CreatePolicy")).toBe(2);
  });

  test("asks so, too, when the server has other files by then", async () => {
    await giveSession(opened);
    await page.goto(`${url}/access/policies/new`, { waitUntil: "networkidle" });
    await policyName().fill("kept-policy");
    await page.route("**/assets/**", (route) => route.abort());
    endSessions();
    await button("Create policy").click();
    await signInAgain();
    await dialog().waitFor({ state: "detached" });
    expect(await policyName().inputValue()).toBe("kept-policy");
  });

  test("leaves a dialog open below, to which neither keys nor the focus come meanwhile", async () => {
    await giveSession(opened);
    await sendNewGroup("below");
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press("Tab");
      const isWithin = await page.evaluate(() => {
        const within = document.activeElement?.closest("[role=dialog]");
        return document.activeElement === document.body || within?.textContent?.includes("Your session has ended");
      });
      expect(isWithin).toBe(true);
    }
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    expect(await page.getByRole("combobox").count()).toBe(0);
    await signInAgain();
    await dialog().waitFor({ state: "detached" });
    await below().getByText("You are signed in again: press once more").waitFor();
    expect(await groupName().inputValue()).toBe("below");
    await below().getByRole("button", { name: "Create group" }).click();
    await page.waitForURL(`${url}/access/groups/below`);
    expect(countOf("RAM/CreateGroup")).toBe(2);
  });

  test("begins with the password for who came with one", async () => {
    await page.goto(`${url}/sign-in`);
    await page.getByText("User and password").click();
    await page.getByLabel("User name").fill("alice");
    await page.locator("[name=password]").fill(password);
    await button("Sign in").click();
    await page.getByRole("heading", { name: "Good to see you, alice" }).waitFor();
    await sendNewGroup("of-alice");
    await dialog().getByText("Sign in again as alice").waitFor();
    expect(await dialog().locator("[name=account]").inputValue()).toBe(world.server.accountId);
    expect(await dialog().locator("[name=userName]").inputValue()).toBe("alice");
    await eventually(focused).toBe("password");
    await page.keyboard.type(password);
    await page.keyboard.press("Enter");
    await dialog().waitFor({ state: "detached" });
    expect(await groupName().inputValue()).toBe("of-alice");
  });

  test("goes on by itself when its principal signs in from another tab", async () => {
    await giveSession(opened);
    await sendNewGroup("other-tab");
    await giveSession(opened);
    await page.evaluate(() => dispatchEvent(new Event("focus")));
    await dialog().waitFor({ state: "detached" });
    expect(await groupName().inputValue()).toBe("other-tab");
  });

  test("shows nothing of the page to somebody else who signs in", async () => {
    await giveSession(opened);
    await page.goto(`${url}/explorer/RAM/CreatePolicy#PolicyName=of-the-root`);
    await button("Call").click();
    await page.getByRole("region", { name: "Answer", exact: true }).getByText("MissingParameter").first().waitFor();
    await page.goto(`${url}/access/policies/new`);
    const Statement = [{ Effect: "Allow", Action: "oss:GetObject", Resource: "acs:oss:*:*:of-the-root/*" }];
    await page.locator("textarea[name=PolicyDocument]").fill(JSON.stringify({ Version: "1", Statement }));
    await policyName().fill("of-the-root");
    endSessions();
    await button("Create policy").click();
    await signInAgain(aliceKey);
    await page.getByRole("heading", { name: "Good to see you, alice" }).waitFor();
    expect(page.url()).toBe(`${url}/`);
    await page.getByText("Calls that you make in the Explorer").waitFor();
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain("of-the-root");
    await page.goto(`${url}/access/policies/new`);
    await button("Create policy").waitFor();
    expect(await page.locator("body").innerText()).not.toContain("of-the-root");
  });

  test("asks so, too, where sessions themselves are looked at", async () => {
    await giveSession(opened);
    await page.goto(`${url}/access/sessions`);
    await page
      .getByRole("button", { name: /^End the session of/ })
      .first()
      .click();
    endSessions();
    await page.getByRole("dialog").getByRole("button", { name: "End the session" }).click();
    await signInAgain();
    await dialog().waitFor({ state: "detached" });
    await page.getByRole("dialog").getByRole("button", { name: "End the session" }).waitFor();
  });

  test("can be left for the sign-in page", async () => {
    await giveSession(opened);
    await sendNewGroup("left");
    await dialog().getByRole("button", { name: "Leave this page" }).click();
    await page.waitForURL(`${url}/sign-in`);
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
  });
});

test("who signs in after somebody else has signed out finds nothing of theirs", async () => {
  await giveSession(opened);
  await page.goto(`${url}/access/policies/new`);
  const Statement = [{ Effect: "Allow", Action: "oss:GetObject", Resource: "acs:oss:*:*:of-the-root/*" }];
  await page.locator("textarea[name=PolicyDocument]").fill(JSON.stringify({ Version: "1", Statement }));
  await button("Signed in as Account root").click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByLabel("AccessKey ID").fill(aliceKey.accessKeyId);
  await page.locator("[name=accessKeySecret]").fill(aliceKey.accessKeySecret);
  await button("Sign in").click();
  await page.getByRole("heading", { name: "Good to see you, alice" }).waitFor();
  await page.getByRole("link", { name: "Access", exact: true }).click();
  await page.getByRole("link", { name: "Policies", exact: true }).first().click();
  await page.getByRole("link", { name: "Create policy" }).click();
  const text = await page.locator("textarea[name=PolicyDocument]").inputValue();
  expect(text).toContain("Statement");
  expect(text).not.toContain("of-the-root");
});

describe("a tab in whose browser somebody signs in meanwhile", () => {
  const policyNameOf = async (name: string) => {
    await giveSession(opened);
    await page.goto(`${url}/access/policies/new`);
    await policyName().fill(name);
  };
  const signOut = async () => {
    await button("Signed in as Account root").click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
  };
  const isSignedIn = async () => {
    const answer = await page.context().request.get(`${url}/session`);
    return ((await answer.json()) as { readonly signedIn: boolean }).signedIn;
  };

  test.each([
    ["the same one", () => rootKey],
    ["somebody else", () => aliceKey],
  ])("signs out whoever is signed in by then: %s", async (_, key) => {
    await policyNameOf("of-the-root");
    await giveSession(opened, key());
    await signOut();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(page.url()).toBe(`${url}/sign-in`);
    expect(await isSignedIn()).toBe(false);
    expect(await page.locator("body").innerText()).not.toContain("alice");
  });

  test.each([
    ["looked at again", () => dispatchEvent(new Event("focus"))],
    ["gone back to", () => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))],
  ])("is loaded anew for somebody else when it is %s", async (_, happen) => {
    await policyNameOf("of-the-root");
    await giveSession(opened, aliceKey);
    await page.evaluate(happen);
    await page.getByRole("heading", { name: "Good to see you, alice" }).waitFor();
    expect(page.url()).toBe(`${url}/`);
  });

  test("stays as it is for the same one, also when it is looked at again", async () => {
    await policyNameOf("kept-on");
    await giveSession(opened);
    const asked = page.waitForResponse(`${url}/session`);
    await page.evaluate(() => dispatchEvent(new Event("focus")));
    await (await asked).finished();
    await button("Create policy").click();
    await page.getByRole("heading", { name: "kept-on" }).waitFor();
    expect(countOf("RAM/CreatePolicy")).toBe(1);
  });
});

test("an answer from before the sign-out, which comes after it, signs nobody in", async () => {
  await giveSession(opened);
  await page.goto(`${url}/access`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  const held = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  await page.route(`${url}/session`, async (route) => {
    const response = await route.fetch();
    asked.resolve();
    await held.promise;
    await route.fulfill({ response });
  });
  await page.getByRole("link", { name: "Users", exact: true }).first().click();
  await asked.promise;
  await button("Signed in as Account root").click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  const late = page.waitForResponse(`${url}/session`);
  held.resolve();
  await (await late).finished();
  await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
  expect(await page.getByRole("heading", { name: "Sign in" }).count()).toBe(1);
  expect(page.url()).toBe(`${url}/sign-in`);
});

test("what was only to be read is read without pressing anything again", async () => {
  await giveSession(opened);
  await page.goto(`${url}/access`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  endSessions();
  await page.getByRole("link", { name: "Users", exact: true }).first().click();
  await signInAgain();
  await page.getByRole("link", { name: "alice" }).waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
});

test.each([
  ["en-US", "Your session has ended"],
  ["zh-CN", "会话已结束"],
])("the dialog has no fault in %s, in both schemes, on a phone and on a wide screen", async (locale, title) => {
  await page.context().close();
  await open({ locale });
  await giveSession(opened);
  await page.goto(`${url}/access`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  endSessions();
  await page
    .getByRole("link", { name: /^(Users|用户)$/ })
    .first()
    .click();
  await page.getByRole("dialog", { name: title }).waitFor();
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 });
    expect(await findFaults(page, ["light", "dark"], "[role=dialog]")).toEqual([]);
  }
  expect([...opened.hosts]).toEqual([new URL(url).host]);
});

describe("the calls of a tab whose session has ended", () => {
  const calls = async () => {
    await page.goto(`${url}/explorer/RAM/GetUser`);
    await button("History").click();
    return page.getByRole("dialog", { name: "History" });
  };
  beforeEach(async () => {
    await giveSession(opened);
    await page.goto(`${url}/explorer/RAM/GetUser#UserName=seen-by-root`);
    await button("Call").click();
    await page.getByRole("region", { name: "Answer", exact: true }).getByText("EntityNotExist").first().waitFor();
    await (await calls()).getByText("UserName=seen-by-root").waitFor();
    endSessions();
  });

  test("are seen by nobody who is not signed in, and again by who made them", async () => {
    await (await calls()).getByText("No call yet.").waitFor();
    await giveSession(opened);
    await (await calls()).getByText("UserName=seen-by-root").waitFor();
  });

  test("are forgotten when somebody else signs in", async () => {
    await giveSession(opened, aliceKey);
    await (await calls()).getByText("No call yet.").waitFor();
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain("seen-by-root");
    await giveSession(opened);
    await (await calls()).getByText("No call yet.").waitFor();
  });
});
