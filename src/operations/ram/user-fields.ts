import { z } from "zod";
import { comments, date, identityFormat, identityText } from "../../contract/identity-fields.ts";
import type { UserRow } from "../../database/schema.ts";
import { formatUtc } from "../../library/uploads.ts";
import { demo } from "../demo.ts";

export const displayName = () =>
  identityText({ description: "The name to show, at most 128 characters.", example: "Alice Liddell", maxLength: 128 });

export const email = () =>
  identityFormat({
    description: "The user's mail address.",
    example: "alice@example.com",
    pattern: /^(?=.{3,128}$)[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u,
    wants: "It must be a mail address of at most 128 characters.",
  });

export const mobilePhone = () =>
  identityFormat({
    description: "The user's mobile phone: country code, hyphen, number.",
    example: "86-18600000000",
    pattern: /^\d{1,4}-\d{4,20}$/,
    wants: "It must be a country code, a hyphen and a number.",
  });

export const userComments = () => comments();

/** A user as each answer tells it. */
export const userOutput = {
  UserId: z.string().meta({ description: "18 digits." }),
  UserName: z.string().meta({ description: "The name, unique in the account." }),
  DisplayName: z.string().meta({ description: "The name to show." }),
  Email: z.string().meta({ description: "Mail address." }),
  MobilePhone: z.string().meta({ description: "Mobile phone." }),
  Comments: z.string().meta({ description: "Free text." }),
  CreateDate: date("When it was made."),
};

export const updateDate = date("When it was last changed.");

export const toUserOutput = (user: UserRow) => ({
  UserId: user.user_id,
  UserName: user.user_name,
  DisplayName: user.display_name,
  Email: user.email,
  MobilePhone: user.mobile_phone,
  Comments: user.comments,
  CreateDate: formatUtc(user.created_at),
});

/** A user of the demo, as it is answered. */
export const demoUser = (user: typeof demo.user | typeof demo.otherUser) => ({
  UserId: user.userId,
  UserName: user.userName,
  DisplayName: user.displayName,
  Email: `${user.userName}@example.com`,
  MobilePhone: "",
  Comments: "",
  CreateDate: demo.createTime,
});
