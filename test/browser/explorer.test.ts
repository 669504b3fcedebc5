import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { signRequest } from "../../console/explorer/signed-request.ts";
import { textHashes } from "../../console/explorer/text-hashes.ts";
import { call, rootKey } from "../server.ts";
import { findBarriers } from "./barriers.ts";
import { type ConsolePage, giveSession, openConsole } from "./console-page.ts";
import { prepareConsole } from "./console-world.ts";

const world = prepareConsole();
let opened: ConsolePage;
let page: ConsolePage["page"];
let url: string;
/** What the root's page asked for in one test. */
let addresses: string[] = [];
let bodies: string[] = [];
/** Of the one who may act as others, and lists nobody. */
let bossKey: typeof rootKey | { accessKeyId: string; accessKeySecret: string };

const ram = (action: string, fields: Record<string, string>) =>
  call(world.server, action, fields, { version: "2015-05-01" });

async function allow(UserName: string, Action: string[], Resource: string[] = ["*"]): Promise<void> {
  const document = { Version: "1", Statement: [{ Effect: "Allow", Action, Resource }] };
  await ram("CreateUser", { UserName });
  await ram("CreatePolicy", { PolicyName: `of-${UserName}`, PolicyDocument: JSON.stringify(document) });
  await ram("AttachPolicyToUser", { PolicyType: "Custom", PolicyName: `of-${UserName}`, UserName });
}

beforeAll(async () => {
  await allow("alice", ["ice:List*"]);
  await allow(
    "boss",
    ["sts:AssumeRole", "medialoft:ActAs"],
    ["acs:ram::*:role/lister", "acs:medialoft:*:*:user/alice"],
  );
  const { AccessKey } = (await ram("CreateAccessKey", { UserName: "boss" })) as { AccessKey: Record<string, string> };
  bossKey = { accessKeyId: String(AccessKey.AccessKeyId), accessKeySecret: String(AccessKey.AccessKeySecret) };
  const Principal = { RAM: [`acs:ram::${world.server.accountId}:user/boss`] };
  await ram("CreateRole", {
    RoleName: "lister",
    AssumeRolePolicyDocument: JSON.stringify({
      Version: "1",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal }],
    }),
  });
  await ram("AttachPolicyToRole", { PolicyType: "Custom", PolicyName: "of-alice", RoleName: "lister" });
  opened = await openConsole(world);
  ({ page, url } = opened);
  page.on("request", (request) => {
    addresses.push(request.url());
    bodies.push(request.postData() ?? "");
  });
  await giveSession(opened);
});
beforeEach(() => {
  addresses = [];
  bodies = [];
});

/** Waits for what a page comes to. */
const eventually = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 30_000 });
const region = (name: string) => page.getByRole("region", { name, exact: true });
const textOf = (name: string) => eventually(() => region(name).innerText());
const callButton = (name = "Call") => page.getByRole("button", { name, exact: true });
const openTab = (name: string) => page.getByRole("tab", { name, exact: true }).click();
/** What a label stands beside, in the answer's head. */
const fact = (name: string) => region("Answer").locator("dl > div", { hasText: name }).locator("dd");

/** From the top of the page: what the bar covers while somebody scrolls is in nobody's way. */
async function barriers(): Promise<string[]> {
  await page.evaluate(() => scrollTo(0, 0));
  return findBarriers(page);
}

