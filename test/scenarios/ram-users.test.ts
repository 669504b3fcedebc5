import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OSS from "ali-oss";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startServer } from "../../src/server.ts";
import { databases, type TestDatabase } from "../database-server.ts";
import { call, decode, rootKey, startTestServer, type TestServer, testConfig } from "../server.ts";
import {
  codeWith,
  type Key,
  makeKey,
  makeUser,
  OlderClient,
  type RamClient,
  ram20150501,
  ramClient,
} from "./ram-client.ts";

const {
  AddUserToGroupRequest,
  CreateAccessKeyRequest,
  CreateGroupRequest,
  CreateLoginProfileRequest,
  CreateUserRequest,
  DeleteAccessKeyRequest,
  DeleteGroupRequest,
  DeleteLoginProfileRequest,
  DeleteUserRequest,
  GetAccessKeyLastUsedRequest,
  GetGroupRequest,
  GetUserRequest,
  ListAccessKeysRequest,
  ListGroupsForUserRequest,
  ListGroupsRequest,
  ListUsersForGroupRequest,
  ListUsersRequest,
  RemoveUserFromGroupRequest,
  UpdateAccessKeyRequest,
  UpdateGroupRequest,
  UpdateUserRequest,
} = ram20150501;

const secretKey = Buffer.alloc(32, 7).toString("base64");

