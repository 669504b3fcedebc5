import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { call, waitUntilPrepared } from "../server.ts";
import { type ConsolePage, giveSession, openConsole, signIn } from "./console-page.ts";
import { prepareConsole } from "./console-world.ts";

const sample = fileURLToPath(new URL("../../demo/sample.mp4", import.meta.url));

const world = prepareConsole();
let opened: ConsolePage;
let page: ConsolePage["page"];
let url: string;
let readerKey: { readonly accessKeyId: string; readonly accessKeySecret: string };

beforeAll(async () => {
  readerKey = await makeReader();
});
beforeEach(async () => {
  opened = await openConsole(world);
  ({ page, url } = opened);
});
afterEach(async () => {
  await page.context().close();
});

/** A user who may list and must not register. */
async function makeReader() {
  const ram = (action: string, fields: Record<string, string>) =>
    call(world.server, action, fields, { version: "2015-05-01" });
  const Statement = [
    { Effect: "Allow", Action: "ice:List*", Resource: "*" },
    { Effect: "Deny", Action: "ice:RegisterYikeAssetMediaInfo", Resource: "*" },
  ];
  await ram("CreateUser", { UserName: "reader" });
  await ram("CreatePolicy", { PolicyName: "only-lists", PolicyDocument: JSON.stringify({ Version: "1", Statement }) });
  await ram("AttachPolicyToUser", { PolicyType: "Custom", PolicyName: "only-lists", UserName: "reader" });
  await ram("CreateLoginProfile", { UserName: "reader", Password: "A-long-Passw0rd!" });
  const { AccessKey } = (await ram("CreateAccessKey", { UserName: "reader" })) as { AccessKey: Record<string, string> };
  return { accessKeyId: String(AccessKey.AccessKeyId), accessKeySecret: String(AccessKey.AccessKeySecret) };
}

/** Waits for what a page comes to. */
const eventually = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 30_000 });
const callButton = () => page.getByRole("button", { name: "Call", exact: true });
const answer = () => page.getByRole("region", { name: "Answer", exact: true });
const code = () => page.getByRole("region", { name: "Code for these parameters" });