describe("calling as somebody else", () => {
  test("the root chooses a user from the list, and sees that user's permissions count, before and after", async () => {
    await page.goto(`${url}/explorer/ICE/CreateYikeProduction#Title=x`);
    await textOf("Permission").toContain("root may do everything");
    await page.getByLabel("Call as").selectOption("A user");
    expect(await callButton().isDisabled()).toBe(true);
    await page.getByRole("combobox", { name: "User" }).click();
    await page.getByRole("option", { name: "alice" }).click();
    await page.getByText("Calling as alice, not as yourself.").waitFor();
    await textOf("Permission").toMatch(/user\/alice: ice:CreateYikeProduction No statement allows it/);
    await callButton("Call as alice").click();
    await eventually(() => fact("Status").innerText()).toBe("403");
    expect(await fact("Called as").innerText()).toBe("user/alice");
    const denial = region("Who was denied what");
    expect(await denial.innerText()).toMatch(/Action\s+ice:CreateYikeProduction\s[\s\S]*Why\s+No statement allows it/);
    expect(await barriers()).toEqual([]);
    await denial.getByRole("link", { name: "Decode the message" }).click();
    await eventually(() => page.locator("[name=EncodedDiagnosticMessage]").inputValue()).not.toBe("");
    await page.getByRole("button", { name: "History" }).click();
    await page.getByRole("dialog", { name: "History" }).getByText("Called as: alice").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "History" }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "As yourself again" }).click();
    await callButton().click();
    await textOf("Answer").toContain("DecodedDiagnosticMessage");
  });

  test("the language that was chosen here, not the browser's, is the one in which a denial is explained", async () => {
    const chosen = await openConsole(world);
    await giveSession(chosen, rootKey);
    await chosen.page.addInitScript(() => localStorage.setItem("medialoft.language", "zh"));
    await chosen.page.goto(`${url}/explorer/ICE/CreateYikeProduction#Title=x`);
    await chosen.page.getByLabel("调用身份").selectOption("用户");
    await chosen.page.getByRole("combobox", { name: "用户" }).fill("alice");
    await chosen.page.getByText("没有任何语句允许此操作。").waitFor();
    await chosen.page.getByRole("button", { name: "以 alice 的身份调用" }).click();
    await chosen.page.getByText("用户 alice 的权限策略均不允许执行 ice:CreateYikeProduction。").first().waitFor();
    await chosen.page.context().close();
  });

  test("who may list nobody types a name, is told why not, and calls as a role that trusts him", async () => {
    const ofRoot = page;
    const ofBoss = await openConsole(world);
    page = ofBoss.page;
    await giveSession(ofBoss, bossKey);
    await page.goto(`${url}/explorer/ICE/ListYikeProductions`);
    await page.getByLabel("Call as").selectOption("A user");
    await page.getByText("No list to choose from").waitFor();
    const user = page.getByRole("combobox", { name: "User" });
    await user.fill("nobody");
    await textOf("Permission").toMatch(/Denied user\/boss: medialoft:ActAs/);
    await callButton("Call as nobody").click();
    await textOf("Answer").toContain("medialoft:ActAs");
    await user.fill("alice");
    await textOf("Permission").toMatch(/Allowed user\/alice: ice:ListYikeProductions Decided by of-alice/);
    await page.getByLabel("Call as").selectOption("A role");
    await page.getByRole("combobox", { name: "Role" }).fill("lister");
    await textOf("Permission").toContain("Allowed role/lister/console: ice:ListYikeProductions");
    await callButton("Call as lister").click();
    await eventually(() => fact("Status").innerText()).toBe("200");
    expect(await fact("Called as").innerText()).toBe("role/lister/console");
    await page.context().close();
    page = ofRoot;
  });

  test("a role that does not let one in says so before the call", async () => {
    await page.goto(`${url}/explorer/ICE/ListYikeProductions`);
    await page.getByLabel("Call as").selectOption("A role");
    await page.getByRole("combobox", { name: "Role" }).fill("lister");
    await textOf("Permission").toContain("root cannot assume a role");
    await page.getByLabel("Call as").selectOption("A user");
    await page.getByRole("combobox", { name: "User" }).fill("nobody");
    await textOf("Permission").toMatch(/^Denied .*user/);
  });
});

describe("the request", () => {
  test("is renewed while typing, and leads step by step to the signature of either scheme", async () => {
    await page.goto(`${url}/explorer/ICE/ListYikeProductions`);
    await openTab("Request");
    await page.locator("[name=PageSize]").fill("7");
    await textOf("Request").toContain("PageSize=7");
    const figure = (name: string) => page.getByRole("figure", { name, exact: true }).locator("pre").innerText();
    const hash = textHashes.sha256Hex(await figure("Write the canonical request"));
    expect(await figure("Hash the canonical request")).toBe(hash);
    expect(await figure("Write the string to sign")).toBe(`ACS3-HMAC-SHA256\n${hash}`);
    expect(await figure("Headers")).toContain("Credential=YOUR-ACCESS-KEY-ID,");
    await page.getByText("Version 1.0 (RPC)").click();
    await page.getByText("In the query", { exact: true }).click();
    await page.getByText("Compare with your own client").click();
    await page.getByLabel("Nonce").fill("my-nonce");
    await eventually(() => figure("Method and address")).toContain("&SignatureNonce=my-nonce&");
    expect(await figure("Body")).toBe("Empty");
    expect(await barriers()).toEqual([]);
  });

  test.each(["acs3", "v1"] as const)("with a real key is one that the server takes: %s", async (scheme) => {
    for (const place of ["body", "query"] as const) {
      const {
        method,
        url: address,
        headers,
        body,
      } = signRequest[scheme](
        textHashes,
        { product: "ICE", action: "ListYikeProductions", parameters: { PageSize: "1" }, endpoint: world.server.apiUrl },
        { ...rootKey, time: `${new Date().toISOString().slice(0, 19)}Z`, nonce: crypto.randomUUID(), place },
      );
      const sent = headers.filter(([name]) => name !== "host").map(([name, value]): [string, string] => [name, value]);
      // An empty body would make fetch add a type that is not signed.
      const answer = await fetch(address, { method, headers: sent, ...(body !== "" && { body }) });
      expect(await answer.text()).toContain("ProductionList");
    }
  });
});

