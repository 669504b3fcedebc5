import { ApiError, type Telling } from "../contract/errors.ts";
import type { AssumedRole, RamUser } from "../contract/principal.ts";
import type { Decision } from "../policy/decide.ts";
import type { CallRecord } from "./audit-log.ts";
import { describeDenial } from "./authorize.ts";

/** A role's trust policy does not let the caller in: a denial like any other, though the operation itself asks it. */
export class TrustDenial extends ApiError {
  /** As the audit log has it, without what was asked. */
  readonly verdict: Omit<CallRecord["verdict"], "need">;

  constructor(caller: RamUser | AssumedRole, decision: Decision, diagnosis: string | Telling) {
    const denial = describeDenial({ action: "sts:AssumeRole" }, decision, caller);
    super("NoPermission.Sts", { diagnosis, denial: { ...denial } });
    this.verdict = { allowed: false, decision, denial };
  }
}
