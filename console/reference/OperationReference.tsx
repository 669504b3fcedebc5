import { Button } from "@mantine/core";
import { IconTerminal2 } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { products } from "../../src/contract/operation.ts";
import explorerStyles from "../explorer/explorer.module.css";
import type { ChosenOperation } from "../explorer/OperationPanel.tsx";
import { fromExample, toFragment } from "../explorer/parameters.ts";
import { useMessages } from "../language/language.tsx";
import { EffectMark } from "../operations/EffectMark.tsx";
import { explorerPath, referencePath } from "../operations/operations.tsx";
import { useProductTitles } from "../operations/product-titles.ts";
import { Examples } from "./Examples.tsx";
import { FieldTable } from "./FieldTable.tsx";
import { History } from "./History.tsx";
import { PermissionTable, toRows } from "./PermissionTable.tsx";
import styles from "./reference.module.css";

/** One operation's page. */
export function OperationReference({ product, operation }: ChosenOperation) {
  const { reference, explorer, sections } = useMessages();
  const titles = useProductTitles();
  const example = operation.examples[0];
  const fragment = example ? toFragment(fromExample(example.parameters, operation.parameters)) : "";
  return (
    <article className={styles.reference}>
      <p className={explorerStyles.product}>
        {reference.served}{" "}
        {operation.products.map((code) => (
          <Link key={code} href={referencePath(code, operation.name)} className={styles.productLink}>
            {titles[code]} {products[code].version}
          </Link>
        ))}
      </p>
      <div className={explorerStyles.titleRow}>
        <h1 className={explorerStyles.title}>{operation.name}</h1>
        <EffectMark operation={operation} />
      </div>
      <p className={explorerStyles.summary}>{operation.summary}</p>
      <Button
        component={Link}
        href={`${explorerPath(product, operation.name)}${fragment}`}
        leftSection={<IconTerminal2 size={17} />}
      >
        {reference.tryIt}
      </Button>
      <Section title={reference.permissions} lead={reference.permissionsLead}>
        <PermissionTable
          label={reference.permissions}
          permissions={toRows(operation.permissions, product, operation.name)}
        />
        <p className={styles.soft}>
          <Link href="/reference/permissions">{sections.permissions}</Link>
        </p>
      </Section>
      <Section title={reference.parameters}>
        {operation.parameters.length === 0 ? (
          <p>{explorer.noParameters}</p>
        ) : (
          <FieldTable fields={operation.parameters} label={reference.parameters} />
        )}
      </Section>
      <Section title={reference.answer}>
        <FieldTable fields={operation.answer} label={reference.answer} />
      </Section>
      <Section title={reference.examples}>
        <Examples product={product} operation={operation} />
      </Section>
      <Errors errors={operation.errors} />
      <Section title={reference.evidence}>
        <Behaviours behaviours={operation.behaviours} />
      </Section>
      <History operation={operation.name} />
    </article>
  );
}

interface SectionProps {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

function Section({ title, lead, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{title}</h2>
      {lead && <p className={styles.lead}>{lead}</p>}
      {children}
    </section>
  );
}

function Errors({ errors }: Pick<ChosenOperation["operation"], "errors">) {
  const { reference } = useMessages();
  return (
    <Section title={reference.errors} lead={errors.length > 0 ? reference.errorsLead : undefined}>
      {errors.length === 0 && <p>{reference.noErrors}</p>}
      <ul className={styles.errors}>
        {errors.map(({ key, code, status, message, remedy }) => (
          <li key={key}>
            <p className={styles.errorHead}>
              <Link href={`/troubleshoot?q=${encodeURIComponent(code)}`}>{code}</Link> <span>{status}</span>
            </p>
            <p lang="en">{message}</p>
            <p className={styles.soft}>{remedy}</p>
          </li>
        ))}
      </ul>
      <p>
        <Link href="/troubleshoot">{reference.allErrors}</Link>
      </p>
    </Section>
  );
}

function Behaviours({ behaviours }: Pick<ChosenOperation["operation"], "behaviours">) {
  const { reference } = useMessages();
  if (behaviours.length === 0) return <p>{reference.none}</p>;
  return (
    <ul className={styles.behaviours}>
      {behaviours.map(({ statement, evidence }) => (
        <li key={statement}>
          <span className={styles.evidence} data-evidence={evidence}>
            {reference.evidences[evidence]}
          </span>
          {statement}
        </li>
      ))}
    </ul>
  );
}
