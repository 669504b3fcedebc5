import type { Cookie, Route } from "playwright-core";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { call, rootKey } from "../server.ts";
import { type ConsolePage, openConsole, signIn } from "./console-page.ts";
import { prepareConsole } from "./console-world.ts";

const lifeSeconds = 60;
/** Four parts of the size that the console takes for small files, the last a half. */
const file = { name: "clip.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(3.5 * 2 ** 17, "medialoft") };

let clockAheadMs = 0;
const world = prepareConsole({ credentialLifeSeconds: `${lifeSeconds}s` }, () => Date.now() + clockAheadMs);
let opened: ConsolePage;
let page: ConsolePage["page"];
let cookies: Cookie[];
/** Writes on the object port, as `METHOD part status`. */
let writes: string[];

beforeAll(async () => {
  opened = await openConsole(world);
  ({ page } = opened);
  page.on("response", (response) => {
    const url = new URL(response.url());
    const method = response.request().method();
    if (url.origin !== world.server.objectUrl || method === "OPTIONS") return;
    writes.push(`${method} ${partOf(response.url()) || "upload"} ${response.status()}`);
  });
  await signIn(opened);
  cookies = await page.context().cookies();
});
beforeEach(async () => {
  await page.context().addCookies(cookies);
  await page.goto(`${opened.url}/explorer/ICE/RegisterYikeAssetMediaInfo`);
  await eventually(() => button("Choose a file").isEnabled()).toBe(true);
  writes = [];
});
afterEach(() => page.unrouteAll({ behavior: "ignoreErrors" }));

const partOf = (url: string): number => Number(new URL(url).searchParams.get("partNumber"));
/** The parts that arrived, by number: several are on the way at once. */
const sentParts = () =>
  writes
    .filter((write) => /^PUT \d 200$/.test(write))
    .map((write) => write.split(" ")[1])
    .sort();
const eventually = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: 30_000 });
const drop = () => page.getByRole("region", { name: "Drop a file here" });
const button = (name: string) => drop().getByRole("button", { name, exact: true });
const percent = (part: number) => drop().getByText(`${part} %`, { exact: true }).waitFor();
const dropFile = () => page.locator("input[type=file]").setInputFiles(file);

/** Keeps the first request of each of these parts on the way until it is told how to go on. */
async function holdParts(...parts: number[]): Promise<(go: (route: Route) => Promise<void>) => void> {
  const { promise, resolve } = Promise.withResolvers<(route: Route) => Promise<void>>();
  const held = new Set(parts);
  await page.route(`${world.server.objectUrl}/**`, async (route) => {
    if (route.request().method() !== "PUT" || !held.delete(partOf(route.request().url()))) return route.fallback();
    await (await promise)(route);
  });
  return resolve;
}
const goOn = (route: Route) => route.continue();

/** Drops a file on the page's heading; whether the browser goes on to open it. */
const dropBeside = () =>
  page.locator("h1").evaluate((heading) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["x"], "clip.mp4"));
    return heading.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  });

async function expectUploaded(): Promise<void> {
  await drop().getByText("Uploaded.").waitFor({ timeout: 30_000 });
  const InputURL = await page.locator("[name=InputURL]").inputValue();
  expect(await page.locator("[name=MediaType]").inputValue()).toBe("video");
  const { MediaId } = await call(world.server, "RegisterYikeAssetMediaInfo", { InputURL, MediaType: "video" });
  expect(MediaId).toMatch(/^[0-9a-f]{32}$/);
}

async function signInAgain(): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await dialog.locator("[name=accessKeySecret]").fill(rootKey.accessKeySecret);
  await dialog.getByRole("button", { name: "Sign in" }).click();
}

