import { Button } from "@mantine/core";
import { IconShieldCheck, IconShieldHalf } from "@tabler/icons-react";
import { useState } from "react";
import { useWords } from "../../language/words.ts";
import { useSession } from "../../session/session.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { Mark } from "../parts/Mark.tsx";
import { useTell } from "../parts/tell.tsx";
import styles from "./mode.module.css";
import { modeWords } from "./words.ts";

export type Mode = "enforce" | "soft";

interface ModeChoiceProps {
  readonly mode: Mode;
  /** How many different calls go through that will not when policies are enforced. */
  readonly denials: number;
  readonly onSwitched: () => void;
}

/** Both modes beside each other, with what they mean. */
export function ModeChoice({ mode, denials, onSwitched }: ModeChoiceProps) {
  const words = useWords(modeWords);
  const tell = useTell();
  const { ask } = useSession();
  const [isAsking, setAsking] = useState(false);
  const other = mode === "soft" ? "enforce" : "soft";
  const done = () => {
    tell(words.switched[other]);
    // The banner above the page comes and goes with what the session says.
    void ask();
    onSwitched();
  };
  return (
    <div className={styles.modes}>
      {(["enforce", "soft"] as const).map((one) => (
        <ModeCard key={one} mode={one} isNow={one === mode} onChoose={() => setAsking(true)} />
      ))}
      <ConfirmDialog
        title={other === "soft" ? words.toSoftTitle : words.toEnforceTitle}
        submit={other === "soft" ? words.toSoft : words.toEnforce}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        call={{ product: "Medialoft", action: "SetAuthorizationMode", parameters: { Mode: other } }}
        onDone={done}
      >
        <p>{other === "soft" ? words.toSoftLead : words.toEnforceLead(denials)}</p>
      </ConfirmDialog>
    </div>
  );
}

interface ModeCardProps {
  readonly mode: Mode;
  readonly isNow: boolean;
  readonly onChoose: () => void;
}

function ModeCard({ mode, isNow, onChoose }: ModeCardProps) {
  const words = useWords(modeWords);
  const isSoft = mode === "soft";
  const Icon = isSoft ? IconShieldHalf : IconShieldCheck;
  return (
    <section className={styles.mode} data-now={isNow} data-mode={mode}>
      <h2>
        <Icon size={20} aria-hidden="true" />
        {words[mode]}
        {isNow && <Mark tone={isSoft ? "warn" : "good"}>{words.now}</Mark>}
      </h2>
      <p>{isSoft ? words.softIs : words.enforceIs}</p>
      {isSoft && <p>{words.softExcept}</p>}
      {!isNow && (
        <Button variant={isSoft ? "default" : "filled"} size="sm" onClick={onChoose}>
          {isSoft ? words.toSoft : words.toEnforce}
        </Button>
      )}
    </section>
  );
}
