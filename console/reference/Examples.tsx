import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { Link } from "wouter";
import { CodeBlock } from "../explorer/CodeBlock.tsx";
import type { ChosenOperation } from "../explorer/OperationPanel.tsx";
import { fromExample, toFragment } from "../explorer/parameters.ts";
import { useMessages } from "../language/language.tsx";
import { explorerPath } from "../operations/operations.tsx";
import styles from "./reference.module.css";

/** Each with what is sent and what is answered, in JSON or XML. */
export function Examples({ product, operation }: ChosenOperation) {
  const { reference } = useMessages();
  const [form, setForm] = useState<"json" | "xml">("json");
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={reference.examples}
        value={form}
        onChange={(value) => setForm(value === "xml" ? "xml" : "json")}
        data={[
          { value: "json", label: "JSON" },
          { value: "xml", label: "XML" },
        ]}
      />
      {operation.examples.map((example) => (
        <div key={example.title} className={styles.example}>
          <h3 className={styles.exampleTitle}>
            {example.title} <small>{example.as === "root" ? reference.asRoot : reference.asUser}</small>
          </h3>
          {Object.keys(example.parameters).length > 0 && (
            <CodeBlock
              label={`${example.title}: ${reference.parameters}`}
              syntax="json"
              code={JSON.stringify(example.parameters, null, 2)}
            />
          )}
          <CodeBlock label={`${example.title}: ${reference.answer}`} syntax={form} code={example[form]} />
          <Link
            href={`${explorerPath(product, operation.name)}${toFragment(fromExample(example.parameters, operation.parameters))}`}
          >
            {reference.tryIt}
          </Link>
        </div>
      ))}
    </>
  );
}
