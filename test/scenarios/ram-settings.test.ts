import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../server.ts";
import { makeKey, makeUser, type RamClient, ram20150501, ramClient } from "./ram-client.ts";

const {
  ChangePasswordRequest,
  CreateLoginProfileRequest,
  DeleteLoginProfileRequest,
  GetLoginProfileRequest,
  SetPasswordPolicyRequest,
  SetSecurityPreferenceRequest,
  UpdateLoginProfileRequest,
} = ram20150501;

let server: TestServer;
let ram: RamClient;
beforeAll(async () => {
  server = await startTestServer();
  ram = ramClient(server);
});
afterAll(() => server[Symbol.asyncDispose]());

test("a password keeps the account's rules", async () => {
  await makeUser(ram, "walker");
  const create = (password: string) =>
    ram.createLoginProfile(new CreateLoginProfileRequest({ userName: "walker", password, MFABindRequired: true }));
  await expect(create("1234567")).rejects.toMatchObject({
    code: "InvalidParameter.Password.TooWeak",
    data: { Diagnosis: expect.stringContaining("at least 8 characters") },
  });
  const made = await create("12345678");
  expect(made.body?.loginProfile).toMatchObject({ userName: "walker", MFABindRequired: true });
  expect(JSON.stringify(made.body)).not.toContain("12345678");
  await expect(create("12345678")).rejects.toMatchObject({ code: "EntityAlreadyExists.User.LoginProfile" });
  await ram.updateLoginProfile(new UpdateLoginProfileRequest({ userName: "walker", MFABindRequired: false }));
  const read = await ram.getLoginProfile(new GetLoginProfileRequest({ userName: "walker" }));
  expect(read.body?.loginProfile).toMatchObject({ MFABindRequired: false, passwordResetRequired: false });
  await ram.deleteLoginProfile(new DeleteLoginProfileRequest({ userName: "walker" }));
  await expect(ram.getLoginProfile(new GetLoginProfileRequest({ userName: "walker" }))).rejects.toMatchObject({
    code: "EntityNotExist.User.LoginProfile",
  });
});

test("a user changes the password, within the rules and never back to the last one", async () => {
  await makeUser(ram, "changer");
  const own = ramClient(server, await makeKey(ram, "changer"));
  const change = (oldPassword: string, newPassword: string, by = own) =>
    by.changePassword(new ChangePasswordRequest({ oldPassword, newPassword }));
  await expect(change("x", "y")).rejects.toMatchObject({ code: "EntityNotExist.User.LoginProfile" });
  const first = { userName: "changer", password: "first-password", passwordResetRequired: true };
  await ram.createLoginProfile(new CreateLoginProfileRequest(first));
  await ram.setPasswordPolicy(new SetPasswordPolicyRequest({ requireNumbers: true, passwordReusePrevention: 2 }));

  await expect(change("no-password", "second-password-2")).rejects.toMatchObject({
    code: "InvalidParameter.OldPassword.Incorrect",
  });
  await expect(change("first-password", "second-password")).rejects.toMatchObject({
    code: "InvalidParameter.NewPassword.TooWeak",
    data: { Diagnosis: expect.stringContaining("a digit") },
  });
  await expect(change("first-password", "second-password-2", ram)).rejects.toMatchObject({
    code: "NotSupport.Account",
  });
  await change("first-password", "second-password-2");
  const read = await ram.getLoginProfile(new GetLoginProfileRequest({ userName: "changer" }));
  expect(read.body?.loginProfile?.passwordResetRequired).toBe(false);
  await expect(change("first-password", "third-password-3")).rejects.toMatchObject({
    code: "InvalidParameter.OldPassword.Incorrect",
  });
  await change("second-password-2", "third-password-3");
  await expect(change("third-password-3", "second-password-2")).rejects.toMatchObject({
    code: "InvalidParameter.NewPassword.ReusePrevention",
  });
  await change("third-password-3", "fourth-password-4");
  await change("fourth-password-4", "second-password-2");

  await ram.setSecurityPreference(new SetSecurityPreferenceRequest({ allowUserToChangePassword: false }));
  await expect(change("second-password-2", "fifth-password-5")).rejects.toMatchObject({ code: "NoPermission" });
  await ram.setSecurityPreference(new SetSecurityPreferenceRequest({ allowUserToChangePassword: true }));
  await ram.setPasswordPolicy(new SetPasswordPolicyRequest({}));
});

test.each(["10.0.0.0/8;nowhere", "10.0.0.0/33", Array(41).fill("10.1.1.1").join(";")])(
  "logging in from %s cannot be demanded",
  async (loginNetworkMasks) => {
    await expect(
      ram.setSecurityPreference(new SetSecurityPreferenceRequest({ loginNetworkMasks })),
    ).rejects.toMatchObject({ code: "InvalidParameter.LoginNetworkMasks.Format" });
  },
);
