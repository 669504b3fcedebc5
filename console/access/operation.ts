import { useCallback, useEffect, useState } from "react";
import { type ParsedAnswer, parseAnswer } from "../explorer/parse-answer.ts";
import { useMessages } from "../language/language.tsx";
import { useSession } from "../session/session.tsx";
import { type Call, SessionRefusal } from "../session/session-api.ts";

/** Why an operation did not do what was asked. */
export interface Refusal {
  /** An error code of the contract; empty when the server did not answer at all. */
  readonly code: string;
  readonly message: string;
  readonly diagnosis?: string;
  readonly isDenied: boolean;
}

/** What an operation answered. `T` is its answer as the contract describes it. */
export type Outcome<T> = { readonly answer: T } | { readonly refusal: Refusal };

export type Reading<T> = { readonly kind: "loading" } | ({ readonly kind: "read" } & Outcome<T>);

/** What was read; undefined while it is being read, and when that was refused. */
export const findAnswer = <T>(reading: Reading<T>): T | undefined => ("answer" in reading ? reading.answer : undefined);

/** Makes one call with the rights of who is signed in. */
export function useOperation(): <T>(call: Call) => Promise<Outcome<T>> {
  const { app } = useMessages();
  const { call: make } = useSession();
  return useCallback(
    async <T>(call: Call): Promise<Outcome<T>> => {
      try {
        const parsed = parseAnswer(await make(call));
        return parsed.error ? { refusal: toRefusal(parsed.error) } : { answer: parsed.value as T };
      } catch (error) {
        if (!(error instanceof SessionRefusal)) return { refusal: { code: "", message: app.failed, isDenied: false } };
        return { refusal: { code: error.code, message: error.message, isDenied: false } };
      }
    },
    [make, app.failed],
  );
}

/** Reads with one call, and again when it or `outerTurn` changes or `again` is called; what was read stays until the next answer. */
export function useReading<T>(call: Call, outerTurn = 0): { readonly reading: Reading<T>; readonly again: () => void } {
  const operate = useOperation();
  const [reading, setReading] = useState<Reading<T>>({ kind: "loading" });
  const [turn, setTurn] = useState(0);
  const key = JSON.stringify([call, turn, outerTurn]);
  useEffect(() => {
    let isCurrent = true;
    const [asked] = JSON.parse(key) as [Call];
    operate<T>(asked).then((outcome) => {
      if (isCurrent) setReading({ kind: "read", ...outcome });
    });
    return () => {
      isCurrent = false;
    };
  }, [operate, key]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  return { reading, again };
}

function toRefusal({ code, message, diagnosis }: NonNullable<ParsedAnswer["error"]>): Refusal {
  const isDenied = code === "Forbidden" || code === "NoPermission";
  return { code, message, isDenied, ...(diagnosis !== undefined && { diagnosis }) };
}
