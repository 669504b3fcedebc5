import type { Call } from "../../session/session-api.ts";
import type { Outcome, Refusal } from "../operation.ts";
import { attachCall, readPolicyId } from "../parts/attached-policies.ts";
import type { NewKey } from "../parts/SecretOnce.tsx";
import { ramCall } from "../parts/use-change.ts";

/** What somebody wants of a new user. */
export interface UserDraft {
  readonly userName: string;
  readonly displayName: string;
  readonly comments: string;
  readonly groups: readonly string[];
  /** Ids of policies: type and name. */
  readonly policies: readonly string[];
  readonly hasLogin: boolean;
  readonly password: string;
  readonly mustChange: boolean;
  readonly hasKey: boolean;
}

type StepKind = "group" | "policy" | "login" | "key";

interface Step {
  readonly kind: StepKind;
  /** Which group or policy. */
  readonly name: string;
  readonly call: Call;
}

export interface DoneStep extends Omit<Step, "call"> {
  readonly refusal?: Refusal;
}

/** What came of it: nothing when the user itself could not be made. */
export type Made =
  | { readonly refusal: Refusal }
  | { readonly userName: string; readonly steps: readonly DoneStep[]; readonly newKey: NewKey | undefined };

const orUndefined = (text: string): string | undefined => (text === "" ? undefined : text);

/** What follows once the user is there; the key comes last, so that its secret is shown right away. */
function stepsOf(draft: UserDraft): readonly Step[] {
  const { userName: UserName, groups, policies, hasLogin, password, mustChange, hasKey } = draft;
  const login = { UserName, Password: password, PasswordResetRequired: String(mustChange) };
  return [
    ...groups.map((GroupName) => ({
      kind: "group" as const,
      name: GroupName,
      call: ramCall("AddUserToGroup", { UserName, GroupName }),
    })),
    ...policies.map((id) => ({
      kind: "policy" as const,
      name: readPolicyId(id).PolicyName,
      call: attachCall({ kind: "User", name: UserName }, readPolicyId(id)),
    })),
    ...(hasLogin ? [{ kind: "login" as const, name: "", call: ramCall("CreateLoginProfile", login) }] : []),
    ...(hasKey ? [{ kind: "key" as const, name: "", call: ramCall("CreateAccessKey", { UserName }) }] : []),
  ];
}

/** Makes a user and what belongs to it. A step that is refused leaves the others as they are. */
export async function createUser(draft: UserDraft, operate: <T>(call: Call) => Promise<Outcome<T>>): Promise<Made> {
  const { userName } = draft;
  const made = await operate(
    ramCall("CreateUser", {
      UserName: userName,
      DisplayName: orUndefined(draft.displayName),
      Comments: orUndefined(draft.comments),
    }),
  );
  if ("refusal" in made) return made;
  const steps: DoneStep[] = [];
  let newKey: NewKey | undefined;
  for (const { kind, name, call } of stepsOf(draft)) {
    const outcome = await operate<{ readonly AccessKey?: NewKey }>(call);
    steps.push({ kind, name, ...("refusal" in outcome && { refusal: outcome.refusal }) });
    if ("answer" in outcome) newKey = outcome.answer.AccessKey ?? newKey;
  }
  return { userName, steps, newKey };
}
