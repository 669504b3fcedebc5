import { useEffect, useRef } from "react";

/** Runs something when a key is pressed together with Ctrl, or Command on a Mac. */
export function useHotkey(key: string, run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      if (event.key !== key || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener("keydown", handle);
    return () => removeEventListener("keydown", handle);
  }, [key]);
}
