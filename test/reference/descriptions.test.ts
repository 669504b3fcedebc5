import { describe, expect, test } from "vitest";
import { operations } from "../../src/operations/index.gen.ts";
import { describeDenial, describeErrors, findErrors } from "../../src/reference/describe-error.ts";
import type { FieldDescription } from "../../src/reference/describe-field.ts";
import { formatXmlDocument } from "../../src/reference/xml-document.ts";
import { formatAnswer } from "../../src/rpc/respond.ts";
import { described, find } from "./described.ts";

const field = (operation: string, name: string): FieldDescription | undefined =>
  find(operation).parameters.find((candidate) => candidate.name === name);

describe("every operation", () => {
  test("is described as plain data", () => {
    expect(JSON.parse(JSON.stringify(described))).toEqual(described);
  });

  test("says what each parameter is for", () => {
    const silent = described.flatMap(({ name, parameters }) =>
      parameters.filter(({ description }) => description === "").map((parameter) => `${name}: ${parameter.name}`),
    );
    expect(silent).toEqual([]);
  });

  test("names in its examples only parameters that it has, and all that it needs", () => {
    const problems = described.flatMap(({ name, parameters, examples }) =>
      examples.flatMap((example) => {
        const sent = new Set(Object.keys(example.parameters).map((key) => key.split(".")[0] ?? ""));
        const known = new Set(parameters.map((parameter) => parameter.name));
        const needed = parameters.filter(({ required }) => required).map((parameter) => parameter.name);
        const odd = [...sent.difference(known), ...new Set(needed).difference(sent)];
        return odd.map((key) => `${name}, ${example.title}: ${key}`);
      }),
    );
    expect(problems).toEqual([]);
  });
});

test("a number is described with its limits and its default, although it is text on the wire", () => {
  expect(field("ListYikeProductions", "PageSize")).toMatchObject({
    type: "integer",
    required: false,
    minimum: 1,
    maximum: 50,
    default: 10,
  });
  expect(field("CreateRole", "MaxSessionDuration")).toMatchObject({ type: "integer", minimum: 3600, maximum: 43_200 });
  expect(field("AssumeRole", "DurationSeconds")).toMatchObject({ type: "integer", minimum: 900, default: 3600 });
});

test("a flag, a closed list and a text are described with what they may be", () => {
  expect(field("DeleteYikeAssetMediaInfos", "LogicDelete")).toMatchObject({ type: "boolean", default: true });
  expect(field("RegisterYikeAssetMediaInfo", "MediaType")).toMatchObject({
    type: "string",
    required: true,
    enum: ["image", "video", "audio", "text"],
  });
  expect(field("AttachPolicyToUser", "PolicyType")).toMatchObject({ enum: ["System", "Custom"] });
  expect(field("CreateUser", "UserName")).toMatchObject({
    type: "string",
    minLength: 1,
    maxLength: 64,
    pattern: "^[A-Za-z0-9._-]*$",
    example: "alice",
  });
});

test("lists say how they are sent and what is in them", () => {
  expect(field("DeleteYikeAssetMediaInfos", "MediaIds")).toMatchObject({ style: "commas", maxItems: 20 });
  expect(field("TagResources", "Tag")).toMatchObject({
    style: "repeated",
    required: true,
    items: {
      type: "object",
      fields: [
        { name: "Key", required: true },
        { name: "Value", required: false },
      ],
    },
  });
  expect(field("ListRoles", "Marker")).not.toHaveProperty("style");
});

test("the answer is a tree that begins with RequestId", () => {
  const [first, second] = find("ListYikeProductions").answer;
  expect(first).toMatchObject({ name: "RequestId", type: "string" });
  expect(second).toMatchObject({ name: "ProductionList", type: "array", items: { type: "object" } });
  expect(second?.items?.fields?.map(({ name }) => name)).toContain("ProductionId");
});

test("permissions say the kind of resource, its name in the vendor's form, and what they depend on", () => {
  expect(find("CreateUser").permissions).toEqual([
    {
      action: "ram:CreateUser",
      access: "create",
      resourceType: "User",
      resource: "acs:ram:*:{#accountId}:user/{#UserName}",
      narrow: true,
      everyone: false,
      dependent: false,
      conditionKeys: [],
    },
  ]);
  expect(find("AttachPolicyToUser").permissions).toContainEqual(
    expect.objectContaining({ resourceType: "SystemPolicy", when: "PolicyType=System" }),
  );
  expect(find("ListYikeProductions").permissions[0]).toMatchObject({ resourceType: "All Resource", narrow: false });
  expect(find("AssumeRole").permissions[0]).toMatchObject({ resourceType: "Role", resource: "{#RoleArn}" });
});

test("errors carry cause and remedy", () => {
  expect(find("RegisterYikeAssetMediaInfo").errors).toEqual([
    expect.objectContaining({ code: "ResourceNotFound", status: 404, cause: expect.any(String) }),
  ]);
});

describe("a code from an error answer", () => {
  test.each([
    ["EntityNotExist.User", ["EntityNotExist.User"]],
    ["InvalidParameter.UserName.Length", ["InvalidParameter.Length"]],
    ["InvalidVersion", ["InvalidVersion"]],
    ["MissingTimestamp", ["MissingCommonParameter"]],
    ["SignatureDoesNotMatch", ["SignatureDoesNotMatch", "SignatureDoesNotMatch.V3"]],
    ["NoSuchCode", []],
    ["<script>", []],
    ["", []],
  ])("%s leads to what it may mean", (code, keys) => {
    expect(findErrors(describeErrors(), code).map(({ key }) => key)).toEqual(keys);
  });

  test("names the parameter in cause and remedy", () => {
    expect(findErrors(describeErrors(), "InvalidParameter.UserName.Length")).toEqual([
      expect.objectContaining({
        code: "InvalidParameter.UserName.Length",
        cause: "UserName is too short or too long.",
        remedy: "Correct UserName.",
      }),
    ]);
  });

  test("is found for every error that the server knows", () => {
    for (const { key, code } of describeErrors()) {
      const wire = code.replace("{name}", "UserName");
      expect(
        findErrors(describeErrors(), wire).map((error) => error.key),
        wire,
      ).toContain(key);
    }
  });
});

test("a denial is described as the product says it", () => {
  expect(describeDenial("ICE")).toMatchObject({ code: "Forbidden", status: 403 });
  expect(describeDenial("RAM")).toMatchObject({ code: "NoPermission", status: 403 });
});

test("examples in XML are what the server writes, with line breaks between elements", () => {
  const answers = operations.flatMap(({ name, examples }) => examples.map(({ output }) => ({ name, output })));
  for (const { name, output } of answers) {
    const written = formatAnswer(output, name, "R", "xml").body;
    const pretty = formatXmlDocument(`${name}Response`, { RequestId: "R", ...output });
    expect(pretty.replaceAll(/\n\s*(?=<|$)/g, "")).toBe(written);
  }
});