describe.each(databases)("users on $dialect", ({ open }) => {
  let server: TestServer;
  let database: TestDatabase;
  let ram: RamClient;
  beforeAll(async () => {
    database = await open();
    const { options } = database;
    server = await startTestServer("url" in options ? { databaseUrl: options.url, secretKey } : {});
    ram = ramClient(server);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  test("a user is made, read, changed, found in the list and deleted", async () => {
    const made = await ram.createUser(
      new CreateUserRequest({
        userName: "lewis",
        displayName: "刘易斯",
        email: "lewis@example.com",
        mobilePhone: "86-18600000000",
        comments: "Writes",
      }),
    );
    expect(made.body?.user).toMatchObject({ userName: "lewis", displayName: "刘易斯", comments: "Writes" });
    expect(made.body?.user?.userId).toMatch(/^[1-9]\d{17}$/);
    const changed = await ram.updateUser(new UpdateUserRequest({ userName: "lewis", newUserName: "Lewis.C" }));
    expect(changed.body?.user).toMatchObject({ userName: "Lewis.C", email: "lewis@example.com" });
    const read = await ram.getUser(new GetUserRequest({ userName: "Lewis.C" }));
    expect(read.body?.user).toMatchObject({ userId: made.body?.user?.userId, mobilePhone: "86-18600000000" });
    expect(read.body?.user?.createDate).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const listed = await ram.listUsers(new ListUsersRequest({}));
    expect(listed.body?.users?.user?.map(({ userName }) => userName)).toContain("Lewis.C");
    await ram.deleteUser(new DeleteUserRequest({ userName: "Lewis.C" }));
    await expect(ram.getUser(new GetUserRequest({ userName: "Lewis.C" }))).rejects.toMatchObject({
      code: "EntityNotExist.User",
      statusCode: 404,
    });
  });

  test("users are listed in pages that neither miss nor repeat anybody", async () => {
    const names = ["page-c", "page-A", "page-b", "page-e", "page-D"];
    for (const name of names) await makeUser(ram, name);
    const seen: (string | undefined)[] = [];
    let marker: string | undefined;
    do {
      const { body } = await ram.listUsers(new ListUsersRequest({ maxItems: 2, marker }));
      seen.push(...(body?.users?.user?.map(({ userName }) => userName) ?? []));
      expect(body?.isTruncated).toBe(body?.marker !== undefined);
      if (marker === undefined) await ram.deleteUser(new DeleteUserRequest({ userName: "page-A" }));
      marker = body?.marker;
    } while (marker !== undefined);
    expect(seen).toEqual([...new Set(seen)]);
    expect(seen.filter((name) => name?.startsWith("page-"))).toEqual([
      "page-A",
      "page-b",
      "page-c",
      "page-D",
      "page-e",
    ]);
  });

  test("a user with a group, keys and a password is deleted only after them", async () => {
    await makeUser(ram, "busy");
    await ram.createGroup(new CreateGroupRequest({ groupName: "crew" }));
    await ram.addUserToGroup(new AddUserToGroupRequest({ userName: "busy", groupName: "crew" }));
    const { accessKeyId } = await makeKey(ram, "busy");
    await ram.createLoginProfile(new CreateLoginProfileRequest({ userName: "busy", password: "long-enough-1" }));
    const policy = { PolicyName: "AdministratorAccess", PolicyType: "System", UserName: "busy" };
    await call(server, "AttachPolicyToUser", policy, { version: "2015-05-01" });
    const refused = (code: string) =>
      expect(ram.deleteUser(new DeleteUserRequest({ userName: "busy" }))).rejects.toMatchObject({
        code,
        statusCode: 409,
      });

    await refused("DeleteConflict.User.Group");
    await expect(ram.deleteGroup(new DeleteGroupRequest({ groupName: "crew" }))).rejects.toMatchObject({
      code: "DeleteConflict.Group.User",
    });
    await ram.removeUserFromGroup(new RemoveUserFromGroupRequest({ userName: "busy", groupName: "crew" }));
    await ram.deleteGroup(new DeleteGroupRequest({ groupName: "crew" }));
    await refused("DeleteConflict.User.AccessKey");
    await ram.deleteAccessKey(new DeleteAccessKeyRequest({ userName: "busy", userAccessKeyId: accessKeyId }));
    await refused("DeleteConflict.User.LoginProfile");
    await ram.deleteLoginProfile(new DeleteLoginProfileRequest({ userName: "busy" }));
    await refused("DeleteConflict.User.Policy");
    await call(server, "DetachPolicyFromUser", policy, { version: "2015-05-01" });
    await ram.deleteUser(new DeleteUserRequest({ userName: "busy" }));
  });

  test("a key works from its first request on, stops at once when it is switched off, and is gone when deleted", async () => {
    await makeUser(ram, "keyed");
    const key = await makeKey(ram, "keyed");
    const update = (status: string) =>
      ram.updateAccessKey(new UpdateAccessKeyRequest({ userName: "keyed", userAccessKeyId: key.accessKeyId, status }));
    expect(await codeWith(server, key)).toBe("Forbidden");
    await update("Inactive");
    expect(await codeWith(server, key)).toBe("InvalidAccessKeyId.Inactive");
    await update("Active");
    expect(await codeWith(server, key)).toBe("Forbidden");
    expect(await codeWith(server, { ...key, accessKeySecret: "another" })).toBe("SignatureDoesNotMatch");
    await ram.deleteAccessKey(new DeleteAccessKeyRequest({ userName: "keyed", userAccessKeyId: key.accessKeyId }));
    expect(await codeWith(server, key)).toBe("InvalidAccessKeyId.NotFound");
  });

  test("of twenty keys asked for at once a user gets two", async () => {
    await makeUser(ram, "greedy");
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => makeKey(ram, "greedy")));
    const refused = asked.filter((each) => each.status === "rejected").map(({ reason }) => reason.code);
    expect(refused).toEqual(Array(18).fill("LimitExceeded.User.AccessKey"));
    const { body } = await ram.listAccessKeys(new ListAccessKeysRequest({ userName: "greedy" }));
    expect(body?.accessKeys?.accessKey).toHaveLength(2);
    expect(JSON.stringify(body)).not.toMatch(/secret/i);
  });

  test("names that differ in case only are one name, and only the exact one finds its user", async () => {
    await makeUser(ram, "Twin");
    await expect(makeUser(ram, "tWIN")).rejects.toMatchObject({ code: "EntityAlreadyExists.User", statusCode: 409 });
    await expect(ram.getUser(new GetUserRequest({ userName: "twin" }))).rejects.toMatchObject({
      code: "EntityNotExist.User",
    });
    await ram.updateUser(new UpdateUserRequest({ userName: "Twin", newUserName: "TWIN" }));
    await makeUser(ram, "other");
    await expect(
      ram.updateUser(new UpdateUserRequest({ userName: "other", newUserName: "twin" })),
    ).rejects.toMatchObject({ code: "EntityAlreadyExists.User" });
  });

  test("an account has its alias alone", async () => {
    const version = "2015-05-01";
    await call(server, "SetAccountAlias", { AccountAlias: "first-name" }, { version });
    await call(server, "SetAccountAlias", { AccountAlias: "studio" }, { version });
    expect(await call(server, "GetAccountAlias", {}, { version })).toMatchObject({ AccountAlias: "studio" });
    const account = await call(server, "CreateAccount", { Title: "other" }, { version: "2026-11-01" });
    const key = { accessKeyId: String(account.AccessKeyId), accessKeySecret: String(account.AccessKeySecret) };
    await expect(call(server, "SetAccountAlias", { AccountAlias: "studio" }, { version, key })).rejects.toMatchObject({
      code: "EntityAlreadyExists.AccountAlias",
    });
    await call(server, "SetAccountAlias", { AccountAlias: "first-name" }, { version, key });
    await call(server, "ClearAccountAlias", {}, { version });
    expect(await call(server, "GetAccountAlias", {}, { version })).toMatchObject({ AccountAlias: "" });
  });
});

