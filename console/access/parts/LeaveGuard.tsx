import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { Dialog } from "./Dialog.tsx";
import { DialogForm } from "./DialogForm.tsx";

interface LeaveGuardProps {
  readonly isChanged: boolean;
  /** Addresses that begin so belong to the page itself. */
  readonly home: string;
  readonly onLeave: () => void;
  /** What would be lost. */
  readonly words: Readonly<Record<"title" | "lead" | "leave", string>>;
}

/** Asks before a link or the browser takes somebody away from what is not saved. */
export function LeaveGuard({ isChanged, home, onLeave, words }: LeaveGuardProps) {
  const [, navigate] = useLocation();
  const [target, setTarget] = useState<string>();
  useEffect(() => {
    if (!isChanged) return undefined;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const to = targetOf(event);
      if (to === undefined || to.split(/[?#]/)[0] === home || to.startsWith(`${home}/`)) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(to);
    };
    addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, true);
    return () => {
      removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, [isChanged, home]);
  const leave = () => {
    onLeave();
    if (target !== undefined) navigate(target);
  };
  return (
    <Dialog title={words.title} isOpen={target !== undefined} onClose={() => setTarget(undefined)}>
      <DialogForm
        submit={words.leave}
        isBusy={false}
        refusal={undefined}
        onSubmit={leave}
        onCancel={() => setTarget(undefined)}
        isDanger
      >
        <p>{words.lead}</p>
      </DialogForm>
    </Dialog>
  );
}

/** Where a plain click on a link would go within the console. */
function targetOf(event: MouseEvent): string | undefined {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement)) return undefined;
  if (link.target === "_blank" || link.hasAttribute("download") || link.origin !== location.origin) return undefined;
  return link.getAttribute("href")?.startsWith("#") ? undefined : link.pathname + link.search + link.hash;
}
