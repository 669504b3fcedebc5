import { Button } from "@mantine/core";
import { Link } from "wouter";
import { useWords } from "../../language/words.ts";
import { HolderDetail } from "../parts/HolderDetail.tsx";
import { Panel, Panels } from "../parts/Panel.tsx";
import { PanelRead } from "../parts/PanelRead.tsx";
import { PolicyAttachments } from "../parts/PolicyAttachments.tsx";
import { simulatorPath } from "../paths.ts";
import { AccessKeysPanel } from "./AccessKeysPanel.tsx";
import { LoginPanel } from "./LoginPanel.tsx";
import { UserFacts } from "./UserFacts.tsx";
import { UserGroupsPanel } from "./UserGroupsPanel.tsx";
import type { User } from "./user.ts";
import { userBonds } from "./user-bonds.ts";
import { userWords } from "./words.ts";

/** One user: each part is read by itself, and says by itself when it may not be seen. */
export function UserDetail({ name }: { readonly name: string }) {
  const words = useWords(userWords);
  return (
    <HolderDetail<{ readonly User: User }>
      holder={{ kind: "User", name }}
      words={words}
      leadOf={({ User: { DisplayName } }) => DisplayName}
      actions={
        <Button component={Link} href={simulatorPath({ user: name })} variant="default">
          {words.whatMay}
        </Button>
      }
      removeLead={words.removeLead(name)}
      bondsOf={userBonds}
    >
      {({ reading, again, turn, isLost }) =>
        isLost ? (
          <PanelRead reading={reading} onRetry={again}>
            {() => null}
          </PanelRead>
        ) : (
          <Panels>
            <Panel title={words.facts}>
              <PanelRead reading={reading} onRetry={again}>
                {({ User }) => <UserFacts user={User} onChange={again} />}
              </PanelRead>
            </Panel>
            <LoginPanel userName={name} turn={turn} />
            <AccessKeysPanel owner={name} turn={turn} />
            <UserGroupsPanel userName={name} turn={turn} />
            <PolicyAttachments holder={{ kind: "User", name }} turn={turn} />
          </Panels>
        )
      }
    </HolderDetail>
  );
}
