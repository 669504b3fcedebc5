import type { AssumedRole, RamUser } from "../contract/principal.ts";
import type { Connection } from "../database/connect.ts";
import { type CompiledPolicy, compilePolicy } from "../policy/compile.ts";
import type { CompiledSource } from "../policy/decide.ts";
import { parsePolicy } from "../policy/parse.ts";
import { type AuthorizationMode, readAuthorizationMode, readSecurityPreference } from "./account-settings.ts";
import { loadPolicySources } from "./load-policies.ts";

/** What a caller's rights follow from. */
export interface PolicySet {
  readonly identity: readonly CompiledSource[];
  /** What AssumeRole was called with. */
  readonly session: CompiledPolicy | undefined;
  readonly mode: AuthorizationMode;
  /** Whether users may manage their own AccessKeys without a policy. */
  readonly usersManageKeys: boolean;
}

interface Kept extends Omit<PolicySet, "session"> {
  readonly identityVersion: number;
}

interface Account {
  readonly accountId: string;
  readonly identityVersion?: number;
}

type KeptMode = Pick<Kept, "identityVersion" | "mode">;

const maxKept = 2000;

/** Keeps policies compiled for as long as nothing changed in their account: a change holds from the next request on. */
export class PolicySets {
  readonly #read: Connection;
  readonly #kept = new Map<string, Kept>();
  readonly #modes = new Map<string, KeptMode>();
  readonly #compiled = new Map<string, CompiledPolicy>();

  constructor(read: Connection) {
    this.#read = read;
  }

  async find(caller: RamUser | AssumedRole): Promise<PolicySet> {
    const kept = await this.#findKept(caller);
    const text = caller.kind === "role" ? caller.sessionPolicy : undefined;
    return { ...kept, session: text === undefined ? undefined : this.#compile(text, "session") };
  }

  /** Whether the account enforces policies. Read anew for a credential that does not know the account's version. */
  async modeOf({ accountId, identityVersion }: Account): Promise<AuthorizationMode> {
    if (identityVersion === undefined) return readAuthorizationMode(this.#read, accountId);
    const known = this.#modes.get(accountId);
    if (known?.identityVersion === identityVersion) return known.mode;
    const mode = await readAuthorizationMode(this.#read, accountId);
    if (this.#modes.size >= maxKept) this.#modes.clear();
    this.#modes.set(accountId, { identityVersion, mode });
    return mode;
  }

  async #findKept(caller: RamUser | AssumedRole): Promise<Kept> {
    const name = caller.kind === "user" ? caller.userId : caller.roleId;
    const known = this.#kept.get(name);
    if (known?.identityVersion === caller.identityVersion) return known;
    const sources = await loadPolicySources(this.#read, caller);
    const mode = await this.modeOf(caller);
    const { mayManageAccessKeys: usersManageKeys } = await readSecurityPreference(this.#read, caller.accountId);
    const identity = sources.map(({ document, ...source }) => ({
      ...source,
      policy: this.#compile(document, "identity"),
    }));
    const kept = { identityVersion: caller.identityVersion, identity, mode, usersManageKeys };
    if (this.#kept.size >= maxKept) this.#kept.clear();
    this.#kept.set(name, kept);
    return kept;
  }

  /** A stored document that cannot be read throws: it could be the one that denies. */
  #compile(text: string, kind: "identity" | "session"): CompiledPolicy {
    const name = `${kind} ${text}`;
    const known = this.#compiled.get(name);
    if (known) return known;
    const parsed = parsePolicy(text, kind);
    if (!parsed.ok) throw new Error(`A stored policy cannot be read: ${parsed.message}`);
    const policy = compilePolicy(parsed.document);
    if (this.#compiled.size >= maxKept) this.#compiled.clear();
    this.#compiled.set(name, policy);
    return policy;
  }
}
