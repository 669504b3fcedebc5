import { useCallback, useEffect, useEffectEvent, useState } from "react";
import { type Refusal, useOperation } from "../access/operation.ts";
import type { SystemStatus } from "./system-status.ts";

/** An answer, and when it came. */
export interface ReadStatus {
  readonly status: SystemStatus;
  readonly at: number;
}

export interface SystemReading {
  /** The newest answer; it stays while the server does not answer. */
  readonly read: ReadStatus | undefined;
  /** The one before it. */
  readonly before: ReadStatus | undefined;
  /** Why the last question had no answer. */
  readonly refusal: Refusal | undefined;
  readonly ask: () => Promise<void>;
}

const everyMs = 5000;
const call = { product: "Medialoft", action: "GetSystemStatus", parameters: {} } as const;

/** Asks at once and then every five seconds, while the page is seen and not paused. */
export function useSystemStatus(isPaused: boolean): SystemReading {
  const operate = useOperation();
  const [known, setKnown] = useState<Omit<SystemReading, "ask">>({
    read: undefined,
    before: undefined,
    refusal: undefined,
  });
  const ask = useCallback(async () => {
    const outcome = await operate<SystemStatus>(call);
    setKnown(({ read, before }) =>
      "refusal" in outcome
        ? { read: outcome.refusal.isDenied ? undefined : read, before, refusal: outcome.refusal }
        : { read: { status: outcome.answer, at: Date.now() }, before: read, refusal: undefined },
    );
  }, [operate]);
  useRepeated(ask, isPaused || known.refusal?.isDenied === true);
  return { ...known, ask };
}

/** One question after the other: the next waits for the answer. */
function useRepeated(ask: () => Promise<void>, isPaused: boolean): void {
  const askNow = useEffectEvent(ask);
  useEffect(() => {
    if (isPaused) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const turn = async () => {
      if (!document.hidden) await askNow();
      if (!isOver) timer = setTimeout(() => void turn(), everyMs);
    };
    const onSeen = () => void (document.hidden || askNow());
    document.addEventListener("visibilitychange", onSeen);
    void turn();
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onSeen);
    };
  }, [isPaused]);
}
