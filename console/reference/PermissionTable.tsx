import { Link } from "wouter";
import type { PermissionDescription } from "../../src/reference/describe-permission.ts";
import { useMessages } from "../language/language.tsx";
import { referencePath } from "../operations/operations.tsx";
import styles from "./reference.module.css";

interface PermissionTableProps {
  readonly label: string;
  readonly permissions: readonly PermissionRow[];
  /** One table is about several operations, and names them. */
  readonly withOperations?: boolean;
}

export interface PermissionRow extends PermissionDescription {
  readonly operation: string;
  /** The operation's page. */
  readonly path: string;
}

export const toRows = (
  permissions: readonly PermissionDescription[],
  product: string,
  operation: string,
): readonly PermissionRow[] =>
  permissions.map((permission) => ({ ...permission, operation, path: referencePath(product, operation) }));

/** What policies are asked, action by action. */
export function PermissionTable({ label, permissions, withOperations = false }: PermissionTableProps) {
  const { reference } = useMessages();
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          {withOperations && <th scope="col">{reference.operation}</th>}
          <th scope="col">{reference.action}</th>
          <th scope="col">{reference.access}</th>
          <th scope="col">{reference.resource}</th>
          <th scope="col">{reference.conditionKeys}</th>
        </tr>
      </thead>
      <tbody>
        {permissions.map((permission) => (
          <tr key={`${permission.operation} ${permission.action} ${permission.resource} ${permission.when ?? ""}`}>
            {withOperations && (
              <td>
                <Link href={permission.path}>{permission.operation}</Link>
              </td>
            )}
            <th scope="row" className={styles.fieldName}>
              {permission.action}
            </th>
            <td data-label={reference.access}>{permission.access}</td>
            <td>
              <span>
                {permission.resourceType}
                {permission.narrow && <span className={styles.required}>*</span>}
              </span>
              {permission.narrow && <code className={styles.limits}>{permission.resource}</code>}
              <Notes permission={permission} />
            </td>
            <td data-label={reference.conditionKeys}>{permission.conditionKeys.join(", ")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Notes({ permission }: { readonly permission: PermissionDescription }) {
  const { reference } = useMessages();
  const whenOf = (when: string) => {
    const [, name = when, isNot, value] = /^(\w+)(!?)=(.*)$/.exec(when) ?? [];
    return reference.when(name, value, isNot === "!");
  };
  const notes = [
    permission.dependent ? reference.dependent : "",
    permission.when === undefined ? "" : whenOf(permission.when),
    permission.everyone ? reference.everyone : "",
  ].filter(Boolean);
  return notes.length === 0 ? null : <span className={styles.limits}>{notes.join("; ")}</span>;
}
