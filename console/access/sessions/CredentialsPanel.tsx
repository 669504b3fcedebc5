import { Button } from "@mantine/core";
import { useState } from "react";
import { Link } from "wouter";
import { useWords } from "../../language/words.ts";
import { noFilters, writeFilters } from "../audit/filters.ts";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { type Column, DataTable, NameCell } from "../parts/DataTable.tsx";
import { Panel } from "../parts/Panel.tsx";
import { PanelEmpty, PanelRead } from "../parts/PanelRead.tsx";
import { useTell } from "../parts/tell.tsx";
import { When } from "../parts/When.tsx";
import { accessPath } from "../paths.ts";
import { type Credentials, useCredentials } from "./use-credentials.ts";
import { sessionWords } from "./words.ts";

/** Temporary credentials of one kind, each of which can be revoked. */
export function CredentialsPanel({ kind }: { readonly kind: "role" | "upload" }) {
  const words = useWords(sessionWords);
  const tell = useTell();
  const { reading, isBusy, more, again } = useCredentials(kind);
  const [revoking, setRevoking] = useState<Credentials>();
  const done = () => {
    tell(words.revoked);
    again();
  };
  return (
    <Panel
      title={kind === "role" ? words.roles : words.uploads}
      lead={kind === "role" ? words.rolesLead : words.uploadsLead}
    >
      <PanelRead reading={reading} onRetry={again}>
        {({ Sessions, Marker }) => (
          <>
            <CredentialsTable kind={kind} sessions={Sessions.filter(isInForce)} onRevoke={setRevoking} />
            {Marker !== undefined && (
              <Button variant="default" size="sm" mt="sm" loading={isBusy} onClick={more}>
                {words.more}
              </Button>
            )}
          </>
        )}
      </PanelRead>
      <ConfirmDialog
        title={words.revokeTitle}
        submit={words.revokeDo}
        isOpen={revoking !== undefined}
        onClose={() => setRevoking(undefined)}
        call={{
          product: "Medialoft",
          action: "RevokeSession",
          parameters: { SessionAccessKeyId: revoking?.AccessKeyId ?? "" },
        }}
        onDone={done}
      >
        <p>{words.revokeLead(revoking?.AccessKeyId ?? "")}</p>
      </ConfirmDialog>
    </Panel>
  );
}

const isInForce = ({ ExpireTime }: Credentials): boolean => Date.parse(ExpireTime) > Date.now();

interface CredentialsTableProps {
  readonly kind: "role" | "upload";
  readonly sessions: readonly Credentials[];
  readonly onRevoke: (session: Credentials) => void;
}

function CredentialsTable({ kind, sessions, onRevoke }: CredentialsTableProps) {
  const words = useWords(sessionWords);
  if (sessions.length === 0) return <PanelEmpty>{kind === "role" ? words.noRoles : words.noUploads}</PanelEmpty>;
  const columns: readonly Column<Credentials>[] = [
    kind === "role"
      ? {
          id: "role",
          title: words.role,
          cell: ({ RoleName, SessionName }) => <NameCell about={SessionName ?? ""}>{RoleName}</NameCell>,
        }
      : { id: "object", title: words.object, cell: ({ ObjectKey }) => <code>{ObjectKey}</code> },
    {
      id: "behind",
      title: words.behind,
      cell: (session) => <Behind session={session} />,
    },
    { id: "since", title: words.since, isWideOnly: true, cell: ({ CreateTime }) => <When at={CreateTime} /> },
    { id: "until", title: words.until, isWideOnly: true, cell: ({ ExpireTime }) => <When at={ExpireTime} /> },
    {
      id: "ways",
      title: words.revoke,
      isActions: true,
      cell: (session) => <Ways session={session} onRevoke={onRevoke} />,
    },
  ];
  return <DataTable label={words.table[kind]} rows={sessions} columns={columns} keyOf={(one) => one.AccessKeyId} />;
}

/** The name that was given by whoever assumed the role may say more than whose key it was. */
function Behind({ session }: { readonly session: Credentials }) {
  const words = useWords(sessionWords);
  const { UserName, SourceIdentity, CreatorAccessKeyId } = session;
  const name = SourceIdentity ?? UserName;
  if (CreatorAccessKeyId === undefined) return <NameCell>{name ?? words.unnamed}</NameCell>;
  return name === undefined ? (
    <NameCell>{CreatorAccessKeyId}</NameCell>
  ) : (
    <NameCell about={CreatorAccessKeyId}>{name}</NameCell>
  );
}

function Ways({ session, onRevoke }: { readonly session: Credentials; readonly onRevoke: (one: Credentials) => void }) {
  const words = useWords(sessionWords);
  const { RoleName, SessionName, AccessKeyId, ObjectKey = "" } = session;
  const who = RoleName === undefined ? ObjectKey : `${RoleName}/${SessionName}`;
  const search = writeFilters({ ...noFilters, principal: `role/${who}` });
  return (
    <>
      {RoleName !== undefined && (
        <Button
          component={Link}
          href={`${accessPath("audit")}?${search}`}
          size="compact-sm"
          variant="subtle"
          aria-label={words.callsOf(who)}
        >
          {words.calls}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        aria-label={words.revokeOf(who || AccessKeyId)}
        onClick={() => onRevoke(session)}
      >
        {words.revoke}
      </Button>
    </>
  );
}
