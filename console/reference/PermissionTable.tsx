import type { PermissionDescription } from "../../src/reference/describe-permission.ts";
import { useMessages } from "../language/language.tsx";
import styles from "./reference.module.css";

/** What policies are asked, action by action. */
export function PermissionTable({ permissions }: { readonly permissions: readonly PermissionDescription[] }) {
  const { reference } = useMessages();
  return (
    <table className={styles.table} aria-label={reference.permissions}>
      <thead>
        <tr>
          <th scope="col">{reference.action}</th>
          <th scope="col">{reference.access}</th>
          <th scope="col">{reference.resource}</th>
          <th scope="col">{reference.conditionKeys}</th>
        </tr>
      </thead>
      <tbody>
        {permissions.map((permission) => (
          <tr key={`${permission.action} ${permission.resource} ${permission.when ?? ""}`}>
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
