import type { Principal } from "../contract/principal.ts";
import { principalName, resourceName } from "../contract/resource-name.ts";
import type { Need, Verdict } from "../identity/authorize.ts";
import type { ObjectDoorParts } from "./exchange.ts";

interface Judged {
  readonly principal: Principal;
  readonly need: Need;
  readonly verdict: Pick<Verdict, "allowed" | "decision">;
}

interface RecordedParts {
  readonly parts: Pick<ObjectDoorParts, "auditLog">;
  readonly requestId: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly address: string;
}

/** One request on its way into the audit log: reads by signed URLs are left out, and so is whose sender stayed unproved. */
export class RecordedRequest {
  readonly #parts: RecordedParts;
  readonly #began = performance.now();
  #judged: Judged | undefined;

  constructor(parts: RecordedParts) {
    this.#parts = parts;
  }

  judged(judged: Judged): void {
    this.#judged = judged;
  }

  end(status: number, errorCode?: string): void {
    const name = this.#judged && nameOf(this.#judged.principal);
    if (!this.#judged || !name) return;
    const { need, verdict } = this.#judged;
    const { parts, requestId, now, address } = this.#parts;
    parts.auditLog.note({
      ...name,
      requestId,
      needs: [need],
      verdict: { ...verdict, need },
      parameters: {},
      address,
      at: now,
      durationUs: (performance.now() - this.#began) * 1000,
      status,
      errorCode,
    });
  }
}

function nameOf(principal: Principal): { readonly accountId: string; readonly principal: string } | undefined {
  if (principal.kind === "anonymous" || principal.kind === "object-url") return undefined;
  const { accountId, accessKeyId } = principal;
  if (principal.kind !== "upload") return { accountId, principal: principalName(principal) };
  return { accountId, principal: resourceName("ram", "", accountId, `upload/${accessKeyId}`) };
}
