import { crc32, inflateRawSync } from "node:zlib";
import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { hasProject, makeProject, type Project } from "../../src/reference/project.ts";
import { zipProject } from "../../src/reference/project-archive.ts";
import { sampleKinds } from "../../src/reference/samples/kinds.ts";
import { UnwritableValue } from "../../src/reference/samples/sample.ts";
import { find } from "../reference/described.ts";

const projectKinds = sampleKinds.filter(hasProject);
const request = (Title: string) =>
  ({
    operation: find("CreateYikeProduction"),
    product: "ICE",
    parameters: { Title },
    endpoint: "http://127.0.0.1:8480",
  }) as const;

const unzip = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([path, content]) => [path, Buffer.from(content).toString()]),
  );

const asRecord = ({ name, files }: Project): Record<string, string> =>
  Object.fromEntries(files.map(({ path, text }) => [`${name}/${path}`, text]));

describe.each(projectKinds)("the zip in $title", (kind) => {
  const project = makeProject(kind, request("Autumn"));

  test("unpacks to the project's files, in one folder", () => {
    expect(unzip(zipProject(project))).toEqual(asRecord(project));
  });

  test("is the same bytes at another time and in another time zone", () => {
    const made = ["UTC", "Asia/Shanghai", "America/St_Johns"].map((zone) => {
      process.env.TZ = zone;
      return Buffer.from(zipProject(project)).toString("base64");
    });
    delete process.env.TZ;
    expect(new Set(made).size).toBe(1);
  });

  test.each([
    ["quotes and the ends of programs", `"'\`'''"""</script>?>*/ EOF\n)}; exit 1`],
    ["line breaks", "a\nMEDIALOFT=1\r\nb\u2028c"],
    ["ways out of the folder", "../../../../etc/passwd\\..\\..\\x"],
    ["what shells and templates fill in", `$(id) \`id\` $HOME $${"{HOME}"} %USERNAME% {{x}} $${"{{x}}"}`],
    ["Unicode that turns text around", "\u202e中文🎬\u0001"],
  ])("holds %s in its source only, and in no file's name", (_, value) => {
    const tame = makeProject(kind, request("Autumn"));
    const hostile = makeProject(kind, request(value));
    expect(hostile.name).toBe(tame.name);
    const [was, is] = [unzip(zipProject(tame)), unzip(zipProject(hostile))];
    const source = `${tame.name}/${kind.file}`;
    expect(Object.keys(is)).toEqual(Object.keys(was));
    expect({ ...is, [source]: "" }).toEqual({ ...was, [source]: "" });
    expect(is[source]).not.toBe(was[source]);
  });

  test("is not made of what no program text can hold", () => {
    expect(() => makeProject(kind, request("a\0b"))).toThrow(UnwritableValue);
  });
});

/** As the zip format's own description has it: an entry of the directory at the end, and the bytes that it points to. */
function readDirectory(bytes: Uint8Array) {
  const zip = Buffer.from(bytes);
  const entries = [];
  for (let at = zip.indexOf("PK\x01\x02"); at >= 0; at = zip.indexOf("PK\x01\x02", at + 4)) {
    const begin = zip.readUInt32LE(at + 42);
    const content = begin + 30 + zip.readUInt16LE(begin + 26) + zip.readUInt16LE(begin + 28);
    const text = inflateRawSync(zip.subarray(content, content + zip.readUInt32LE(at + 20)));
    entries.push({
      isPointedTo: zip.toString("latin1", begin, begin + 4) === "PK\x03\x04",
      isWhole: text.length === zip.readUInt32LE(at + 24) && crc32(text) === zip.readUInt32LE(at + 16),
      mode: (zip.readUInt32LE(at + 38) >>> 16).toString(8),
    });
  }
  return entries;
}

test("a reader that knows the format alone finds whole and ordinary files", () => {
  const projects = projectKinds.map((kind) => makeProject(kind, request("Autumn")));
  for (const project of projects) {
    const ordinary = { isPointedTo: true, isWhole: true, mode: "100644" };
    expect(readDirectory(zipProject(project))).toEqual(project.files.map(() => ordinary));
  }
});
