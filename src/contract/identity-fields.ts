import { z } from "zod";
import type { FieldMeta } from "./fields.ts";
import type { identityErrors } from "./identity-errors.ts";

/** What a field's issue carries, so that it is answered with an error of its own instead of InvalidParameter. */
interface FieldError {
  readonly errorCode: keyof typeof identityErrors;
  readonly detail?: string;
}

/** The error that an issue of one of these fields asks for. */
export function findFieldError(issue: z.core.$ZodIssue | undefined): FieldError | undefined {
  return issue?.code === "custom" && issue.params?.errorCode
    ? (issue.params as FieldError & typeof issue.params)
    : undefined;
}

const answeredWith = (errorCode: FieldError["errorCode"], error: string, detail?: string) => ({
  error,
  abort: true,
  params: { errorCode, detail },
});

interface NameLimits extends FieldMeta {
  readonly minLength?: number;
  /** In characters. */
  readonly maxLength: number;
  /** Every character must be one of these; when absent, every one but control characters may be. */
  readonly characters?: RegExp;
  /** Says in plain words which. */
  readonly wants?: string;
}

/** Holds neither a control character nor half a surrogate pair. */
export const noControls = /^[^\p{Cc}\p{Cs}]*$/u;

/** A text of RAM's: too short or too long is `InvalidParameter.<name>.Length`, a wrong character `….InvalidChars`. */
export function identityText(meta: NameLimits) {
  const { minLength = 1, maxLength, characters = noControls, wants = "It holds a control character." } = meta;
  const wantsLength =
    minLength === 1
      ? `It must have at most ${maxLength} characters.`
      : `It must have ${minLength} to ${maxLength} characters.`;
  return z
    .string()
    .refine(
      (value) => {
        const { length } = Array.from(value);
        return length >= minLength && length <= maxLength;
      },
      answeredWith("InvalidParameter.Length", wantsLength),
    )
    .refine((value) => characters.test(value), answeredWith("InvalidParameter.InvalidChars", wants))
    .meta({
      description: meta.description,
      example: meta.example,
      minLength,
      maxLength,
      ...(meta.characters && { pattern: meta.characters.source }),
    });
}

/** A text in a form that a pattern describes: anything else is `InvalidParameter.<name>.Format`. */
export function identityFormat(meta: FieldMeta & { readonly pattern: RegExp; readonly wants: string }) {
  return z
    .string()
    .refine((value) => meta.pattern.test(value), answeredWith("InvalidParameter.WrongFormat", meta.wants))
    .meta({ description: meta.description, example: meta.example, pattern: meta.pattern.source });
}

/** A whole number: outside of its bounds is `InvalidParameter.<name>.Range`, no number `….Format`. */
export function identityInteger(meta: FieldMeta & { readonly min: number; readonly max: number }) {
  const { min, max, description, example, default: ifAbsent } = meta;
  return z
    .string()
    .refine(
      (value) => /^-?\d{1,15}$/.test(value),
      answeredWith("InvalidParameter.WrongFormat", "It must be a whole number."),
    )
    .transform(Number)
    .refine(
      (value) => value >= min && value <= max,
      answeredWith("InvalidParameter.Range", `It must be from ${min} to ${max}.`, `${min} and ${max}`),
    )
    .meta({ description, example, default: ifAbsent, type: "integer", minimum: min, maximum: max });
}

/** `true` or `false`, in any case. */
export function identityFlag(meta: FieldMeta) {
  return z
    .string()
    .refine(
      (value) => /^(true|false)$/i.test(value),
      answeredWith("InvalidParameter.WrongFormat", "It must be true or false."),
    )
    .transform((value) => value.toLowerCase() === "true")
    .meta({ ...meta, type: "boolean" });
}

export const userName = (description = "The user.") =>
  identityText({
    description,
    example: "alice",
    maxLength: 64,
    characters: /^[A-Za-z0-9._-]*$/,
    wants: "It may hold letters, digits, dots, hyphens and underscores.",
  });

export const groupName = (description = "The group.") =>
  identityText({
    description,
    example: "editors",
    maxLength: 64,
    characters: /^[A-Za-z0-9-]*$/,
    wants: "It may hold letters, digits and hyphens.",
  });

export const comments = (description = "Free text, at most 128 characters.") =>
  identityText({ description, maxLength: 128 });

/** Of lists that are read in pages. */
export const pageFields = {
  Marker: identityText({
    description: "Where the page begins: Marker of the page before.",
    maxLength: 1024,
  }).optional(),
  MaxItems: identityInteger({
    description: "Rows of a page; 100 when absent.",
    default: 100,
    min: 1,
    max: 1000,
  }).optional(),
};

export const pageOutput = {
  IsTruncated: z.boolean().meta({ description: "Whether there is another page." }),
  Marker: z.string().optional().meta({ description: "Where the next page begins; absent on the last one." }),
};

/** `yyyy-MM-ddTHH:mm:ssZ`. */
export const date = (description: string) => z.string().meta({ description: `${description} UTC.` });
