import { dirname, join } from "node:path/posix";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { products } from "../../src/contract/operation.ts";
import { formatApi, formatApiDocs, formatEndpoints, formatProducts } from "../../src/reference/api-docs.ts";
import { formatPages } from "../../src/reference/markdown.ts";
import { formatOpenApi } from "../../src/reference/openapi.ts";
import { productCodes } from "../../src/reference/product-operations.ts";
import { described, find } from "./described.ts";
import { demoShape, docsShape } from "./document-shapes.ts";

const place = { region: "cn-shanghai", host: "127.0.0.1:8480" };

describe("the vendor's metadata documents", () => {
  test.each(productCodes)("%s has its operations in the vendor's shape, each in one directory", (product) => {
    const document = docsShape.parse(JSON.parse(JSON.stringify(formatApiDocs(product, described, place, "en"))));
    const served = described.filter((operation) => operation.products.includes(product)).map(({ name }) => name);
    expect(Object.keys(document.apis).sort()).toEqual(served.toSorted());
    expect(document.directories.flatMap(({ children }) => children).sort()).toEqual(served.toSorted());
    expect(document.endpoints).toEqual([{ regionId: "cn-shanghai", endpoint: "127.0.0.1:8480" }]);
  });

  test("demonstrate each operation's answer in JSON and in XML", () => {
    for (const operation of described) {
      const [json, xml] = demoShape.parse(JSON.parse(formatApi(operation).responseDemo));
      expect(JSON.parse(json.example)).toHaveProperty("RequestId");
      expect(xml.example).toMatch(new RegExp(`^<${operation.name}Response>[^]*</${operation.name}Response>$`));
    }
  });

  test("say of a list how it is sent", () => {
    const { parameters } = formatApi(find("TagResources"));
    expect(parameters).toContainEqual(expect.objectContaining({ name: "Tag", style: "repeatList" }));
    const [ids] = formatApi(find("DeleteYikeAssetMediaInfos")).parameters;
    expect(ids).toMatchObject({ name: "MediaIds", schema: { type: "string", required: true } });
  });

  test("list the products with their versions and addresses", () => {
    const versions = formatProducts("en").map(({ code, defaultVersion }) => [code, defaultVersion]);
    expect(versions).toEqual(productCodes.map((code) => [code, products[code].version]));
    expect(formatEndpoints("ICE", place)).toEqual({
      code: "ICE",
      endpoints: [{ regionId: "cn-shanghai", endpoint: "127.0.0.1:8480" }],
    });
  });
});

describe("openapi.json", () => {
  const document = formatOpenApi(described, "http://127.0.0.1:8480");

  test("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(JSON.stringify(document)))).toEqual({ valid: true });
    expect(validator.version).toBe("3.1");
  });

  test("is refused by the same validator when it is broken", async () => {
    const broken = JSON.parse(JSON.stringify({ ...document, servers: [{}] }));
    expect(await new Validator().validate(broken)).toMatchObject({ valid: false });
  });

  test("has each operation once for every product that serves it", () => {
    const paths = Object.keys(document.paths as object);
    expect(paths).toContain("/?Action=GetYikeAssetMediaInfo&Version=2026-03-19");
    expect(paths).toHaveLength(described.flatMap((operation) => operation.products).length);
  });
});

describe("the pages", () => {
  const pages = new Map(formatPages(described).map(({ path, text }) => [path, text]));
  const anchors = (text: string) =>
    new Set([...text.matchAll(/^## (.+)$/gm)].map(([, title = ""]) => title.toLowerCase().replaceAll(/[^\w-]/g, "")));

  test("link only to what is there", () => {
    const dead = [...pages].flatMap(([path, text]) =>
      [...text.matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target = ""]) => target)
        .filter((target) => {
          const [file = "", anchor] = target.split("#");
          const page = pages.get(join(dirname(path), file));
          if (file.endsWith("openapi.json")) return false;
          return page === undefined || (anchor !== undefined && !anchors(page).has(anchor));
        })
        .map((target) => `${path}: ${target}`),
    );
    expect(dead).toEqual([]);
  });

  test("keep every table's rows as wide as its head", () => {
    for (const [path, text] of pages) {
      const rows = text.split("\n").filter((line) => line.startsWith("|"));
      const widths = rows.map((row) => row.replaceAll("\\|", "").split("|").length);
      const heads = rows.flatMap((row, index) => (row.startsWith("| ---") ? [index - 1] : []));
      for (const [index, width] of widths.entries()) {
        const head = heads.findLast((start) => start <= index) ?? 0;
        expect(width, `${path}: ${rows[index]}`).toBe(widths[head]);
      }
    }
  });

  test("show what a caller needs to know of one operation", () => {
    const page = pages.get("RAM/CreateUser.md") ?? "";
    for (const heading of ["Permissions", "Parameters", "Answer", "Errors", "How well it is proved"])
      expect(page).toContain(`\n## ${heading}\n`);
    expect(page).toContain("| `ram:CreateUser` | create | \\*User |");
    expect(page).toContain('"UserName": "carol"');
    expect(page).toContain("<CreateUserResponse>");
    expect(pages.get("errors.md")).toContain("## EntityAlreadyExists.User");
  });
});
