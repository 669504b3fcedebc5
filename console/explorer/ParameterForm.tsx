import type { FieldDescription } from "../../src/reference/describe-field.ts";
import { useMessages } from "../language/language.tsx";
import styles from "./form.module.css";
import { ListField } from "./ListField.tsx";
import { ParameterField } from "./ParameterField.tsx";
import type { Parameters } from "./parameters.ts";

interface ParameterFormProps {
  readonly fields: readonly FieldDescription[];
  readonly parameters: Parameters;
  readonly set: (name: string, value: string) => void;
  readonly replace: (parameters: Parameters) => void;
}

/** Required fields first, each group in the contract's order. */
export function ParameterForm({ fields, parameters, set, replace }: ParameterFormProps) {
  const { explorer } = useMessages();
  const ordered = [...fields].sort((a, b) => Number(b.required) - Number(a.required));
  return (
    <section className={styles.fields}>
      <h2 className={styles.heading}>{explorer.parameters}</h2>
      {fields.length === 0 && <p className={styles.none}>{explorer.noParameters}</p>}
      {ordered.map((field) =>
        field.style === "repeated" ? (
          <ListField key={field.name} field={field} parameters={parameters} set={set} replace={replace} />
        ) : (
          <ParameterField
            key={field.name}
            field={field}
            name={field.name}
            value={parameters[field.name] ?? ""}
            set={set}
          />
        ),
      )}
    </section>
  );
}
