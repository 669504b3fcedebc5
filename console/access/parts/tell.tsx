import { IconCheck } from "@tabler/icons-react";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import styles from "./tell.module.css";

type Tell = (sentence: string) => void;

const TellContext = createContext<Tell>(() => {});

const shownMs = 6000;

/** Where it is said, for a moment and also to screen readers, that something was done. */
export function TellProvider({ children }: { readonly children: ReactNode }) {
  const [told, setTold] = useState({ sentence: "", turn: 0 });
  const tell = useCallback((sentence: string) => setTold(({ turn }) => ({ sentence, turn: turn + 1 })), []);
  useEffect(() => {
    if (told.sentence === "") return undefined;
    const timer = setTimeout(() => setTold({ sentence: "", turn: told.turn }), shownMs);
    return () => clearTimeout(timer);
  }, [told]);
  return (
    <TellContext value={tell}>
      {children}
      <div role="status" className={styles.place}>
        {told.sentence !== "" && (
          <p key={told.turn} className={styles.told}>
            <IconCheck size={17} aria-hidden="true" />
            {told.sentence}
          </p>
        )}
      </div>
    </TellContext>
  );
}

/** Says in one sentence that something was done: saved, attached, deleted. */
export const useTell = (): Tell => useContext(TellContext);
