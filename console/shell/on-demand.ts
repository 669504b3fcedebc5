import { useEffect, useRef, useState } from "react";

/** Whether something was so at any time since this is shown: what is loaded on demand then stays. */
export function useWas(isSo: boolean): boolean {
  const was = useRef(isSo);
  was.current ||= isSo;
  return was.current;
}

/** What opens is closed when it is first shown: else it does not see from where the focus comes, and cannot give it back. */
export function useOpened(isOpen: boolean): boolean {
  const [isShown, setShown] = useState(false);
  useEffect(() => setShown(true), []);
  return isShown && isOpen;
}
