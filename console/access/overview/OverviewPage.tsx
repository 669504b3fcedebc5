import { useWords } from "../../language/words.ts";
import { useSession } from "../../session/session.tsx";
import { Panels } from "../parts/Panel.tsx";
import { PartHeader } from "../parts/PartHeader.tsx";
import { AccessKeysPanel } from "../users/AccessKeysPanel.tsx";
import { userWords } from "../users/words.ts";
import { AccountPanel } from "./AccountPanel.tsx";
import { Counts } from "./Counts.tsx";
import { FirstSteps } from "./FirstSteps.tsx";
import { OwnPasswordPanel } from "./OwnPasswordPanel.tsx";
import { PasswordRulesPanel } from "./PasswordRulesPanel.tsx";
import { SecurityPanel } from "./SecurityPanel.tsx";
import { overviewWords } from "./words.ts";

/** What there is, how the account is set up, and what is one's own. */
export function OverviewPage() {
  const words = useWords(overviewWords);
  const { keys } = useWords(userWords);
  const { state } = useSession();
  const isRoot = state?.principal?.kind === "root";
  return (
    <>
      <PartHeader title={words.title} lead={words.lead} />
      {isRoot && <FirstSteps />}
      <Counts />
      <Panels>
        <AccountPanel />
        <SecurityPanel />
        <PasswordRulesPanel isWide={isRoot} />
        {!isRoot && <OwnPasswordPanel />}
        <AccessKeysPanel ownName={state?.principal?.userName ?? "root"} lead={isRoot ? keys.rootLead : keys.ownLead} />
      </Panels>
    </>
  );
}
