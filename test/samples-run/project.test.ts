import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasProject, makeProject, type Project } from "../../src/reference/project.ts";
import { zipProject } from "../../src/reference/project-archive.ts";
import { sampleKinds } from "../../src/reference/samples/kinds.ts";
import type { SampleId } from "../../src/reference/samples/sample.ts";
import { find } from "../reference/described.ts";
import { rootKey, startTestServer, type TestServer } from "../server.ts";

const kindOf = (id: SampleId) => {
  const kind = sampleKinds.find((candidate) => candidate.id === id);
  if (!kind) throw new Error(`There is no form ${id}.`);
  return kind;
};

const request = {
  operation: find("CreateYikeProduction"),
  product: "ICE",
  parameters: { Title: "Autumn" },
  endpoint: "http://127.0.0.1:8480",
} as const;

describe.each(sampleKinds.filter(hasProject))("the project in $title", (kind) => {
  const { name, files } = makeProject(kind, request);
  const textOf = (path: string) => files.find((file) => file.path === path)?.text ?? "";

  test("is named after the operation, and each of its files once", () => {
    expect(name).toBe("create-yike-production");
    expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
    for (const { path } of files) expect(path).toMatch(/^[\w.-]+(\/[\w.-]+)*$/);
  });

  test("has source, README, an example of the environment, and keeps the real one out of git", () => {
    expect(textOf(kind.file)).toContain("Autumn");
    expect(textOf("README.md")).toContain("cp .env.example .env");
    expect(textOf(".env.example")).toMatch(/^ALIBABA_CLOUD_ACCESS_KEY_ID=$/m);
    expect(textOf(".gitignore").split("\n")).toContain(".env");
  });

  test("pins every package to one version", () => {
    const manifests = files.filter(({ path }) => /(\.json|\.txt|\.xml|\.mod|\.csproj)$/.test(path));
    for (const { text } of manifests) {
      expect(text).not.toMatch(/latest|\^|~|>=\d.*tea|\*/);
      expect(text).toMatch(/\d+\.\d+\.\d+/);
    }
  });
});

test.each(["ICE", "RAM", "STS"] as const)(
  "a project in TypeScript for %s pins what the samples are run with",
  (product) => {
    const operation = find({ ICE: "ListYikeProductions", RAM: "ListUsers", STS: "GetCallerIdentity" }[product]);
    const { files } = makeProject(kindOf("typescript-esm"), { ...request, operation, product, parameters: {} });
    const { dependencies } = JSON.parse(files.find(({ path }) => path === "package.json")?.text ?? "");
    expect(Object.keys(dependencies).length).toBe(3);
    for (const [name, version] of Object.entries(dependencies)) {
      const installed = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
      expect(JSON.parse(readFileSync(installed, "utf8")).version, name).toBe(version);
    }
  },
);

test("a project in TypeScript runs on what the server runs on, also on a Node that takes no types away", () => {
  const { files } = makeProject(kindOf("typescript-esm"), request);
  const { engines, scripts, devDependencies } = JSON.parse(
    files.find(({ path }) => path === "package.json")?.text ?? "",
  );
  expect(engines.node).toBe(">=20.20");
  expect(scripts.start).toMatch(/^tsx /);
  expect(devDependencies.tsx).toMatch(/^\d+\.\d+\.\d+$/);
});

test("there is no project of packages that no registry has", () => {
  expect(sampleKinds.filter((kind) => !hasProject(kind)).map(({ id }) => id)).toEqual(["typescript-typed"]);
});

describe("a project in TypeScript, unpacked into an empty folder,", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test.each([
    ["typescript-esm", "ICE", "ListYikeProductions", "ProductionList"],
    ["typescript-cjs", "STS", "GetCallerIdentity", "AccountId"],
  ] as const)("%s calls %s %s after npm install", async (id, product, action, element) => {
    const sent = { operation: find(action), product, parameters: {}, endpoint: server.apiUrl };
    const project = makeProject(kindOf(id), sent);
    const folder = await unpack(project);
    const inside = join(folder, project.name);
    try {
      await run(inside, "install", "--prefer-offline", "--no-audit", "--no-fund");
      const output = await run(inside, "--silent", "start");
      expect(JSON.parse(output)).toHaveProperty(element);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** The folder that its zip leaves, with the AccessKey filled in. */
async function unpack(project: Project): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "medialoft-project-"));
  for (const [path, content] of Object.entries(unzipSync(zipProject(project)))) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  const env = `ALIBABA_CLOUD_ACCESS_KEY_ID=${rootKey.accessKeyId}\nALIBABA_CLOUD_ACCESS_KEY_SECRET=${rootKey.accessKeySecret}\n`;
  await writeFile(join(folder, project.name, ".env"), env);
  return folder;
}

/** npm as a user of the project calls it, with this very Node. */
function run(folder: string, ...args: readonly string[]): Promise<string> {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|NODE_ENV|ALIBABA_|npm_(package|lifecycle))/.test(name),
  );
  const env = { ...Object.fromEntries(own), PATH: `${dirname(process.execPath)}:${process.env.PATH}` };
  return new Promise((resolve, reject) => {
    execFile("npm", args, { cwd: folder, env }, (error, stdout, stderr) =>
      error ? reject(new Error(`npm ${args.join(" ")}: ${stdout}${stderr}`)) : resolve(stdout),
    );
  });
}
