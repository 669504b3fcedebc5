import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../server.ts";
import { createAccount, openAccount, refusal, type TestAccount, yike } from "./library.ts";

let server: TestServer;
let mine: TestAccount;
let other: TestAccount;
let workspaceId: string;

type Row = Record<string, string>;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** One after another, so that their order is known. */
const now = (() => {
  let ticks = 0;
  return () => Date.now() + ticks++;
})();

beforeAll(async () => {
  server = await startTestServer({}, now);
  mine = await openAccount(server);
  other = await createAccount(server);
  const made = await mine.ask("CreateYikeWorkspace", { Title: "Studio east", UserCountLimit: "7" });
  workspaceId = String(made.WorkspaceId);
});
afterAll(() => server[Symbol.asyncDispose]());

const productions = async (parameters: Record<string, string> = {}, account = mine) => {
  const answer = await account.ask("ListYikeProductions", parameters);
  return { ...answer, ids: (answer.ProductionList as Row[]).map(({ ProductionId }) => ProductionId) };
};

describe("workspaces", () => {
  test("a new one has a default production with a default folder, and all are listed, oldest first", async () => {
    const { WorkspaceList, TotalCount } = await mine.ask("ListYikeWorkspaces", {}, yike);
    expect(TotalCount).toBe(2);
    const [first, east] = WorkspaceList as Row[];
    expect(first).toMatchObject({ Title: "default", DefaultProductionId: mine.productionId });
    expect(east).toEqual({
      WorkspaceId: workspaceId,
      Code: expect.stringMatching(/^[A-Z0-9]{6}$/),
      Title: "Studio east",
      Status: "Online",
      UserCount: "0",
      DefaultProductionId: expect.stringMatching(/^pd_\d{10}$/),
      CreateTime: expect.stringMatching(time),
    });
    const folders = await mine.ask("ListYikeAssetFolders", { ProductionId: east?.DefaultProductionId ?? "" });
    expect(folders).toMatchObject({
      Total: 1,
      FolderList: [{ IsDefault: true, FolderName: "default", WorkspaceId: workspaceId }],
    });
    expect((await productions({ WorkspaceId: workspaceId })).ids).toEqual([east?.DefaultProductionId]);
  });

  test("they are read in pages", async () => {
    const page = async (PageNo: string) =>
      (await mine.ask("ListYikeWorkspaces", { PageNo, PageSize: "1" }, yike)) as { WorkspaceList: Row[] };
    expect((await page("1")).WorkspaceList).toMatchObject([{ Title: "default" }]);
    expect(await page("2")).toMatchObject({ WorkspaceList: [{ WorkspaceId: workspaceId }], TotalCount: 2 });
    expect(await page("3")).toMatchObject({ WorkspaceList: [], TotalCount: 2 });
  });

  test.each([
    [{ UserCountLimit: "1" }, "MissingParameter", "Title"],
    [{ Title: "x" }, "MissingParameter", "UserCountLimit"],
    [{ Title: "x", UserCountLimit: "0" }, "InvalidParameter", "UserCountLimit"],
    [{ Title: "x", UserCountLimit: "-1" }, "InvalidParameter", "UserCountLimit"],
    [{ Title: "x", UserCountLimit: "1.5" }, "InvalidParameter", "UserCountLimit"],
    [{ Title: "x", UserCountLimit: "many" }, "InvalidParameter", "UserCountLimit"],
    [{ Title: "片".repeat(43), UserCountLimit: "1" }, "InvalidParameter", "Title"],
    [{ Title: "a\u0007", UserCountLimit: "1" }, "InvalidParameter", "Title"],
  ] as [Row, string, string][])("%j is refused with %s, naming %s", async (parameters, code, name) => {
    await expect(mine.ask("CreateYikeWorkspace", parameters)).rejects.toMatchObject(refusal(code, name));
  });

  test("they belong to the yike product: the other one does not have the list", async () => {
    await expect(mine.ask("ListYikeWorkspaces")).rejects.toMatchObject({ code: "InvalidAction.NotFound" });
  });
});

