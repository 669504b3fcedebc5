import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../language/words.ts";
import { type Reading, type Refusal, useReading } from "../operation.ts";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { Facts } from "../parts/Facts.tsx";
import { Panel } from "../parts/Panel.tsx";
import { PanelRead } from "../parts/PanelRead.tsx";
import { useTell } from "../parts/tell.tsx";
import { ramCall } from "../parts/use-change.ts";
import { When } from "../parts/When.tsx";
import { PasswordDialog } from "./PasswordDialog.tsx";
import styles from "./users.module.css";
import { userWords } from "./words.ts";

interface LoginProfile {
  readonly PasswordResetRequired: boolean;
  readonly CreateDate: string;
}

interface LoginPanelProps {
  readonly userName: string;
  readonly turn: number;
}

/** Whether a user can sign in by name, and the password's ways. */
export function LoginPanel({ userName, turn }: LoginPanelProps) {
  const { login: words } = useWords(userWords);
  const { reading, again } = useReading<{ readonly LoginProfile: LoginProfile }>(
    ramCall("GetLoginProfile", { UserName: userName }),
    turn,
  );
  return (
    <Panel title={words.title} lead={words.lead}>
      <PanelRead reading={orNone(reading)} onRetry={again}>
        {(profile) => <Login userName={userName} profile={profile} onChange={again} />}
      </PanelRead>
    </Panel>
  );
}

const isNone = (refusal: Refusal): boolean => refusal.code === "EntityNotExist.User.LoginProfile";

/** That a user has no password is no refusal here. */
function orNone(reading: Reading<{ readonly LoginProfile: LoginProfile }>): Reading<LoginProfile | undefined> {
  if (reading.kind === "loading") return reading;
  if ("answer" in reading) return { kind: "read", answer: reading.answer.LoginProfile };
  return isNone(reading.refusal) ? { kind: "read", answer: undefined } : reading;
}

interface LoginProps {
  readonly userName: string;
  readonly profile: LoginProfile | undefined;
  readonly onChange: () => void;
}

function Login({ userName, profile, onChange }: LoginProps) {
  const { login: words } = useWords(userWords);
  const tell = useTell();
  const [asked, setAsked] = useState<"set" | "remove">();
  const close = () => setAsked(undefined);
  return (
    <div className={styles.stack}>
      {profile ? (
        <Facts
          facts={[
            { name: words.since, value: <When at={profile.CreateDate} /> },
            {
              name: words.mustChange,
              value: profile.PasswordResetRequired ? words.mustChangeYes : words.mustChangeNo,
            },
          ]}
        />
      ) : (
        <p>{words.none}</p>
      )}
      <div className={styles.row}>
        <Button variant="default" size="xs" onClick={() => setAsked("set")}>
          {profile ? words.reset : words.set}
        </Button>
        {profile && (
          <Button variant="default" size="xs" onClick={() => setAsked("remove")}>
            {words.remove}
          </Button>
        )}
      </div>
      <PasswordDialog
        userName={userName}
        isNew={profile === undefined}
        isOpen={asked === "set"}
        onClose={close}
        onDone={() => {
          tell(words.saved);
          onChange();
        }}
      />
      <ConfirmDialog
        isOpen={asked === "remove"}
        title={words.removeTitle(userName)}
        submit={words.remove}
        call={ramCall("DeleteLoginProfile", { UserName: userName })}
        onClose={close}
        onDone={() => {
          tell(words.removed);
          onChange();
        }}
      >
        <p>{words.removeLead(userName)}</p>
      </ConfirmDialog>
    </div>
  );
}
