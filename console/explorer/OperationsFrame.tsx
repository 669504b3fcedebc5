import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconListSearch } from "@tabler/icons-react";
import { lazy, type ReactNode } from "react";
import { useMessages } from "../language/language.tsx";
import { LateOver } from "../pages/Late.tsx";
import { useWas } from "../shell/on-demand.ts";
import { SkipLink } from "../shell/SkipLink.tsx";
import { OperationList } from "./OperationList.tsx";
import styles from "./operations-frame.module.css";

/** Loaded when it is first opened. */
const OperationDrawer = lazy(() => import("./OperationDrawer.tsx").then((m) => ({ default: m.OperationDrawer })));

/** What stands beside the list. */
export const workId = "work";

interface OperationsFrameProps {
  /** The operation that the page is about. */
  readonly chosen: string | undefined;
  readonly children: ReactNode;
}

/** A page beside the list of all operations; where there is no room for both, a button opens the list over it. */
export function OperationsFrame({ chosen, children }: OperationsFrameProps) {
  const { explorer } = useMessages();
  const [isListOpen, list] = useDisclosure();
  const wasOpened = useWas(isListOpen);
  return (
    <div className={styles.frame}>
      <aside className={styles.aside}>
        <SkipLink to={workId}>{explorer.skipList}</SkipLink>
        <OperationList chosen={chosen} />
      </aside>
      {wasOpened && (
        <LateOver>
          <OperationDrawer chosen={chosen} isOpen={isListOpen} onClose={list.close} />
        </LateOver>
      )}
      <div id={workId} tabIndex={-1} className={styles.work}>
        <Button
          className={styles.chooser}
          variant="default"
          fullWidth
          justify="flex-start"
          leftSection={<IconListSearch size={18} />}
          onClick={list.open}
        >
          {explorer.choose}
        </Button>
        {children}
      </div>
    </div>
  );
}
