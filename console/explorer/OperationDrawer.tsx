import { Drawer } from "@mantine/core";
import { useMessages } from "../language/language.tsx";
import { useOpened } from "../shell/on-demand.ts";
import { OperationList } from "./OperationList.tsx";

interface OperationDrawerProps {
  readonly chosen: string | undefined;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The list of operations where there is no room for it beside the form. */
export function OperationDrawer({ chosen, isOpen, onClose }: OperationDrawerProps) {
  const { explorer, app } = useMessages();
  return (
    <Drawer
      opened={useOpened(isOpen)}
      onClose={onClose}
      title={explorer.choose}
      closeButtonProps={{ "aria-label": app.close }}
      size="22rem"
    >
      <OperationList chosen={chosen} onChoose={onClose} />
    </Drawer>
  );
}
