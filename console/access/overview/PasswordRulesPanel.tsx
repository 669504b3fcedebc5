import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../language/words.ts";
import { useReading } from "../operation.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { Facts } from "../parts/Facts.tsx";
import { Panel } from "../parts/Panel.tsx";
import { PanelRead } from "../parts/PanelRead.tsx";
import { ramCall } from "../parts/use-change.ts";
import type { PasswordPolicy } from "../users/password-rules.ts";
import { PasswordRulesForm } from "./PasswordRulesForm.tsx";
import { overviewWords } from "./words.ts";

/** The account's rules for passwords. */
export function PasswordRulesPanel({ isWide }: { readonly isWide: boolean }) {
  const { password: words } = useWords(overviewWords);
  const { reading, again } = useReading<{ readonly PasswordPolicy: PasswordPolicy }>(ramCall("GetPasswordPolicy"));
  return (
    <Panel title={words.title} lead={words.lead} isWide={isWide}>
      <PanelRead reading={reading} onRetry={again}>
        {({ PasswordPolicy }) => <PasswordRules policy={PasswordPolicy} onChange={again} />}
      </PanelRead>
    </Panel>
  );
}

interface PasswordRulesProps {
  readonly policy: PasswordPolicy;
  readonly onChange: () => void;
}

function PasswordRules({ policy, onChange }: PasswordRulesProps) {
  const { password: words } = useWords(overviewWords);
  const [isEditing, setEditing] = useState(false);
  const close = () => setEditing(false);
  const asked = [
    policy.RequireLowercaseCharacters && words.lowercase,
    policy.RequireUppercaseCharacters && words.uppercase,
    policy.RequireNumbers && words.digit,
    policy.RequireSymbols && words.symbol,
  ].filter((one) => one !== false);
  const { MaxLoginAttemps, PasswordReusePrevention, MaxPasswordAge, HardExpiry } = policy;
  return (
    <>
      <Facts
        facts={[
          { name: words.length, value: policy.MinimumPasswordLength },
          { name: words.must, value: asked.length === 0 ? words.nothingElse : asked.join(" · ") },
          { name: words.attempts, value: MaxLoginAttemps === 0 ? words.attemptsEndless : MaxLoginAttemps },
          { name: words.reuse, value: PasswordReusePrevention === 0 ? words.reuseNone : PasswordReusePrevention },
          { name: words.age, value: MaxPasswordAge === 0 ? words.ageEndless : words.days(MaxPasswordAge) },
          ...(MaxPasswordAge === 0
            ? []
            : [{ name: words.expired, value: HardExpiry ? words.expiredHard : words.expiredSoft }]),
        ]}
        action={
          <Button variant="default" size="xs" onClick={() => setEditing(true)}>
            {words.edit}
          </Button>
        }
      />
      <Dialog title={words.title} isOpen={isEditing} onClose={close} isWide>
        <PasswordRulesForm policy={policy} onClose={close} onDone={onChange} />
      </Dialog>
    </>
  );
}
