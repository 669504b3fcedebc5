import { useEffect, useEffectEvent, useRef } from "react";
import { useSession } from "./session.tsx";

/**
 * While the session is over no shortcut reaches the page, and afterwards the focus is back where it was. It stands
 * before the page, so that it hears keys first.
 */
export function KeptFocus() {
  const { isOver } = useSession();
  const focused = useRef<HTMLElement>(undefined);
  const note = useEffectEvent(({ target }: FocusEvent) => {
    if (!isOver && target instanceof HTMLElement) focused.current = target;
  });
  const holdBack = useEffectEvent((event: KeyboardEvent) => {
    if (isOver && isShortcut(event)) event.stopImmediatePropagation();
  });
  useEffect(() => {
    const onFocus = (event: FocusEvent) => note(event);
    const onKey = (event: KeyboardEvent) => holdBack(event);
    addEventListener("focusin", onFocus);
    addEventListener("keydown", onKey, { capture: true });
    return () => {
      removeEventListener("focusin", onFocus);
      removeEventListener("keydown", onKey, { capture: true });
    };
  }, []);
  useEffect(() => (isOver ? () => giveBack(focused.current) : undefined), [isOver]);
  return null;
}

/** Those that the page hears wherever the focus is. */
const isShortcut = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean => key === "Escape" || ctrlKey || metaKey;

function giveBack(element: HTMLElement | undefined): void {
  element?.focus();
  if (!element || document.activeElement === element) return;
  // A button that was pressed cannot have it before its call is settled.
  const observer = new MutationObserver(() => {
    observer.disconnect();
    if (document.activeElement === document.body) element.focus();
  });
  observer.observe(element, { attributeFilter: ["disabled"] });
}
