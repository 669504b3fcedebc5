import { z } from "zod";

/** A text in a form that a pattern describes: anything else is `InvalidParameter.<name>`. */
export const stsText = (meta: { description: string; example?: string; pattern: RegExp; wants: string }) =>
  z
    .string()
    .refine((value) => meta.pattern.test(value), {
      error: meta.wants,
      abort: true,
      params: { errorCode: "InvalidParameter.Malformed" },
    })
    .meta({ description: meta.description, example: meta.example, pattern: meta.pattern.source });

const bounds = /^[1-9]\d{2,4}$/;

/** Its upper bound is the role's. */
export const durationSeconds = z
  .string()
  .refine((value) => bounds.test(value) && Number(value) >= 900, {
    error: "It must be a whole number from 900 to what the role allows.",
    abort: true,
    params: { errorCode: "InvalidParameter.DurationSeconds" },
  })
  .transform(Number)
  .meta({
    description: "How long the session lasts in seconds, 900 at least and 3,600 when absent.",
    example: 3600,
    default: 3600,
    type: "integer",
    minimum: 900,
  });