test("an answer in XML is shown as a tree and as it is, with a request id to copy", async () => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${url}/explorer/ICE/ListYikeProductions`);
  await page.getByLabel("Answer in").selectOption("XML");
  await callButton().click();
  await textOf("Answer").toContain("ProductionList");
  await page.getByRole("button", { name: "Copy request ID" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(await fact("Request ID").innerText()).toContain(copied);
  await openTab("Raw");
  expect(await region("Raw").innerText()).toMatch(/^<ListYikeProductionsResponse><RequestId>/);
  await openTab("Headers");
  expect(await region("Headers").innerText()).toContain("text/xml");
  await page.goto(`${url}/explorer/ICE/GetYikeAssetMediaInfo#MediaId=0`);
  await page.getByLabel("Answer in").selectOption("XML");
  await callButton().click();
  await eventually(() => region("Answer").getByRole("alert").innerText()).toMatch(
    /^InvalidParameter|^ResourceNotFound/,
  );
});

test("what deletes asks first: Enter alone cancels, and the keyboard confirms", async () => {
  await ram("CreateUser", { UserName: "leaver" });
  const calls = () => addresses.filter((address) => address.endsWith("/session/call/RAM/DeleteUser"));
  await page.goto(`${url}/explorer/RAM/DeleteUser#UserName=leaver`);
  await page.locator("[name=UserName]").focus();
  const question = page.getByRole("dialog", { name: "Delete?" });
  await page.keyboard.press("Control+Enter");
  await question.getByText("leaver").waitFor();
  await eventually(() => question.getByRole("button", { name: "Cancel" }).evaluate(isFocused)).toBe(true);
  await page.keyboard.press("Enter");
  await question.waitFor({ state: "detached" });
  expect(calls()).toEqual([]);
  await page.keyboard.press("Control+Enter");
  await eventually(() => question.getByRole("button", { name: "Cancel" }).evaluate(isFocused)).toBe(true);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await eventually(() => fact("Status").innerText()).toBe("200");
  expect(calls()).toHaveLength(1);
});

const isFocused = (element: Element): boolean => element === document.activeElement;

test("a secret that is typed goes into the call, and into no address, storage, code or shown request", async () => {
  const secret = "hunter2-Hunter2";
  await page.goto(`${url}/explorer/RAM/CreateLoginProfile`);
  await page.locator("[name=UserName]").fill("nobody");
  await page.locator("[name=Password]").fill(secret);
  await textOf("Code for these parameters").toContain("YOUR_Password");
  const seen: string[] = [];
  for (const tab of await page.getByRole("tablist", { name: "Language" }).getByRole("tab").all()) {
    await tab.click();
    seen.push(await region("Code for these parameters").innerText());
  }
  await openTab("Request");
  await textOf("Request").toContain("YOUR_Password");
  seen.push(await region("Request").innerText());
  await textOf("Permission").toContain("Allowed");
  await callButton().click();
  await textOf("Answer").toContain("EntityNotExist");
  await page.waitForURL(/#UserName=nobody$/);
  seen.push(...addresses);
  seen.push(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie, location.href])));
  expect(seen.length).toBeGreaterThan(10);
  expect(seen.filter((text) => text.includes("hunter2") || text.includes(rootKey.accessKeySecret))).toEqual([]);
  expect(addresses.filter((address) => address.includes("/session/check"))).not.toEqual([]);
  expect(bodies.filter((body) => body.includes(secret))).toHaveLength(1);
});
