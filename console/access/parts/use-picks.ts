import { useMemo } from "react";
import { useWords } from "../../language/words.ts";
import type { Reading } from "../operation.ts";
import { type PolicyNames, policyId } from "./attached-policies.ts";
import { usePolicyDescription } from "./policy-description.ts";
import { type RamList, useListing } from "./use-listing.ts";
import { partWords } from "./words.ts";

/** Something that can be chosen from a list. */
export interface Pick {
  readonly id: string;
  readonly label: string;
  readonly about?: string;
  /** What kind it is, in a word. */
  readonly kind?: string;
}

export interface Picks {
  readonly picks: Reading<readonly Pick[]>;
  readonly again: () => void;
}

interface PickedPolicy extends PolicyNames {
  readonly Description: string;
}

/** Every policy: the system's and the account's own. */
export function usePolicyPicks(): Picks {
  const { policyTypes } = useWords(partWords);
  const describe = usePolicyDescription();
  const toPick = useMemo(
    () =>
      (policy: PickedPolicy): Pick => ({
        id: policyId(policy),
        label: policy.PolicyName,
        about: describe(policy),
        kind: policy.PolicyType === "System" ? policyTypes.System : policyTypes.Custom,
      }),
    [policyTypes, describe],
  );
  return usePicks("ListPolicies", toPick);
}

/** Every group of the account. */
export const useGroupPicks = (): Picks => usePicks("ListGroups", groupPick);

/** Every user of the account. */
export const useUserPicks = (): Picks => usePicks("ListUsers", userPick);

/** Every role of the account. */
export const useRolePicks = (): Picks => usePicks("ListRoles", rolePick);

const groupPick = ({ GroupName, Comments }: { readonly GroupName: string; readonly Comments: string }): Pick => ({
  id: GroupName,
  label: GroupName,
  about: Comments,
});

const userPick = ({ UserName, DisplayName }: { readonly UserName: string; readonly DisplayName: string }): Pick => ({
  id: UserName,
  label: UserName,
  about: DisplayName,
});

const rolePick = ({ RoleName, Description }: { readonly RoleName: string; readonly Description: string }): Pick => ({
  id: RoleName,
  label: RoleName,
  about: Description,
});

/** The whole of a list, once all its pages are read. */
function usePicks<T>(action: RamList, toPick: (row: T) => Pick): Picks {
  const { reading, hasMore, moreRefusal, again } = useListing<T>(action, { isWhole: true });
  const picks = useMemo((): Reading<readonly Pick[]> => {
    if (reading.kind === "loading" || "refusal" in reading) return reading;
    if (hasMore) return moreRefusal ? { kind: "read", refusal: moreRefusal } : { kind: "loading" };
    return { kind: "read", answer: reading.answer.rows.map(toPick) };
  }, [reading, hasMore, moreRefusal, toPick]);
  return { picks, again };
}