describe("productions", () => {
  test("a new one is in the default workspace or the named one, with a default folder", async () => {
    const made = await mine.ask("CreateYikeProduction", { Title: "片".repeat(42) });
    const inEast = await mine.ask("CreateYikeProduction", { Title: "East", WorkspaceId: workspaceId }, yike);
    const { ProductionList } = await mine.ask("ListYikeProductions", { PageSize: "50" });
    const rows = new Map((ProductionList as Row[]).map((row) => [row.ProductionId, row]));
    expect(rows.get(String(inEast.ProductionId))?.WorkspaceId).toBe(workspaceId);
    expect(rows.get(String(made.ProductionId))).toEqual({
      ProductionId: made.ProductionId,
      Title: "片".repeat(42),
      Description: "",
      CoverUrl: "",
      WorkspaceId: rows.get(mine.productionId)?.WorkspaceId,
      CreateUserName: `aliyun_${server.accountId}`,
      Auth: "Manage",
      CreateTime: expect.stringMatching(time),
    });
    const { FolderList } = await mine.ask("ListYikeAssetFolders", { ProductionId: String(made.ProductionId) });
    expect(FolderList).toEqual([
      {
        FolderId: expect.stringMatching(/^fd-[A-Za-z0-9]{10}$/),
        FolderName: "default",
        IsDefault: true,
        ProductionId: made.ProductionId,
        WorkspaceId: rows.get(mine.productionId)?.WorkspaceId,
        CreateTime: expect.stringMatching(time),
      },
    ]);
  });

  test("an unknown workspace and another account's are not found, and nothing is made", async () => {
    const before = (await productions({ PageSize: "50" })).ids;
    const { WorkspaceList } = await other.ask("ListYikeWorkspaces", {}, yike);
    for (const WorkspaceId of ["ws_0000000000", (WorkspaceList as Row[])[0]?.WorkspaceId ?? ""]) {
      await expect(mine.ask("CreateYikeProduction", { Title: "x", WorkspaceId })).rejects.toMatchObject({
        code: "ResourceNotFound",
        statusCode: 404,
      });
      expect((await productions({ WorkspaceId })).ids).toEqual([]);
    }
    expect((await productions({ PageSize: "50" })).ids).toEqual(before);
  });

  test("a title is needed, and has at most 128 bytes", async () => {
    await expect(mine.ask("CreateYikeProduction")).rejects.toMatchObject(refusal("MissingParameter", "Title"));
    await expect(mine.ask("CreateYikeProduction", { Title: "片".repeat(43) })).rejects.toMatchObject(
      refusal("InvalidParameter", "Title"),
    );
  });

  test("a new title is taken; no title changes nothing; another account's production is not found", async () => {
    const { ProductionId } = (await mine.ask("CreateYikeProduction", { Title: "old" })) as { ProductionId: string };
    const titleOf = async () =>
      ((await mine.ask("ListYikeProductions", { PageSize: "50" })).ProductionList as Row[]).find(
        (row) => row.ProductionId === ProductionId,
      )?.Title;
    expect(await mine.ask("UpdateYikeProduction", { ProductionId, Title: "new" }, yike)).toMatchObject({
      ProductionId,
    });
    expect(await titleOf()).toBe("new");
    for (const parameters of [{ ProductionId }, { ProductionId, Title: "" }] as Row[])
      expect(await mine.ask("UpdateYikeProduction", parameters, yike)).toMatchObject({ ProductionId });
    expect(await titleOf()).toBe("new");
    for (const Title of ["theirs", ""])
      await expect(other.ask("UpdateYikeProduction", { ProductionId, Title }, yike)).rejects.toMatchObject({
        code: "ResourceNotFound",
      });
    expect(await titleOf()).toBe("new");
    await expect(mine.ask("UpdateYikeProduction", { Title: "x" }, yike)).rejects.toMatchObject(
      refusal("MissingParameter", "ProductionId"),
    );
  });
});