describe("signing in", () => {
  test("says what is wrong, lets the right key in, and ends with signing out", async () => {
    await page.goto(url);
    await page.getByLabel("AccessKey ID").fill(readerKey.accessKeyId);
    await page.locator("[name=accessKeySecret]").fill("wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("This is not a sign-in of this server").waitFor();
    await signIn(opened, readerKey);
    await page.getByRole("heading", { name: "Good to see you, reader" }).waitFor();
    await page.evaluate(() => sessionStorage.setItem("medialoft.calls", '[{"action":"GetUser"}]'));
    await page.getByRole("button", { name: "Signed in as reader" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL(`${url}/sign-in`);
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain("GetUser");
    await page.goto(url);
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
  });

  test("a user comes in with a password, and goes on where he wanted to", async () => {
    await page.goto(`${url}/explorer/ICE/ListYikeProductions#PageSize=3`);
    await page.getByRole("link", { name: "Sign in to call" }).click();
    await page.getByText("User and password").click();
    await page.getByLabel("User name").fill("reader");
    await page.locator("[name=password]").fill("A-long-Passw0rd!");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`${url}/explorer/ICE/ListYikeProductions#PageSize=3`);
    await eventually(() => page.locator("[name=PageSize]").inputValue()).toBe("3");
  });

  test("leads to no other site", async () => {
    await page.goto(`${url}/sign-in?to=//example.com/`);
    await signInHere();
    await page.waitForURL(`${url}/`);
  });
});

async function signInHere(): Promise<void> {
  await page.locator("[name=accessKeyId]").fill(readerKey.accessKeyId);
  await page.locator("[name=accessKeySecret]").fill(readerKey.accessKeySecret);
  await page.getByRole("button", { name: "Sign in" }).click();
}

describe("the explorer", () => {
  test("shows the code of what is typed without a call, and without signing in", async () => {
    await page.goto(`${url}/explorer/ICE/CreateYikeAssetUpload`);
    await page.locator("[name=FileExt]").fill('a"b');
    await eventually(() => code().innerText()).toContain('FileExt: "a\\"b"');
    await page.getByRole("tab", { name: "Python" }).click();
    await eventually(() => code().innerText()).toContain("ALIBABA_CLOUD_ACCESS_KEY_ID");
    expect(await code().innerText()).toContain('a\\"b');
  });

  test("calls a read operation, and keeps the call to be filled in again", async () => {
    await giveSession(opened, readerKey);
    await page.goto(`${url}/explorer/ICE/ListYikeProductions`);
    await page.getByText("Decided by only-lists").waitFor();
    await page.locator("[name=PageSize]").fill("5");
    await callButton().click();
    await eventually(() => answer().innerText()).toContain("ProductionList");
    expect(await answer().locator("dd").first().innerText()).toBe("200");
    await page.locator("[name=PageSize]").fill("6");
    await page.getByRole("button", { name: "History" }).click();
    await page.getByRole("button", { name: "Fill in again" }).click();
    await eventually(() => page.locator("[name=PageSize]").inputValue()).toBe("5");
    await page.waitForURL(`${url}/explorer/ICE/ListYikeProductions#PageSize=5`);
  });

  test("tells before and after the call which statement denies it", async () => {
    await giveSession(opened, readerKey);
    await page.goto(`${url}/explorer/ICE/RegisterYikeAssetMediaInfo#InputURL=x&MediaType=video`);
    const permission = page.getByRole("region", { name: "Permission" });
    await eventually(() => permission.innerText()).toContain("Denies");
    expect(await permission.innerText()).toContain("Decided by only-lists");
    await callButton().click();
    await eventually(() => answer().innerText()).toContain("Forbidden");
    expect(await answer().innerText()).toMatch(/only-lists|Deny/);
    await answer().getByRole("link", { name: "Why this happens" }).click();
    await page.waitForURL((address) => address.href.startsWith(`${url}/troubleshoot?q=Forbidden&requestId=`));
    await page.getByText("What to do").first().waitFor();
  });

  test("tells whether a call is allowed however long its values are", async () => {
    await giveSession(opened);
    await page.goto(`${url}/explorer/RAM/CreatePolicy`);
    await page.locator("[name=PolicyDocument]").fill("x".repeat(100_000));
    const asked = page.waitForResponse((response) => /session.check.*tags/.test(response.url()));
    await page.locator("[name=PolicyName]").fill("tags");
    expect((await asked).status()).toBe(200);
    const permission = page.getByRole("region", { name: "Permission" });
    await eventually(() => permission.innerText()).toContain("Allowed ram:CreatePolicy");
  });

  test("gives the smallest policy that would allow a denied call as code to take along", async () => {
    await giveSession(opened, readerKey);
    await page.goto(`${url}/explorer/RAM/ListUsers`);
    await callButton().click();
    const policy = answer().getByRole("alert").locator("code", { hasText: "Statement" });
    expect(JSON.parse(await policy.innerText())).toMatchObject({ Statement: [{ Action: "ram:ListUsers" }] });
    await answer().getByRole("alert").getByRole("button", { name: "Copy" }).waitFor();
  });

  test("makes an asset of a file that is dropped", async () => {
    await giveSession(opened);
    await page.goto(`${url}/explorer/ICE/CreateYikeAssetUpload`);
    await page.locator("input[type=file]").setInputFiles(sample);
    await page.getByRole("link", { name: "Register it as an asset" }).click();
    await eventually(() => page.locator("[name=InputURL]").inputValue()).toContain(".mp4");
    await callButton().click();
    await eventually(() => answer().innerText()).toMatch(/MediaId\s*[0-9a-f]{32}/);
    const [, mediaId = ""] = /MediaId\s*([0-9a-f]{32})/.exec(await answer().innerText()) ?? [];
    const info = await waitUntilPrepared(world.server, mediaId);
    expect(info.MediaBasicInfo.Status).toBe("Normal");
    expect([...opened.hosts].sort()).toEqual(
      [new URL(world.server.apiUrl).host, new URL(world.server.objectUrl).host].sort(),
    );
  });

  test("sends lists item by item", async () => {
    await giveSession(opened);
    await page.goto(`${url}/explorer/RAM/TagResources`);
    await page.locator("[name=ResourceType]").fill("policy");
    await page.getByRole("group", { name: "ResourceNames" }).getByRole("button", { name: "Add one" }).click();
    await page.locator("[name='ResourceNames.1']").fill("only-lists");
    await page.getByRole("group", { name: /^Tag/ }).getByRole("button", { name: "Add one" }).click();
    await page.locator("[name='Tag.1.Key']").fill("team");
    await page.locator("[name='Tag.1.Value']").fill("blue");
    await callButton().click();
    await eventually(() => answer().locator("dd").first().innerText()).toBe("200");
    const tagged = await call(world.server, "ListTagResources", { ResourceType: "policy" }, { version: "2015-05-01" });
    expect(JSON.stringify(tagged)).toContain("blue");
  });
});

test("the reference shows what policies are asked for every operation, and leads to each of them", async () => {
  await page.goto(`${url}/reference`);
  await page.getByRole("link", { name: "All permissions" }).click();
  const rows = page.getByRole("table", { name: "Resource Access Management" }).getByRole("row");
  const attach = rows.filter({ has: page.getByRole("link", { name: "AttachPolicyToUser" }) });
  await eventually(() => attach.allInnerTexts()).toMatchObject([
    expect.stringContaining("user/{#UserName}"),
    expect.stringContaining("when PolicyType is not System"),
    expect.stringContaining("when PolicyType is System"),
  ]);
  await attach.first().getByRole("link").click();
  await page.waitForURL(`${url}/reference/RAM/AttachPolicyToUser`);
});

test("a page that is left writes nothing over the address of the next one, however long that takes to load", async () => {
  await giveSession(opened);
  await page.clock.install();
  for (const [path, field, link, next] of [
    ["/explorer/ICE/ListYikeProductions", "PageSize", "Reference", "/reference/ICE/ListYikeProductions"],
    ["/access/simulator?user=reader", "name", "Users", "/access/users"],
  ] as const) {
    await page.goto(`${url}${path}`);
    await page.locator(`main [name=${field}]`).waitFor();
    const { promise: isTime, resolve: goOn } = Promise.withResolvers<void>();
    await page.route("**/assets/*.js", (route) => isTime.then(() => route.continue()));
    const isAsked = page.waitForRequest("**/assets/*.js");
    await page.locator(`main [name=${field}]`).fill("5");
    await page.getByRole("main").getByRole("link", { name: link, exact: true }).click();
    await isAsked;
    await page.clock.runFor(1000);
    goOn();
    await page.waitForURL(`${url}${next}`);
    await page.unrouteAll({ behavior: "wait" });
    expect(page.url()).toBe(`${url}${next}`);
  }
});

test("a banner tells that nothing is denied while the account is in soft mode", async () => {
  const setMode = (Mode: string) => call(world.server, "SetAuthorizationMode", { Mode }, { version: "2026-11-01" });
  await giveSession(opened, readerKey);
  await page.goto(url);
  await page.getByRole("heading", { name: "Good to see you, reader" }).waitFor();
  expect(await page.getByText("Soft mode").count()).toBe(0);
  await setMode("soft");
  await page.goto(`${url}/explorer/ICE/RegisterYikeAssetMediaInfo`);
  await page.getByText("Soft mode: nothing is denied.").waitFor();
  await page.getByText("Denied by policy, let through in soft mode").waitFor();
  await page.context().clearCookies();
  await giveSession(opened);
  await page.goto(url);
  await page.getByText("Soft mode: nothing is denied.").waitFor();
  await setMode("enforce");
});

describe("the keyboard alone", () => {
  test("skips to the content, finds an operation and calls it", async () => {
    await giveSession(opened);
    await page.goto(url);
    await page.getByRole("heading", { name: "Good to see you" }).waitFor();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").waitFor();
    await page.keyboard.type("sts calleridentity");
    await page.getByRole("option", { name: "GetCallerIdentity" }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`${url}/explorer/STS/GetCallerIdentity`);
    await callButton().waitFor();
    await page.keyboard.press("Control+Enter");
    await eventually(() => answer().innerText()).toContain("IdentityType");
  });

  test("skips what stands before an operation's form, and loses nothing of it", async () => {
    await giveSession(opened);
    await page.goto(`${url}/explorer/RAM/CreateUser#UserName=alice`);
    await page.locator("[name=UserName]").waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Skip the list of operations");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Fill in an example");
    expect(page.url()).toBe(`${url}/explorer/RAM/CreateUser#UserName=alice`);
    expect(await page.locator("[name=UserName]").inputValue()).toBe("alice");
    await page.getByRole("link", { name: "DeleteUser" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "DeleteUser" }).waitFor();
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Fill in an example");
  });

  test("finds the pages of access management in the palette", async () => {
    await giveSession(opened);
    await page.goto(url);
    await page.getByRole("heading", { name: "Good to see you" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").waitFor();
    await page.keyboard.type("audit");
    await page.getByRole("option", { name: "Audit log" }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`${url}/access/audit`);
  });

  test("leaves the palette again, to where it came from", async () => {
    await giveSession(opened);
    await page.goto(url);
    const search = page.getByRole("button", { name: "Search operations and pages" });
    await search.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("combobox").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("combobox").waitFor({ state: "detached" });
    await eventually(() => search.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});
