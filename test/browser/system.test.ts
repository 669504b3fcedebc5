import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { unzipSync } from "fflate";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { call, rootKey } from "../server.ts";
import { overflowOf } from "./barriers.ts";
import { type ConsolePage, giveSession, openConsole } from "./console-page.ts";
import { prepareConsole } from "./console-world.ts";

const world = prepareConsole();
let opened: ConsolePage;
let page: ConsolePage["page"];
let url: string;
/** A user without any right. */
let nobody: { readonly accessKeyId: string; readonly accessKeySecret: string };

beforeAll(async () => {
  nobody = await makeUser("nobody");
});
beforeEach(async () => {
  opened = await openConsole(world);
  ({ page, url } = opened);
});
afterEach(() => page.context().close());

async function makeUser(UserName: string) {
  const options = { version: "2015-05-01" };
  await call(world.server, "CreateUser", { UserName }, options);
  const { AccessKey } = (await call(world.server, "CreateAccessKey", { UserName }, options)) as {
    AccessKey: Record<string, string>;
  };
  return { accessKeyId: String(AccessKey.AccessKeyId), accessKeySecret: String(AccessKey.AccessKeySecret) };
}

const eventually = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 30_000 });
const region = (name: string) => page.getByRole("region", { name, exact: true });

describe("the system page", () => {
  test("shows the root of the first account health, storage, work, writes and versions, and reads them again by itself", async () => {
    await giveSession(opened);
    await page.clock.install();
    await page.goto(`${url}/system`);
    await page.getByRole("heading", { name: "Ready", exact: true }).waitFor();
    for (const name of ["Health", "Storage", "Work under way", "Writes", "This server", "For monitoring"])
      await region(name).waitFor();
    expect(await region("This server").innerText()).toContain(process.versions.node);
    expect(await region("For monitoring").innerText()).toContain(new URL(url).host);
    const read = page.getByText(/^Read at /);
    const before = await read.innerText();
    await page.evaluate(() => document.querySelector("h2")?.setAttribute("data-kept", "yes"));
    await call(world.server, "CreateYikeProduction", { Title: "while somebody looks" });
    await page.clock.runFor(5000);
    await eventually(() => read.innerText()).not.toBe(before);
    expect(await page.locator("h2[data-kept=yes]").count()).toBe(1);
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("button", { name: "Go on" }).waitFor();
  });

  test("keeps what it has read when the server no longer answers, and says since when", async () => {
    await giveSession(opened);
    await page.clock.install();
    await page.goto(`${url}/system`);
    await region("Storage").waitFor();
    await page.route("**/session/call/**", (route) => route.abort());
    await page.clock.runFor(5000);
    await page.getByText(/^No answer since /).waitFor();
    expect(await region("Storage").count()).toBe(1);
  });

  test("tells who may not see it what is missing, and everybody whether the server is ready", async () => {
    await giveSession(opened, nobody);
    await page.goto(`${url}/system`);
    await eventually(() => page.getByRole("alert").innerText()).toContain('{\n  "Version": "1",');
    await page.getByRole("heading", { name: "Ready", exact: true }).waitFor();
    expect(await region("Storage").count()).toBe(0);
    await page.context().clearCookies();
    await page.goto(`${url}/system`);
    await page.getByRole("heading", { name: "Ready", exact: true }).waitFor();
    await page.getByText("shown to those who are signed in").waitFor();
  });

  test("says of a disk that is gone what it means and what to do, in the reader's language, to everybody", async ({
    onTestFinished,
  }) => {
    const marker = join(world.server.folder, "volume.json");
    await rename(marker, `${marker}.away`);
    onTestFinished(() => rename(`${marker}.away`, marker));
    await page.addInitScript(() => localStorage.setItem("medialoft.language", "zh"));
    const failing = page.locator("[data-failing=true]");
    await page.goto(`${url}/system`);
    await page.getByRole("heading", { name: "未就绪" }).waitFor();
    const told = await failing.innerText();
    expect(told).toContain("磁盘\n无法读取数据文件夹。请检查其磁盘是否已挂载且正常。");
    expect(await failing.locator("[lang=en]").innerText()).toContain("has lost its volume.json");
    await giveSession(opened);
    await page.goto(`${url}/system`);
    await page.getByRole("heading", { name: "存储" }).waitFor();
    expect(await failing.innerText()).toBe(told);
  });

  test("shows another account its own share, and says that there is more", async () => {
    const made = await call(world.server, "CreateAccount", { Title: "other" }, { version: "2026-11-01" });
    await giveSession(opened, {
      accessKeyId: String(made.AccessKeyId),
      accessKeySecret: String(made.AccessKeySecret),
    });
    await page.goto(`${url}/system`);
    await region("Storage").waitFor();
    await page.getByText("shown to its first account").waitFor();
    expect(await region("This server").count()).toBe(0);
  });
});

