import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ConsoleFiles } from "./console-files.ts";

let folder: string;
let url: string;
const server = createServer(async (request, response) => {
  const send = await files.find(request);
  if (send) send(response);
  else response.writeHead(404).end();
});
let files: ConsoleFiles;
const script = "export const text = 'a console';\n".repeat(50);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "medialoft-console-"));
  const built = join(folder, "console");
  await mkdir(join(built, "assets"), { recursive: true });
  await writeFile(join(folder, "secret.txt"), "not for anybody");
  await writeFile(join(built, "index.html"), '<style nonce="MEDIALOFT_CSP_NONCE"></style>');
  await writeFile(join(built, "assets/app-1.js"), script);
  await writeFile(join(built, "favicon.svg"), "<svg/>");
  await writeFile(join(built, ".env"), "SECRET=1");
  files = new ConsoleFiles(built, "http://127.0.0.1:8481");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { headers });

test("files are served with their type, compressed, and kept by browsers when their name changes with their content", async () => {
  const answer = await get("/assets/app-1.js", { "accept-encoding": "gzip" });
  expect(await answer.text()).toBe(script);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "text/javascript; charset=utf-8",
    "content-encoding": "gzip",
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    vary: "Accept-Encoding",
  });
  const plain = await get("/assets/app-1.js", { "accept-encoding": "identity" });
  expect(plain.headers.get("content-encoding")).toBeNull();
  expect(await plain.text()).toBe(script);
});

test("a file that a browser has is not sent again", async () => {
  const etag = String((await get("/favicon.svg")).headers.get("etag"));
  const again = await get("/favicon.svg", { "if-none-match": etag });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect((await get("/favicon.svg", { "if-none-match": '"other"' })).status).toBe(200);
});

test("whatever else a browser navigates to is the console's page, with a nonce of its own", async () => {
  const texts = [];
  for (const path of ["/", "/index.html", "/explorer/ICE/ListYikeProductions?x=1"]) {
    const answer = await get(path, { accept: "text/html,*/*" });
    const [, nonce] = /'nonce-([^']+)'/.exec(String(answer.headers.get("content-security-policy"))) ?? [];
    const text = await answer.text();
    expect(text).toBe(`<style nonce="${nonce}"></style>`);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    texts.push(text);
  }
  expect(new Set(texts).size).toBe(3);
});

test("what is asked by something else than a browser's navigation and is no file is left to others", async () => {
  expect((await get("/assets/gone.js")).status).toBe(404);
  expect((await get("/explorer")).status).toBe(404);
});

test("nothing outside of the folder is served, nor a hidden file", async () => {
  for (const path of ["/..%2fsecret.txt", "/%2e%2e/secret.txt", "/assets/..%5c..%5csecret.txt", "/.env", "/assets"]) {
    expect((await get(path)).status).toBe(404);
  }
});

test("files that vanish after they were read are still served, and a console that was not built is none", async () => {
  await rm(join(folder, "console"), { recursive: true });
  expect((await get("/assets/app-1.js")).status).toBe(200);
  files = new ConsoleFiles(join(folder, "console"), "http://127.0.0.1:8481");
  expect((await get("/", { accept: "text/html" })).status).toBe(404);
});
