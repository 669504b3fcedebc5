import { NativeSelect } from "@mantine/core";
import { Suspense, useState } from "react";
import { Link } from "wouter";
import { kindsFor, makeSample } from "../../../src/reference/samples/kinds.ts";
import { CodeBlock } from "../../explorer/CodeBlock.tsx";
import { useWords } from "../../language/words.ts";
import { CopyButton } from "../../operations/CopyButton.tsx";
import { explorerPath } from "../../operations/operations.tsx";
import { useOperation } from "../../operations/use-operations.ts";
import { useSession } from "../../session/session.tsx";
import { Panel } from "../parts/Panel.tsx";
import { PanelLoading } from "../parts/PanelRead.tsx";
import type { Role } from "./role.ts";
import styles from "./roles.module.css";
import { readTrust } from "./trust-choice.ts";
import { roleWords } from "./words.ts";

/** Code that assumes the role, with the external id that its trust policy asks for. */
export function AssumePanel({ role }: { readonly role: Role }) {
  const { assume: words } = useWords(roleWords);
  return (
    <Panel title={words.title} lead={words.lead} isWide>
      <Suspense fallback={<PanelLoading />}>
        <AssumeCode role={role} />
      </Suspense>
    </Panel>
  );
}

function AssumeCode({ role: { Arn, RoleName, AssumeRolePolicyDocument } }: { readonly role: Role }) {
  const { assume: words } = useWords(roleWords);
  const accountId = useSession().state?.principal?.accountId ?? "";
  const operation = useOperation("AssumeRole");
  const [id, setId] = useState("typescript-esm");
  const kinds = kindsFor("STS");
  const kind = kinds.find((one) => one.id === id) ?? kinds[0];
  if (!kind) return null;
  const externalId = readTrust(AssumeRolePolicyDocument, accountId)?.externalId ?? "";
  const parameters = {
    RoleArn: Arn,
    RoleSessionName: sessionName(RoleName),
    ...(externalId !== "" && { ExternalId: externalId }),
  };
  const { code, syntax } = makeSample(kind, { operation, product: "STS", parameters, endpoint: location.origin });
  return (
    <>
      <div className={styles.line}>
        <NativeSelect
          aria-label={words.language}
          size="xs"
          value={kind.id}
          onChange={({ currentTarget }) => setId(currentTarget.value)}
          data={kinds.map((one) => ({ value: one.id, label: one.title }))}
        />
        <CopyButton text={() => code} label={words.copy} />
      </div>
      <CodeBlock code={code} syntax={syntax} label={kind.title} />
      <p className={styles.foot}>
        <Link href={`${explorerPath("STS", "AssumeRole")}#${new URLSearchParams(parameters)}`}>{words.explorer}</Link>
      </p>
    </>
  );
}

/** At least two characters, as the contract wants it. */
const sessionName = (roleName: string): string => `${roleName}-session`.slice(0, 64);