describe("pages of productions", () => {
  let all: string[];
  beforeAll(async () => {
    for (let i = 0; i < 12; i++) await other.ask("CreateYikeProduction", { Title: `number ${i}` });
    all = (await productions({ PageSize: "50" }, other)).ids as string[];
  });

  test("ten rows unless told otherwise, oldest first, and nothing of other accounts", async () => {
    expect(all).toHaveLength(13);
    expect(all[0]).toBe(other.productionId);
    expect(all).not.toContain(mine.productionId);
    const first = await productions({}, other);
    expect(first.ids).toEqual(all.slice(0, 10));
    expect(first).toMatchObject({ MaxResults: 10, NextToken: expect.any(String) });
  });

  test("by number, and past the end nothing", async () => {
    expect((await productions({ PageNo: "2" }, other)).ids).toEqual(all.slice(10));
    expect((await productions({ PageNo: "2", PageSize: "5" }, other)).ids).toEqual(all.slice(5, 10));
    const beyond = await productions({ PageNo: "3" }, other);
    expect(beyond.ids).toEqual([]);
    expect(beyond).not.toHaveProperty("NextToken");
  });

  test("by token, to the end: none is missed, none comes twice, and the last page has no token", async () => {
    const seen: unknown[] = [];
    let NextToken: string | undefined;
    do {
      const page = await productions({ MaxResults: "4", ...(NextToken === undefined ? {} : { NextToken }) }, other);
      expect(page).toMatchObject({ MaxResults: 4 });
      seen.push(...page.ids);
      NextToken = (page as { NextToken?: string }).NextToken;
    } while (NextToken !== undefined);
    expect(seen).toEqual(all);
    expect(await productions({ MaxResults: "13" }, other)).not.toHaveProperty("NextToken");
  });

  test("a token wins over a page number, MaxResults over PageSize", async () => {
    const { NextToken } = (await productions({ PageSize: "3" }, other)) as unknown as { NextToken: string };
    const page = await productions({ NextToken, PageNo: "1", PageSize: "2", MaxResults: "3" }, other);
    expect(page.ids).toEqual(all.slice(3, 6));
  });
});

describe.each(["ListYikeProductions", "ListYikeAssetFolders"])("%s", (operation) => {
  test.each([
    ["PageSize", "0"],
    ["PageSize", "51"],
    ["PageSize", "ten"],
    ["PageNo", "0"],
    ["PageNo", "-1"],
    ["MaxResults", "0"],
    ["MaxResults", "51"],
    ["NextToken", "made up"],
    ["NextToken", "p-1"],
  ])("%s %j is refused by name", async (name, value) => {
    await expect(mine.ask(operation, { [name]: value })).rejects.toMatchObject(refusal("InvalidParameter", name));
  });

  test("50 rows may be asked for, and empty parameters are absent ones", async () => {
    const answer = await mine.ask(operation, { PageSize: "50", PageNo: "", NextToken: "" });
    expect(answer).toMatchObject({ MaxResults: 50 });
    expect(answer).not.toHaveProperty("NextToken");
  });
});

describe("folders", () => {
  test("of the default production unless one is named; unknown and other accounts' ones are not found", async () => {
    expect(await mine.ask("ListYikeAssetFolders")).toMatchObject({
      Total: 1,
      MaxResults: 10,
      FolderList: [{ FolderId: mine.folderId, ProductionId: mine.productionId }],
    });
    for (const ProductionId of ["pd_0000000000", other.productionId, "nonsense"])
      await expect(mine.ask("ListYikeAssetFolders", { ProductionId })).rejects.toMatchObject({
        code: "ResourceNotFound",
        statusCode: 404,
      });
  });

  test("past the end nothing, with the total as it is", async () => {
    expect(await mine.ask("ListYikeAssetFolders", { PageNo: "2" })).toMatchObject({ FolderList: [], Total: 1 });
  });
});
