import { Modal } from "@mantine/core";
import { type ReactNode, Suspense, useEffect, useRef } from "react";
import { useWords } from "../../language/words.ts";
import styles from "./dialog.module.css";
import { PanelLoading } from "./PanelRead.tsx";
import { partWords } from "./words.ts";

interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Room for a form with much in it. */
  readonly isWide?: boolean;
  /** Room for the text of a policy and its words beside it. */
  readonly isWidest?: boolean;
  /** Closed only by its own button: what it shows is never shown again. */
  readonly isHeld?: boolean;
  readonly children: ReactNode;
}

/** A box over the page. What is in it lives as long as it is open, and what was typed or shown in it goes with it. */
export function Dialog({ title, isOpen, onClose, isWide, isWidest, isHeld = false, children }: DialogProps) {
  const words = useWords(partWords);
  const size = isWidest ? "62rem" : isWide ? "44rem" : "30rem";
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      size={size}
      radius="lg"
      padding="1.25rem"
      yOffset="6vh"
      closeOnClickOutside={false}
      closeOnEscape={!isHeld}
      withCloseButton={!isHeld}
      closeButtonProps={{ "aria-label": words.close }}
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 0.45 }}
      styles={{ title: { fontWeight: 640, fontSize: "1.0625rem", overflowWrap: "anywhere" } }}
    >
      <Suspense fallback={<PanelLoading />}>
        <Content>{children}</Content>
      </Suspense>
    </Modal>
  );
}

/** Gives the focus to what begins with it, where that is loaded after the dialog opened, and keeps it within when a button that had it has gone. */
function Content({ children }: Pick<DialogProps, "children">) {
  const content = useRef<HTMLDivElement>(null);
  const hasBegun = useRef(false);
  useEffect(() => {
    if (!hasBegun.current) content.current?.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    else if (document.activeElement === document.body) content.current?.focus();
    hasBegun.current = true;
  });
  return (
    <div ref={content} tabIndex={-1} className={styles.content}>
      {children}
    </div>
  );
}
