import { useWords } from "../../language/words.ts";
import { findAnswer, useReading } from "../operation.ts";
import { PartHeader } from "../parts/PartHeader.tsx";
import { Read } from "../Read.tsx";
import { accessWords } from "../words.ts";
import { DenialsPanel } from "./DenialsPanel.tsx";
import { GeneratePanel } from "./GeneratePanel.tsx";
import { type Mode, ModeChoice } from "./ModeChoice.tsx";
import styles from "./mode.module.css";
import { useDenials } from "./use-denials.ts";
import { modeWords } from "./words.ts";

export function ModePage() {
  const words = useWords(modeWords);
  const titles = useWords(accessWords);
  const { reading, again } = useReading<{ readonly Mode: Mode }>({
    product: "Medialoft",
    action: "GetAuthorizationMode",
    parameters: {},
  });
  return (
    <>
      <PartHeader title={titles.mode} lead={words.lead} />
      <Read reading={reading} onRetry={again}>
        {({ Mode }) => <ModeView mode={Mode} onSwitched={again} />}
      </Read>
    </>
  );
}

function ModeView({ mode, onSwitched }: { readonly mode: Mode; readonly onSwitched: () => void }) {
  const { reading, again } = useDenials();
  const found = findAnswer(reading);
  const switched = () => {
    onSwitched();
    again();
  };
  return (
    <div className={styles.page}>
      <ModeChoice mode={mode} denials={found?.denials.length ?? 0} onSwitched={switched} />
      <DenialsPanel reading={reading} onRetry={again} />
      <GeneratePanel start={found?.start} />
    </div>
  );
}
