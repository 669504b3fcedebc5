import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../language/words.ts";
import { CopyButton } from "../../operations/CopyButton.tsx";
import { useSession } from "../../session/session.tsx";
import { findAnswer, useReading } from "../operation.ts";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { Facts } from "../parts/Facts.tsx";
import { Panel } from "../parts/Panel.tsx";
import { PanelRead } from "../parts/PanelRead.tsx";
import { useTell } from "../parts/tell.tsx";
import { ramCall } from "../parts/use-change.ts";
import { AliasDialog } from "./AliasDialog.tsx";
import styles from "./overview.module.css";
import { overviewWords } from "./words.ts";

/** The account's names, and where its users sign in. */
export function AccountPanel() {
  const { account: words } = useWords(overviewWords);
  const accountId = useSession().state?.principal?.accountId ?? "";
  const { reading, again } = useReading<{ readonly AccountAlias: string }>(ramCall("GetAccountAlias"));
  const alias = findAnswer(reading)?.AccountAlias ?? "";
  const address = `${location.origin}/sign-in?${new URLSearchParams({ account: alias || accountId })}`;
  return (
    <Panel title={words.title}>
      <Facts
        facts={[
          { name: words.id, value: accountId, isCode: true },
          { name: words.address, value: address, isCode: true },
        ]}
        action={<CopyButton text={() => address} label={words.copyAddress} />}
      />
      <div className={styles.rule}>
        <PanelRead reading={reading} onRetry={again}>
          {({ AccountAlias }) => <Alias alias={AccountAlias} onChange={again} />}
        </PanelRead>
      </div>
    </Panel>
  );
}

function Alias({ alias, onChange }: { readonly alias: string; readonly onChange: () => void }) {
  const { account: words } = useWords(overviewWords);
  const tell = useTell();
  const [asked, setAsked] = useState<"set" | "clear">();
  const close = () => setAsked(undefined);
  return (
    <>
      <Facts
        facts={[{ name: words.alias, value: alias || words.none, isCode: alias !== "" }]}
        action={
          <>
            <Button variant="default" size="xs" onClick={() => setAsked("set")}>
              {alias ? words.change : words.set}
            </Button>
            {alias && (
              <Button variant="default" size="xs" onClick={() => setAsked("clear")}>
                {words.clear}
              </Button>
            )}
          </>
        }
      />
      <AliasDialog alias={alias} isOpen={asked === "set"} onClose={close} onDone={onChange} />
      <ConfirmDialog
        isOpen={asked === "clear"}
        title={words.clearTitle(alias)}
        submit={words.clear}
        call={ramCall("ClearAccountAlias")}
        onClose={close}
        onDone={() => {
          tell(words.cleared);
          onChange();
        }}
      >
        <p>{words.clearLead}</p>
      </ConfirmDialog>
    </>
  );
}
