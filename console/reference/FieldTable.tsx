import type { FieldDescription } from "../../src/reference/describe-field.ts";
import { typeOf } from "../explorer/FieldLabel.tsx";
import { useMessages } from "../language/language.tsx";
import styles from "./reference.module.css";

interface FieldTableProps {
  readonly fields: readonly FieldDescription[];
  readonly label: string;
}

interface Row {
  readonly path: string;
  readonly depth: number;
  readonly field: FieldDescription;
}

/** Parameters or elements, those within others below them. */
export function FieldTable({ fields, label }: FieldTableProps) {
  const { reference, explorer } = useMessages();
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{reference.name}</th>
          <th scope="col">{reference.type}</th>
          <th scope="col">{reference.description}</th>
          <th scope="col">{reference.example}</th>
        </tr>
      </thead>
      <tbody>
        {listRows(fields, "", 0).map(({ path, depth, field }) => (
          <tr key={path}>
            <th scope="row" data-depth={Math.min(depth, 4)} className={styles.fieldName}>
              {field.name}
              {field.required && (
                <span className={styles.required} title={explorer.required}>
                  *<span className="unseen"> {explorer.required}</span>
                </span>
              )}
            </th>
            <td className={styles.type} data-label={reference.type}>
              {typeOf(field)}
            </td>
            <td>
              {field.description}
              <Limits field={field} />
            </td>
            <td data-label={reference.example} className={styles.exampleCell}>
              {field.example === undefined ? "" : String(field.example)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Limits({ field }: { readonly field: FieldDescription }) {
  const { explorer } = useMessages();
  const { enum: values, default: standard, minimum, maximum, maxItems } = field;
  const parts = [
    values?.join(" · "),
    standard === undefined ? undefined : explorer.default(String(standard)),
    minimum === undefined || maximum === undefined || maximum === Number.MAX_SAFE_INTEGER
      ? undefined
      : `${minimum} … ${maximum}`,
    maxItems === undefined ? undefined : explorer.atMost(maxItems),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? null : <span className={styles.limits}>{parts.join("; ")}</span>;
}

function listRows(fields: readonly FieldDescription[], parent: string, depth: number): readonly Row[] {
  return fields.flatMap((field) => {
    const path = `${parent}/${field.name}`;
    const inner = field.fields ?? field.items?.fields ?? [];
    return [{ path, depth, field }, ...listRows(inner, path, depth + 1)];
  });
}
