import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { type ConsolePage, giveSession, openConsole } from "./console-page.ts";
import { prepareConsole } from "./console-world.ts";

const world = prepareConsole();
let opened: ConsolePage;

afterEach(() => opened.page.context().close());

test.each(["en-US", "zh-CN"])(
  "an operation's page loads at most 200 kB of compressed scripts and data in %s, and of operations its own only",
  async (locale) => {
    opened = await openConsole(world, { locale });
    await giveSession(opened);
    const { page, url } = opened;
    const bodies = new Map<string, Promise<Buffer>>();
    page.on("response", (response) => {
      const { pathname } = new URL(response.url());
      if (/^\/assets\/.*\.js(on)?$/.test(pathname)) bodies.set(pathname, response.body());
    });
    await page.goto(`${url}/explorer/ICE/CreateYikeAssetUpload`, { waitUntil: "networkidle" });
    await page.locator("[name=FileExt]").fill("mp4");
    const sizes = (await Promise.all(bodies.values())).map((body) => gzipSync(body, { level: 9 }).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000);
    const language = locale.slice(0, 2);
    const data = [...bodies.keys()]
      .filter((path) => path.endsWith(".json"))
      .map((path) => path.replace(/.*-[\w-]{8}\//, ""));
    expect(data.sort()).toEqual([`${language}.json`, `${language}/CreateYikeAssetUpload.json`]);
  },
);

test("an operation that cannot be loaded says so, and comes when it is asked for again", async () => {
  opened = await openConsole(world);
  const { page, url } = opened;
  await page.goto(`${url}/explorer/ICE/CreateYikeAssetUpload`);
  await page.route("**/GetUser.json", (route) => route.abort(), { times: 1 });
  await page.getByRole("link", { name: "GetUser", exact: false }).first().click();
  await page.getByRole("alert").getByText("The server did not answer").waitFor();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("heading", { name: "GetUser" }).waitFor();
});

test.each(["Palette-*.js", "en.json"])(
  "a search whose %s cannot be loaded says so, and the page stays",
  async (file) => {
    opened = await openConsole(world);
    const { page, url } = opened;
    await page.route(`**/${file}`, (route) => route.abort());
    await page.goto(`${url}/sign-in`);
    await page.locator("[name=accessKeyId]").fill("typed");
    await page.keyboard.press("Control+k");
    await page.getByRole("alert").getByText("The server did not answer").waitFor();
    expect(await page.locator("[name=accessKeyId]").inputValue()).toBe("typed");
    expect(await page.getByRole("button", { name: "Try again" }).isVisible()).toBe(true);
  },
);

test.each([
  ["HistoryDrawer-*.js", "button", "History"],
  ["RequestPanel-*.js", "tab", "Request"],
] as const)(
  "a part of an operation's page that opens and cannot be loaded (%s) says so, and what is typed stays",
  async (...row) => {
    const [file, role, name] = row;
    opened = await openConsole(world);
    const { page, url } = opened;
    await page.route(`**/${file}`, (route) => route.abort());
    await page.goto(`${url}/explorer/ICE/CreateYikeAssetUpload`);
    await page.locator("[name=FileExt]").fill("mp4");
    await page.getByRole(role, { name }).click();
    await page.getByRole("alert").getByText("The server did not answer").waitFor();
    expect(await page.locator("[name=FileExt]").inputValue()).toBe("mp4");
  },
);

test("an operation that is chosen takes the place of the one before without an empty page between", async () => {
  opened = await openConsole(world);
  const { page, url } = opened;
  await page.goto(`${url}/explorer/ICE/CreateYikeAssetUpload`);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/GetUser.json", async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("link", { name: /^GetUser/ }).click();
  await page.waitForURL(`${url}/explorer/RAM/GetUser`);
  expect(await page.getByRole("heading", { name: "CreateYikeAssetUpload" }).count()).toBe(1);
  release();
  await page.getByRole("heading", { name: "GetUser" }).waitFor();
  expect(await page.getByRole("heading", { name: "CreateYikeAssetUpload" }).count()).toBe(0);
});