describe("users of one server", () => {
  let server: TestServer;
  let ram: RamClient;
  beforeAll(async () => {
    server = await startTestServer();
    ram = ramClient(server);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test.each([
    ["a character too many in a name", { userName: "a".repeat(65) }, "InvalidParameter.UserName.Length"],
    ["a blank in a name", { userName: "a b" }, "InvalidParameter.UserName.InvalidChars"],
    ["an at sign in a name", { userName: "a@b" }, "InvalidParameter.UserName.InvalidChars"],
    ["a display name too long", { userName: "x", displayName: "n".repeat(129) }, "InvalidParameter.DisplayName.Length"],
    ["a phone without country", { userName: "x", mobilePhone: "123456" }, "InvalidParameter.MobilePhone.Format"],
    ["no mail address", { userName: "x", email: "x" }, "InvalidParameter.Email.Format"],
    ["comments too long", { userName: "x", comments: "c".repeat(129) }, "InvalidParameter.Comments.Length"],
    ["no name", {}, "MissingParameter"],
  ])("%s is refused with RAM's code", async (_title, fields, code) => {
    await expect(ram.createUser(new CreateUserRequest(fields))).rejects.toMatchObject({ code, statusCode: 400 });
  });

  test("characters are counted, not what they take", async () => {
    const comments = "🎬".repeat(128);
    const made = await ram.createUser(new CreateUserRequest({ userName: "filmed", comments }));
    expect(made.body?.user?.comments).toBe(comments);
  });

  test.each([
    ["a page of nothing", { maxItems: 0 }, "InvalidParameter.MaxItems.Range"],
    ["a page of too many", { maxItems: 1001 }, "InvalidParameter.MaxItems.Range"],
    ["a marker that nobody made", { marker: "%%%" }, "InvalidParameter.Marker.Format"],
    ["a marker that was cut off", { marker: "YWxpY2" }, "InvalidParameter.Marker.Format"],
  ])("%s is refused", async (_title, fields, code) => {
    await expect(ram.listUsers(new ListUsersRequest(fields))).rejects.toMatchObject({ code });
  });

  test("a refusal says in RAM's words what is wrong, and in plain words what to do", async () => {
    await expect(ram.createUser(new CreateUserRequest({ userName: "a b" }))).rejects.toMatchObject({
      message: expect.stringContaining('The parameter - "UserName" contains invalid chars.'),
      data: { Diagnosis: expect.stringContaining("letters, digits, dots") },
    });
  });

  test("groups are made, renamed with their members, listed from both sides, and left", async () => {
    await makeUser(ram, "ann");
    await makeUser(ram, "ben");
    const made = await ram.createGroup(new CreateGroupRequest({ groupName: "Cutters", comments: "Who cut" }));
    expect(made.body?.group?.groupId).toMatch(/^g-\w{16}$/);
    for (const userName of ["ben", "ann"])
      await ram.addUserToGroup(new AddUserToGroupRequest({ userName, groupName: "Cutters" }));
    await expect(
      ram.addUserToGroup(new AddUserToGroupRequest({ userName: "ann", groupName: "Cutters" })),
    ).rejects.toMatchObject({ code: "EntityAlreadyExists.User.Group" });
    await ram.updateGroup(new UpdateGroupRequest({ groupName: "Cutters", newGroupName: "editing" }));
    const first = await ram.listUsersForGroup(new ListUsersForGroupRequest({ groupName: "editing", maxItems: 1 }));
    expect(first.body?.users?.user?.map(({ userName }) => userName)).toEqual(["ann"]);
    const { marker } = first.body ?? {};
    const second = await ram.listUsersForGroup(new ListUsersForGroupRequest({ groupName: "editing", marker }));
    expect(second.body).toMatchObject({ isTruncated: false, users: { user: [{ userName: "ben" }] } });
    const groups = await ram.listGroupsForUser(new ListGroupsForUserRequest({ userName: "ann" }));
    expect(groups.body?.groups?.group).toMatchObject([{ groupName: "editing", comments: "Who cut" }]);
    await ram.removeUserFromGroup(new RemoveUserFromGroupRequest({ userName: "ann", groupName: "editing" }));
    await expect(
      ram.removeUserFromGroup(new RemoveUserFromGroupRequest({ userName: "ann", groupName: "editing" })),
    ).rejects.toMatchObject({ code: "EntityNotExist.User.Group" });
    await expect(ram.getGroup(new GetGroupRequest({ groupName: "Cutters" }))).rejects.toMatchObject({
      code: "EntityNotExist.Group",
    });
    const listed = await ram.listGroups(new ListGroupsRequest({}));
    expect(listed.body?.groups?.group?.map(({ groupName }) => groupName)).toEqual(["editing"]);
  });

  test("the sixth group does not take the user, and the 51st is not made", async () => {
    await makeUser(ram, "joiner");
    const known = (await ram.listGroups(new ListGroupsRequest({}))).body?.groups?.group?.length ?? 0;
    for (let n = known; n < 50; n++) await ram.createGroup(new CreateGroupRequest({ groupName: `g${n}` }));
    await expect(ram.createGroup(new CreateGroupRequest({ groupName: "last" }))).rejects.toMatchObject({
      code: "LimitExceeded.Group",
      statusCode: 409,
    });
    const join = (n: number) =>
      ram.addUserToGroup(new AddUserToGroupRequest({ userName: "joiner", groupName: `g${n}` }));
    for (let n = 45; n < 50; n++) await join(n);
    await expect(join(44)).rejects.toMatchObject({ code: "LimitExceeded.User.Group" });
  });

  test("without UserName keys are the caller's own", async () => {
    const { body } = await ram.createAccessKey(new CreateAccessKeyRequest({}));
    const { accessKeyId = "", accessKeySecret = "" } = body?.accessKey ?? {};
    const own = ramClient(server, { accessKeyId, accessKeySecret });
    const listed = await own.listAccessKeys(new ListAccessKeysRequest({}));
    expect(listed.body?.accessKeys?.accessKey?.map((key) => key.accessKeyId)).toEqual([
      rootKey.accessKeyId,
      accessKeyId,
    ]);
    await expect(
      ram.deleteAccessKey(new DeleteAccessKeyRequest({ userName: "ann", userAccessKeyId: accessKeyId })),
    ).rejects.toMatchObject({ code: "EntityNotExist.User.AccessKey" });
    await ram.deleteAccessKey(new DeleteAccessKeyRequest({ userAccessKeyId: accessKeyId }));
    expect(await codeWith(server, { accessKeyId, accessKeySecret })).toBe("InvalidAccessKeyId.NotFound");
  });

  test("an upload's temporary key dies with the key that made it", async () => {
    const { body } = await ram.createAccessKey(new CreateAccessKeyRequest({}));
    const { accessKeyId = "", accessKeySecret = "" } = body?.accessKey ?? {};
    const key = { accessKeyId, accessKeySecret };
    const upload = await call(server, "CreateYikeAssetUpload", { FileExt: "mp4" }, { key });
    const auth = JSON.parse(Buffer.from(String(upload.UploadAuth), "base64").toString());
    const temporary = {
      accessKeyId: auth.AccessKeyId,
      accessKeySecret: auth.AccessKeySecret,
      securityToken: auth.SecurityToken,
    };
    expect(await codeWith(server, temporary)).toBe("Forbidden");
    await ram.updateAccessKey(new UpdateAccessKeyRequest({ userAccessKeyId: accessKeyId, status: "Inactive" }));
    expect(await codeWith(server, temporary)).toBe("InvalidAccessKeyId.NotFound");
    await ram.deleteAccessKey(new DeleteAccessKeyRequest({ userAccessKeyId: accessKeyId }));
    expect(await codeWith(server, temporary)).toBe("InvalidAccessKeyId.NotFound");
  });

  test("the last use of a key is known at once", async () => {
    await makeUser(ram, "used");
    const key = await makeKey(ram, "used");
    const lastUsed = async () => {
      const asked = new GetAccessKeyLastUsedRequest({ userName: "used", userAccessKeyId: key.accessKeyId });
      return (await ram.getAccessKeyLastUsed(asked)).body?.accessKeyLastUsed?.lastUsedDate;
    };
    expect(await lastUsed()).toBeUndefined();
    await codeWith(server, { ...key, accessKeySecret: "wrong" });
    expect(await lastUsed()).toBeUndefined();
    await codeWith(server, key);
    expect(await lastUsed()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  test("a request at the object address is a use, too", async () => {
    await makeUser(ram, "reader");
    const key = await makeKey(ram, "reader");
    const upload = await call(server, "CreateYikeAssetUpload", { FileExt: "mp4" });
    const { Endpoint: endpoint = "", Bucket: bucket = "" } = decode(upload.UploadAddress);
    await expect(new OSS({ ...key, endpoint, bucket }).get("none")).rejects.toMatchObject({ status: 403 });
    const asked = new GetAccessKeyLastUsedRequest({ userName: "reader", userAccessKeyId: key.accessKeyId });
    const { body } = await ram.getAccessKeyLastUsed(asked);
    expect(body?.accessKeyLastUsed?.lastUsedDate).toBeDefined();
  });

  test("the last use of a key is still known after a restart", async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), "medialoft-ram-"));
    const usedAt = Math.floor(Date.now() / 1000) * 1000 - 60_000;
    let key: Key;
    {
      await using running = await startServer(testConfig(folder.path), { now: () => usedAt });
      await makeUser(ramClient(running), "used");
      key = await makeKey(ramClient(running), "used");
      await codeWith(running, key);
    }
    await using running = await startServer(testConfig(folder.path));
    const asked = new GetAccessKeyLastUsedRequest({ userName: "used", userAccessKeyId: key.accessKeyId });
    const { body } = await ramClient(running).getAccessKeyLastUsed(asked);
    expect(Date.parse(body?.accessKeyLastUsed?.lastUsedDate ?? "")).toBe(usedAt);
  });

  test("the older client does the same", async () => {
    const older = new OlderClient({ ...rootKey, endpoint: server.apiUrl });
    await older.createUser({ UserName: "older" });
    const { AccessKeyId: accessKeyId = "", AccessKeySecret: accessKeySecret = "" } =
      (await older.createAccessKey({ UserName: "older" })).AccessKey ?? {};
    expect(await codeWith(server, { accessKeyId, accessKeySecret })).toBe("Forbidden");
    expect(await older.listAccessKeys({ UserName: "older" })).toMatchObject({
      AccessKeys: { AccessKey: [{ AccessKeyId: accessKeyId, Status: "Active" }] },
    });
    await expect(older.deleteUser({ UserName: "older" })).rejects.toMatchObject({
      code: "DeleteConflict.User.AccessKey",
    });
  });

  test("accounts see nothing of each other's users", async () => {
    const account = await call(server, "CreateAccount", { Title: "other" }, { version: "2026-11-01" });
    const other = ramClient(server, {
      accessKeyId: String(account.AccessKeyId),
      accessKeySecret: String(account.AccessKeySecret),
    });
    await makeUser(ram, "private");
    await expect(other.getUser(new GetUserRequest({ userName: "private" }))).rejects.toMatchObject({
      code: "EntityNotExist.User",
    });
    expect((await other.listUsers(new ListUsersRequest({}))).body?.users?.user).toEqual([]);
    await makeUser(other, "private");
  });
});
