import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { openBrowser } from "../test/browser/browser.ts";
import { type ConsolePage, ensureConsole, openConsole, signIn } from "../test/browser/console-page.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { makeDemoContent } from "./demo-content.ts";

const folder = new URL("../docs/images/", import.meta.url);
const sample = fileURLToPath(new URL("../demo/sample.mp4", import.meta.url));

interface Shot {
  readonly name: string;
  readonly language: "en" | "zh";
  readonly scheme: "light" | "dark";
  readonly path: string;
  readonly isPhone?: true;
  /** Whoever has signed in sees no sign-in page. */
  readonly isSignedOut?: true;
  /** Brings the page to what is worth seeing. */
  readonly arrange?: (page: Page) => Promise<void>;
}

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

const toTop = (page: Page) => page.evaluate(() => scrollTo(0, 0));

const shots: readonly Shot[] = [
  {
    name: "explorer",
    language: "en",
    scheme: "light",
    path: "/explorer/ICE/ListYikeProductions#PageSize=20",
    async arrange(page) {
      await press(page, "Call");
      await page.getByText("ProductionList").first().waitFor();
      await toTop(page);
    },
  },
  {
    name: "explorer-upload",
    language: "zh",
    scheme: "dark",
    path: "/explorer/ICE/CreateYikeAssetUpload#FileExt=mp4",
    async arrange(page) {
      await page.locator("input[type=file]").setInputFiles(sample);
      await page.getByText("上传完成").waitFor();
      await page.getByRole("tab", { name: "代码" }).click();
      await toTop(page);
    },
  },
  { name: "reference", language: "en", scheme: "light", path: "/reference/ICE/RegisterYikeAssetMediaInfo" },
  { name: "policy", language: "en", scheme: "dark", path: "/access/policies/Custom/upload-from-studio" },
  {
    name: "simulator",
    language: "zh",
    scheme: "light",
    path: "/access/simulator?user=jonas&action=ice:DeleteYikeAssetMediaInfos&action=ice:GetYikeAssetMediaInfo",
    async arrange(page) {
      await press(page, "判定");
      await page.getByText("keep-originals").first().waitFor();
      await toTop(page);
    },
  },
  { name: "users", language: "en", scheme: "light", path: "/access/users" },
  { name: "audit", language: "en", scheme: "light", path: "/access/audit?action=ice:*" },
  {
    name: "audit-denial",
    language: "en",
    scheme: "dark",
    path: "/access/audit?decision=ExplicitDeny",
    async arrange(page) {
      await page
        .getByRole("button", { name: /^Open the record/ })
        .first()
        .click();
      await page
        .getByRole("dialog")
        .getByText(/^Denies /)
        .waitFor();
      await page.getByText("Make this call again in the Explorer").waitFor();
    },
  },
  { name: "sign-in", language: "zh", scheme: "light", path: "/sign-in", isSignedOut: true },
  { name: "phone-home", language: "zh", scheme: "light", path: "/", isPhone: true },
  { name: "phone-audit", language: "en", scheme: "dark", path: "/access/audit?action=ice:*", isPhone: true },
];

/** Pictures of the console for the documents, of a small studio that is made up for them. */
async function main(only: readonly string[]): Promise<void> {
  await ensureConsole();
  await mkdir(folder, { recursive: true });
  const [server, browser] = await Promise.all([startTestServer(), openBrowser()]);
  try {
    await makeDemoContent(server);
    for (const shot of shots.filter(({ name }) => only.length === 0 || only.includes(name))) {
      await take(shot, server, browser);
    }
  } finally {
    await browser.close();
    await server[Symbol.asyncDispose]();
  }
}

async function take(shot: Shot, server: TestServer, browser: Browser): Promise<void> {
  const { name, language, scheme, path, isPhone, isSignedOut, arrange } = shot;
  const opened: ConsolePage = await openConsole(
    { server, browser },
    {
      locale: language === "zh" ? "zh-CN" : "en-US",
      colorScheme: scheme,
      reducedMotion: "reduce",
      viewport: isPhone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
      deviceScaleFactor: isPhone ? 2 : 1.5,
    },
  );
  const { page, url } = opened;
  if (!isSignedOut) await signIn(opened);
  await page.goto(`${url}${path}`);
  await page.locator("h1").first().waitFor();
  await page.waitForLoadState("networkidle");
  await arrange?.(page);
  await page.waitForLoadState("networkidle");
  const picture = await page.screenshot({ animations: "disabled" });
  await sharp(picture)
    .webp({ quality: 88, effort: 6 })
    .toFile(fileURLToPath(new URL(`${name}.webp`, folder)));
  await page.context().close();
}

await main(process.argv.slice(2));
