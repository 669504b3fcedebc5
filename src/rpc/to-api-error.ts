import { ApiError } from "../contract/errors.ts";
import { DatabaseFullError } from "../database/errors.ts";
import { WritesRefusedError } from "../database/write-fence.ts";

/** What the caller is told of a failure. Only what is our own fault is logged. */
export function toApiError(cause: unknown, log: (details: Record<string, unknown>) => void): ApiError {
  if (cause instanceof ApiError) return cause;
  log({ error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
  if (cause instanceof WritesRefusedError || cause instanceof DatabaseFullError) {
    return new ApiError("ServiceUnavailable", { diagnosis: cause.message });
  }
  return new ApiError("InternalError");
}
