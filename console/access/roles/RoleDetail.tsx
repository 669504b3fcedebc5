import { Button } from "@mantine/core";
import { Link } from "wouter";
import { useWords } from "../../language/words.ts";
import { findAnswer } from "../operation.ts";
import { HolderDetail } from "../parts/HolderDetail.tsx";
import { Panel, Panels } from "../parts/Panel.tsx";
import { PanelRead } from "../parts/PanelRead.tsx";
import { PolicyAttachments } from "../parts/PolicyAttachments.tsx";
import { policyBonds } from "../parts/policy-bonds.ts";
import { simulatorPath } from "../paths.ts";
import { AssumePanel } from "./AssumePanel.tsx";
import { RoleFacts } from "./RoleFacts.tsx";
import type { Role } from "./role.ts";
import { TrustPanel } from "./TrustPanel.tsx";
import { roleWords } from "./words.ts";

const roleBonds = (name: string) => [policyBonds({ kind: "Role", name })];

/** One role: its policies are read by themselves, and say by themselves when they may not be seen. */
export function RoleDetail({ name }: { readonly name: string }) {
  const words = useWords(roleWords);
  return (
    <HolderDetail<{ readonly Role: Role }>
      holder={{ kind: "Role", name }}
      words={words}
      leadOf={({ Role: { Description } }) => Description}
      actions={
        <Button component={Link} href={simulatorPath({ role: name })} variant="default">
          {words.whatMay}
        </Button>
      }
      removeLead={words.removeLead(name)}
      bondsOf={roleBonds}
    >
      {({ reading, again, turn, isLost }) => {
        const role = findAnswer(reading)?.Role;
        return (
          <Panels>
            <Panel title={words.facts}>
              <PanelRead reading={reading} onRetry={again}>
                {({ Role: read }) => <RoleFacts role={read} onChange={again} />}
              </PanelRead>
            </Panel>
            {!isLost && <PolicyAttachments holder={{ kind: "Role", name }} turn={turn} />}
            {role && <TrustPanel role={role} onChange={again} />}
            {role && <AssumePanel role={role} />}
          </Panels>
        );
      }}
    </HolderDetail>
  );
}
