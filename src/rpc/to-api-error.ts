import { ApiError } from "../contract/errors.ts";
import { describeFault, isPassing } from "../database/errors.ts";

/** What the caller is told of a failure. Only what is our own fault is logged. */
export function toApiError(cause: unknown, log: (details: Record<string, unknown>) => void): ApiError {
  if (cause instanceof ApiError) return cause;
  log({ error: describeFault(cause) });
  if (isPassing(cause)) {
    return new ApiError("ServiceUnavailable", { diagnosis: cause.message });
  }
  return new ApiError("InternalError");
}