describe("the page that an error answer recommends", () => {
  /** The address in an error answer, and the id of its request. */
  async function fail(key: typeof rootKey | typeof nobody): Promise<URL> {
    const error: unknown = await call(
      world.server,
      "GetYikeAssetMediaInfo",
      { MediaId: "0".repeat(32) },
      { key },
    ).catch((thrown: unknown) => thrown);
    const { Recommend } = (error as { data: { Recommend: string } }).data;
    return new URL(Recommend);
  }
  const open = async (recommended: URL) => page.goto(`${url}${recommended.pathname}${recommended.search}`);

  test("shows who may read the audit log the request itself and what decided", async () => {
    const recommended = await fail(nobody);
    await giveSession(opened);
    await open(recommended);
    const request = region("The request itself");
    await eventually(() => request.innerText()).toContain("user/nobody");
    expect(await request.innerText()).toContain("403");
    expect(await request.innerText()).toContain(recommended.searchParams.get("requestId"));
    await request.getByRole("link", { name: "Show it in the audit log" }).click();
    await page.waitForURL(/\/access\/audit\?/);
    await page.getByText("GetYikeAssetMediaInfo").first().waitFor();
  });

  test("says when nobody is signed in, and comes back after signing in", async () => {
    const recommended = await fail(rootKey);
    await open(recommended);
    await region("The request itself").getByText("Sign in to see").waitFor();
    await region("The request itself").getByRole("link", { name: "Sign in" }).click();
    await page.locator("[name=accessKeyId]").fill(rootKey.accessKeyId);
    await page.locator("[name=accessKeySecret]").fill(rootKey.accessKeySecret);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL(`${url}${recommended.pathname}${recommended.search}`);
    await eventually(() => region("The request itself").innerText()).toContain("404");
  });

  test("says when the log may not be read, and when it has no such request", async () => {
    const recommended = await fail(nobody);
    await giveSession(opened, nobody);
    await open(recommended);
    await page.getByText("You may not read the audit log").waitFor();
    await page.context().clearCookies();
    await giveSession(opened);
    recommended.searchParams.set("requestId", "00000000-0000-4000-8000-000000000000");
    await open(recommended);
    await page.getByText("no such request").waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await overflowOf(page)).toBe(0);
  });
});

describe("a project that is downloaded", () => {
  const run = promisify(execFile);
  const root = fileURLToPath(new URL("../..", import.meta.url));

  test("in TypeScript holds what was filled in, and calls this server when it is started", async () => {
    const hostile = `"; process.exit(1); //\n../../x 中文`;
    await page.goto(`${url}/explorer/ICE/CreateYikeProduction#Title=${encodeURIComponent(hostile)}`);
    const button = page.getByRole("button", { name: "Download project" });
    const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
    expect(download.suggestedFilename()).toBe("create-yike-production-typescript-esm.zip");
    const files = unzipSync(await readFile(await download.path()));
    const folder = await mkdtemp(join(tmpdir(), "medialoft-download-"));
    try {
      for (const [path, content] of Object.entries(files)) {
        expect(path).toMatch(/^create-yike-production\/[\w.-]+$/);
        await mkdir(join(folder, dirname(path)), { recursive: true });
        await writeFile(join(folder, path), content);
      }
      const project = join(folder, "create-yike-production");
      // Its packages are in test/samples-run installed from the registry; here they are those of this very checkout.
      await symlink(join(root, "node_modules"), join(project, "node_modules"));
      const env = {
        PATH: process.env.PATH,
        ALIBABA_CLOUD_ACCESS_KEY_ID: rootKey.accessKeyId,
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: rootKey.accessKeySecret,
      };
      const { stdout } = await run(process.execPath, ["index.mts"], { cwd: project, env });
      const { ProductionId } = JSON.parse(stdout);
      const { ProductionList } = (await call(world.server, "ListYikeProductions", { ProductionIds: ProductionId })) as {
        ProductionList: Record<string, string>[];
      };
      expect(ProductionList.find((one) => one.ProductionId === ProductionId)?.Title).toBe(hostile);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
