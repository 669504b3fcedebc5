import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { Link, useLocation } from "wouter";
import { useWords } from "../../language/words.ts";
import { useReading } from "../operation.ts";
import { DeleteDialog } from "../parts/DeleteDialog.tsx";
import { Panel, Panels } from "../parts/Panel.tsx";
import { PanelRead } from "../parts/PanelRead.tsx";
import { PartHeader } from "../parts/PartHeader.tsx";
import { PolicyAttachments } from "../parts/PolicyAttachments.tsx";
import { policyBonds } from "../parts/policy-bonds.ts";
import { useTell } from "../parts/tell.tsx";
import { ramCall } from "../parts/use-change.ts";
import { accessPath, simulatorPath } from "../paths.ts";
import { AssumePanel } from "./AssumePanel.tsx";
import { RoleFacts } from "./RoleFacts.tsx";
import type { Role } from "./role.ts";
import { TrustPanel } from "./TrustPanel.tsx";
import { roleWords } from "./words.ts";

/** One role: its policies are read by themselves, and say by themselves when they may not be seen. */
export function RoleDetail({ name }: { readonly name: string }) {
  const words = useWords(roleWords);
  const [, navigate] = useLocation();
  const tell = useTell();
  const { reading, again } = useReading<{ readonly Role: Role }>(ramCall("GetRole", { RoleName: name }));
  const [turn, setTurn] = useState(0);
  const [isDeleting, setDeleting] = useState(false);
  const sources = useMemo(() => [policyBonds({ kind: "Role", name })], [name]);
  const role = reading.kind === "read" && "answer" in reading ? reading.answer.Role : undefined;
  const isLost = reading.kind === "read" && "refusal" in reading && reading.refusal.code.startsWith("EntityNotExist");
  return (
    <>
      <PartHeader
        title={name}
        lead={role?.Description || undefined}
        back={{ to: accessPath("roles"), title: words.title }}
      >
        {!isLost && (
          <>
            <Button component={Link} href={simulatorPath({ role: name })} variant="default">
              {words.whatMay}
            </Button>
            <Button variant="default" onClick={() => setDeleting(true)}>
              {words.remove}
            </Button>
          </>
        )}
      </PartHeader>
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
      <DeleteDialog
        name={name}
        lead={words.removeLead(name)}
        isOpen={isDeleting}
        onClose={() => setDeleting(false)}
        call={ramCall("DeleteRole", { RoleName: name })}
        sources={sources}
        onChange={() => setTurn((before) => before + 1)}
        onDone={() => {
          tell(words.deleted(name));
          navigate(accessPath("roles"));
        }}
      />
    </>
  );
}
