import { ApiError } from "../../contract/errors.ts";
import { text } from "../../contract/fields.ts";

const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;

/** A moment, answered as epoch milliseconds. */
export const moment = (description: string, example: string) =>
  text({ description, example, pattern: timePattern, wants: "It must be written yyyy-MM-ddTHH:mm:ssZ." })
    .transform((value) => Date.parse(value))
    .refine((at) => !Number.isNaN(at), { error: "There is no such time." });

/** Whose calls are meant. */
export const principalName = (description: string, example: string) =>
  text({
    description,
    example,
    maxBytes: 256,
    pattern: /^(acs:ram::\d{16}:)?(root|user|role|upload)(\/[\w.@-]+){0,2}$/,
    wants: "It must be a resource name, or its end: root, user, user/<name>, role, role/<name>, role/<name>/<session>.",
  });

export const refuseSpan = (diagnosis: string): ApiError =>
  new ApiError("InvalidParameter", { name: "EndTime", diagnosis });
