import { OperationsFrame } from "../explorer/OperationsFrame.tsx";
import { useMessages } from "../language/language.tsx";
import { listServed, productCodes } from "../operations/operations.tsx";
import { useProductTitles } from "../operations/product-titles.ts";
import { useOperations, usePermissions } from "../operations/use-operations.ts";
import pageStyles from "../pages/page.module.css";
import { usePageTitle } from "../pages/use-page-title.ts";
import { PermissionTable, toRows } from "./PermissionTable.tsx";
import styles from "./reference.module.css";

/** What policies are asked for every operation, product by product. */
export function PermissionsPage() {
  const { reference, sections } = useMessages();
  const titles = useProductTitles();
  const served = listServed(useOperations());
  const permissions = usePermissions();
  usePageTitle(sections.permissions);
  const rowsOf = (code: string) =>
    served
      .filter(({ product }) => product === code)
      .flatMap(({ product, operation: { name } }) => toRows(permissions[name] ?? [], product, name));
  return (
    <OperationsFrame chosen={undefined}>
      <div className={styles.reference}>
        <h1 className={pageStyles.title}>{sections.permissions}</h1>
        <p className={pageStyles.lead}>{reference.permissionsLead}</p>
        {productCodes.map((code) => (
          <section key={code} className={styles.section}>
            <h2 className={styles.heading}>
              {titles[code]} <small>{code}</small>
            </h2>
            <PermissionTable label={titles[code]} permissions={rowsOf(code)} withOperations />
          </section>
        ))}
      </div>
    </OperationsFrame>
  );
}
