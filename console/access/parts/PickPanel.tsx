import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { Panel } from "./Panel.tsx";
import { PickDialog, type PickDialogProps } from "./PickDialog.tsx";
import { useTell } from "./tell.tsx";

interface PickPanelProps extends Omit<PickDialogProps, "title" | "isOpen" | "onClose" | "onDone"> {
  readonly title: string;
  readonly lead: string;
  readonly dialogTitle: string;
  /** Says how many were added. */
  readonly added: (count: number) => string;
  readonly onChange: () => void;
  readonly children: ReactNode;
}

/** A panel that lists what belongs to something, with a button that adds to it. */
export function PickPanel({ title, lead, dialogTitle, added, onChange, children, ...dialog }: PickPanelProps) {
  const tell = useTell();
  const [isAdding, setAdding] = useState(false);
  return (
    <Panel
      title={title}
      lead={lead}
      actions={
        <Button variant="default" size="xs" leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>
          {dialog.submit}
        </Button>
      }
    >
      {children}
      <PickDialog
        {...dialog}
        title={dialogTitle}
        isOpen={isAdding}
        onClose={() => setAdding(false)}
        onDone={(count) => {
          tell(added(count));
          onChange();
        }}
      />
    </Panel>
  );
}
