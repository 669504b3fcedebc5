import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { hasProject, makeProject, type Project } from "../../src/reference/project.ts";
import { zipProject } from "../../src/reference/project-archive.ts";
import { sampleKinds } from "../../src/reference/samples/kinds.ts";
import { UnwritableValue } from "../../src/reference/samples/sample.ts";
import { find } from "../reference/described.ts";
import { hasPython, runTool, withFiles } from "./toolchain.ts";

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

test.skipIf(!hasPython())("another program's reader finds no fault in a zip, and ordinary files in it", () => {
  const [kind] = projectKinds;
  if (!kind) throw new Error("There is no project.");
  const script =
    "import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint([oct(i.external_attr>>16) for i in z.infolist()])";
  const archive = Buffer.from(zipProject(makeProject(kind, request("Autumn"))));
  withFiles([archive], ".zip", ([path = ""]) => {
    const { output, error } = runTool("python3", ["-c", script, path]);
    expect(error).toBe("");
    expect(new Set(output.match(/0o\d+/g))).toEqual(new Set(["0o100644"]));
  });
});
