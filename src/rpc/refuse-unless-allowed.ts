import { ApiError } from "../contract/errors.ts";
import type { Principal } from "../contract/principal.ts";
import { authorize, type Need } from "../identity/authorize.ts";
import type { RpcDoorParts } from "./pipeline.ts";
import { RecordedCall } from "./recorded-call.ts";
import type { IncomingCall } from "./request.ts";
import { formatError, type RpcAnswer } from "./respond.ts";

interface Asking extends Pick<IncomingCall, "requestId" | "client"> {
  readonly principal: Principal;
  readonly needs: readonly Need[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly detail: string;
}

/** Asks policies about something that is no operation. Answers and writes down the denial; undefined when it is allowed. */
export async function refuseUnlessAllowed(asking: Asking, parts: RpcDoorParts): Promise<RpcAnswer | undefined> {
  const { principal, needs, parameters, client, requestId } = asking;
  const now = parts.now();
  const verdict = await authorize({ principal, needs, client, now }, parts);
  if (verdict.allowed) return undefined;
  const { diagnosis, denial } = verdict;
  const error = new ApiError("NoPermission", { diagnosis, ...(denial && { denial: { ...denial } }) });
  const recorded = new RecordedCall(parts.auditLog, asking);
  recorded.judged({ principal, needs, verdict, parameters, now });
  recorded.end(error);
  const { publicApiUrl } = parts;
  const { language } = client;
  return formatError(error, { requestId, publicApiUrl, product: "Medialoft", format: "json", now, language });
}
