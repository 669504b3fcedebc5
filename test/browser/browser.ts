import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import packaged, { inflate } from "@sparticuz/chromium";
import { type Browser, chromium, type Page } from "playwright-core";

const packageFolder = dirname(dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium"))));
const fontFolder = fileURLToPath(new URL("../fonts/", import.meta.resolve("@embedpdf/fonts-sc")));
const cacheFolder = fileURLToPath(new URL("../../node_modules/.cache/", import.meta.url));

/** Starts headless Chromium: the packaged one, or the one that MEDIALOFT_TEST_CHROMIUM names. */
export async function openBrowser(): Promise<Browser> {
  // The package's own list of arguments would switch web security off, and with it what these tests are about.
  const args = ["--no-sandbox"];
  const chosen = process.env.MEDIALOFT_TEST_CHROMIUM;
  if (chosen) return chromium.launch({ executablePath: chosen, args });
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("The packaged Chromium runs on 64-bit Linux: name one of yours in MEDIALOFT_TEST_CHROMIUM.");
  }
  const folder = await unpackBrowser();
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: join(folder, "al2023/lib"),
    FONTCONFIG_FILE: join(folder, "fonts.conf"),
  };
  return chromium.launch({ executablePath: join(folder, "chromium"), args, env });
}

/** The machine's fonts are left out, so that pages look the same on each, Chinese ones too. */
const formatFontSettings = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">${relative(folder, fontFolder)}</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/** Unpacks it once for each release of the package; a folder that has its final name is complete. */
async function unpackBrowser(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8"));
  const folder = join(cacheFolder, `test-chromium-fonts-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(cacheFolder, { recursive: true });
  const fresh = await mkdtemp(`${folder}-`);
  await withTemporaryFolder(fresh, async () => {
    await packaged.executablePath();
    await inflate(join(packageFolder, "bin/al2023.tar.br"));
  });
  await writeFile(join(fresh, "fonts.conf"), formatFontSettings(folder));
  await rename(fresh, folder).catch(async (error: NodeJS.ErrnoException) => {
    await rm(fresh, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  });
  return folder;
}

/** The package unpacks to wherever temporary files go, and takes what lies there for its own. */
async function withTemporaryFolder(folder: string, work: () => Promise<void>): Promise<void> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly status: number;
  /** The answer's Content-Range. */
  readonly range: string;
}

/** What a page asked for, in the order of the answers. */
export type Exchanges = readonly Exchange[];

/** Opens a page of a site in a profile of its own. */
export async function openPage(browser: Browser, address: string): Promise<{ page: Page; exchanges: Exchanges }> {
  const page = await browser.newPage();
  const exchanges: Exchange[] = [];
  page.on("response", (response) => {
    const method = response.request().method();
    const range = response.headers()["content-range"] ?? "";
    exchanges.push({ method, url: new URL(response.url()), status: response.status(), range });
  });
  await page.goto(address);
  return { page, exchanges };
}
