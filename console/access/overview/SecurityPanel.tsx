import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../language/words.ts";
import { useReading } from "../operation.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { Facts } from "../parts/Facts.tsx";
import { Panel } from "../parts/Panel.tsx";
import { PanelRead } from "../parts/PanelRead.tsx";
import { ramCall } from "../parts/use-change.ts";
import { isEverywhere } from "./networks.ts";
import { SecurityForm } from "./SecurityForm.tsx";
import type { SecurityPreference } from "./security-preference.ts";
import { overviewWords } from "./words.ts";

/** What users may do for themselves, and from where they sign in. */
export function SecurityPanel() {
  const { security: words } = useWords(overviewWords);
  const { reading, again } = useReading<{ readonly SecurityPreference: SecurityPreference }>(
    ramCall("GetSecurityPreference"),
  );
  return (
    <Panel title={words.title}>
      <PanelRead reading={reading} onRetry={again}>
        {({ SecurityPreference: preference }) => <Security preference={preference} onChange={again} />}
      </PanelRead>
    </Panel>
  );
}

interface SecurityProps {
  readonly preference: SecurityPreference;
  readonly onChange: () => void;
}

function Security({ preference, onChange }: SecurityProps) {
  const { security: words } = useWords(overviewWords);
  const [isEditing, setEditing] = useState(false);
  const close = () => setEditing(false);
  const { LoginProfilePreference: login, AccessKeyPreference: keys } = preference;
  const masks = login.LoginNetworkMasks;
  return (
    <>
      <Facts
        facts={[
          { name: words.password, value: login.AllowUserToChangePassword ? words.yes : words.no },
          { name: words.keys, value: keys.AllowUserToManageAccessKeys ? words.yes : words.no },
          { name: words.hours, value: words.hoursOf(login.LoginSessionDuration) },
          {
            name: words.networks,
            value: isEverywhere(masks) ? words.everywhere : masks.replaceAll(";", "; "),
            isCode: !isEverywhere(masks),
          },
        ]}
        action={
          <Button variant="default" size="xs" onClick={() => setEditing(true)}>
            {words.edit}
          </Button>
        }
      />
      <Dialog title={words.title} isOpen={isEditing} onClose={close}>
        <SecurityForm preference={preference} onClose={close} onDone={onChange} />
      </Dialog>
    </>
  );
}
