import { useEffect, useState } from "react";
import { useMessages } from "../language/language.tsx";
import { useSession } from "../session/session.tsx";
import type { CallAnswer } from "../session/session-api.ts";
import { parseAnswer } from "./parse-answer.ts";

/** Users or roles of the account, as far as they may be listed. */
export interface Principals {
  readonly names: readonly string[];
  /** There are more than are listed. */
  readonly isCut: boolean;
  /** Why none can be listed. */
  readonly refusal?: string;
}

const lists = {
  user: { action: "ListUsers", list: "Users", item: "User", name: "UserName" },
  role: { action: "ListRoles", list: "Roles", item: "Role", name: "RoleName" },
} as const;

const mostListed = "1000";
const none: Principals = { names: [], isCut: false };

/** Asks with one's own permissions. */
export function usePrincipals(who: keyof typeof lists): Principals {
  const { app } = useMessages();
  const { call } = useSession();
  const [principals, setPrincipals] = useState(none);
  useEffect(() => {
    let isWanted = true;
    const asked = { product: "RAM", action: lists[who].action, parameters: { MaxItems: mostListed } };
    call(asked)
      .then((answer) => readPrincipals(answer, who))
      .catch(() => ({ ...none, refusal: app.failed }))
      .then((read) => isWanted && setPrincipals(read));
    return () => {
      isWanted = false;
    };
  }, [who, call, app.failed]);
  return principals;
}

type Listed = Readonly<Record<string, Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>>>;

function readPrincipals(answer: CallAnswer, who: keyof typeof lists): Principals {
  const { value, error } = parseAnswer(answer);
  if (error) return { ...none, refusal: error.diagnosis ?? error.message };
  const { list, item, name } = lists[who];
  const rows = (value as Listed)[list]?.[item] ?? [];
  const isCut = (value as { readonly IsTruncated?: boolean }).IsTruncated === true;
  return { names: rows.map((row) => row[name] ?? "").sort(), isCut };
}