describe("a file that is dropped", () => {
  test("shows its progress, is paused, and goes on with what has not arrived", async () => {
    const release = await holdParts(3, 4);
    await dropFile();
    await percent(40);
    expect(await drop().getByRole("progressbar").getAttribute("aria-valuenow")).toBe("40");
    expect(await button("Choose a file").isDisabled()).toBe(true);
    await button("Pause").click();
    await eventually(() => button("Pausing…").isDisabled()).toBe(true);
    release(goOn);
    await drop().getByText("Paused at 40 %").waitFor();
    await button("Resume").click();
    await expectUploaded();
    expect(sentParts().filter((part) => part === "1" || part === "2")).toEqual(["1", "2"]);
  });

  test("is cancelled, and what has arrived is thrown away", async () => {
    const release = await holdParts(3, 4);
    await dropFile();
    await percent(40);
    await button("Cancel upload").click();
    await drop().getByText("Cancelled. What was uploaded is discarded.").waitFor();
    await eventually(() => writes).toContain("DELETE upload 204");
    release(goOn);
    await eventually(() => writes.filter((write) => write.endsWith(" 404"))).toHaveLength(2);
    expect(await drop().getByText("Cancelled. What was uploaded is discarded.").count()).toBe(1);
    expect(await drop().getByRole("alert").count()).toBe(0);
    expect(await page.locator("[name=InputURL]").inputValue()).toBe("");
    expect(await button("Choose a file").isEnabled()).toBe(true);
  });

  test("is not lost by a link or a file beside it: the page asks before it is left", async () => {
    const release = await holdParts(3, 4);
    await dropFile();
    await percent(40);
    await page.getByRole("link", { name: "Reference", exact: true }).first().click();
    const question = page.getByRole("dialog", { name: "Leave while a file is being uploaded?" });
    await question.getByRole("button", { name: "Cancel", exact: true }).click();
    await question.waitFor({ state: "detached" });
    expect(await dropBeside()).toBe(false);
    release(goOn);
    await expectUploaded();
    await page.getByRole("link", { name: "Reference", exact: true }).first().click();
    await page.waitForURL(`${opened.url}/reference`);
  });

  test("goes on after a part that failed, and sends only that part again", async () => {
    const release = await holdParts(2);
    await dropFile();
    await percent(60);
    release((route) => route.abort("connectionreset"));
    await drop().getByRole("alert").getByText("The upload failed. The object address did not answer.").waitFor();
    await drop().getByText("What arrived is kept").waitFor();
    await button("Resume").click();
    await expectUploaded();
    expect(sentParts()).toEqual(["1", "2", "3", "4"]);
  });

  test("goes on by itself when its credential ends on the way", async () => {
    const release = await holdParts(3, 4);
    await dropFile();
    await percent(40);
    clockAheadMs += lifeSeconds * 1000;
    release(goOn);
    await expectUploaded();
    expect(writes.some((write) => /^PUT \d 403$/.test(write))).toBe(true);
    expect(sentParts().filter((part) => part === "1" || part === "2")).toEqual(["1", "2"]);
  });

  test("goes on by itself each time that a credential ends, as long as something arrives with each", async () => {
    const releaseAgain = await holdParts(4);
    const release = await holdParts(3, 4);
    await dropFile();
    await percent(40);
    clockAheadMs += lifeSeconds * 1000;
    release(goOn);
    await percent(60);
    clockAheadMs += lifeSeconds * 1000;
    releaseAgain(goOn);
    await expectUploaded();
    expect(writes.filter((write) => write === "PUT 4 403")).toHaveLength(2);
  });

  test("that cannot be renewed, since the session is over, goes on after signing in again", async () => {
    const release = await holdParts(3, 4);
    await dropFile();
    await percent(40);
    clockAheadMs += lifeSeconds * 1000;
    await page.context().clearCookies();
    release(goOn);
    await signInAgain();
    await drop().getByRole("alert").getByText("You are signed in again: press once more").waitFor();
    await drop().getByText("What arrived is kept").waitFor();
    await button("Resume").click();
    await expectUploaded();
  });

  test("by somebody whose session is over is not sent at all", async () => {
    await page.context().clearCookies();
    await dropFile();
    await signInAgain();
    await drop().getByRole("alert").getByText("You are signed in again: press once more").waitFor();
    expect(writes).toEqual([]);
    await dropFile();
    await expectUploaded();
  });

  test("is refused when nothing is in it", async () => {
    await page.locator("input[type=file]").setInputFiles({ ...file, buffer: Buffer.alloc(0) });
    await drop().getByRole("alert").getByText("This file is empty.").waitFor();
    expect(writes).toEqual([]);
  });

  test("that the object address refuses is told of in the language that was chosen here, not in the browser's", async () => {
    const { page: chosen, url } = await openConsole(world);
    await chosen.context().addCookies(cookies);
    await chosen.addInitScript(() => localStorage.setItem("medialoft.language", "zh"));
    await chosen.route(`${world.server.objectUrl}/**uploadId=**`, (route) =>
      route.request().method() === "POST" ? route.continue({ postData: "<x/>" }) : route.fallback(),
    );
    await chosen.goto(`${url}/explorer/ICE/RegisterYikeAssetMediaInfo`);
    await eventually(() => chosen.getByRole("button", { name: "选择文件" }).isEnabled()).toBe(true);
    await chosen.locator("input[type=file]").setInputFiles(file);
    const alert = chosen.getByRole("alert");
    await alert.getByText("上传失败。Content-MD5 与收到的内容不符。").waitFor({ timeout: 30_000 });
    expect(await alert.locator("[lang=en]").innerText()).toBe(
      "InvalidDigest The Content-MD5 you specified did not match what we received.",
    );
    await chosen.context().close();
  });
});
