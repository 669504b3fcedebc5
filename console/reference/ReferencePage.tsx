import { Link } from "wouter";
import { products } from "../../src/contract/operation.ts";
import { OperationsFrame } from "../explorer/OperationsFrame.tsx";
import { useMessages } from "../language/language.tsx";
import { EffectMark } from "../operations/EffectMark.tsx";
import { isProduct, listServed, productCodes, referencePath, useOperations } from "../operations/operations.tsx";
import { useProductTitles } from "../operations/product-titles.ts";
import pageStyles from "../pages/page.module.css";
import { usePageTitle } from "../pages/use-page-title.ts";
import { OperationReference } from "./OperationReference.tsx";
import styles from "./reference.module.css";

interface ReferencePageProps {
  readonly product: string | undefined;
  readonly action: string | undefined;
}

export function ReferencePage({ product, action }: ReferencePageProps) {
  const { reference } = useMessages();
  usePageTitle(action ?? reference.title);
  return (
    <OperationsFrame chosen={action}>
      <Chosen product={product} action={action} />
    </OperationsFrame>
  );
}

function Chosen({ product, action }: ReferencePageProps) {
  const { explorer } = useMessages();
  const operations = useOperations();
  const operation = operations.find(({ name }) => name === action);
  if (operation && product !== undefined && isProduct(product) && operation.products.includes(product)) {
    return <OperationReference product={product} operation={operation} />;
  }
  return (
    <>
      {action !== undefined && <p role="alert">{explorer.unknownLead(`${product} ${action}`)}</p>}
      <Contents product={product} />
    </>
  );
}

/** Every operation with its sentence: all products, or the one that was asked for. */
function Contents({ product }: { readonly product: string | undefined }) {
  const { reference } = useMessages();
  const titles = useProductTitles();
  const served = listServed(useOperations());
  const shown = product !== undefined && isProduct(product) ? [product] : productCodes;
  return (
    <div className={styles.reference}>
      <h1 className={pageStyles.title}>{reference.title}</h1>
      <p className={pageStyles.lead}>
        {reference.lead} <Link href="/troubleshoot">{reference.allErrors}</Link>
      </p>
      {shown.map((code) => (
        <section key={code} className={styles.section}>
          <h2 className={styles.heading}>
            {titles[code]}{" "}
            <small>
              {code} {products[code].version}
            </small>
          </h2>
          <ul className={styles.contents}>
            {served
              .filter((one) => one.product === code)
              .map(({ operation }) => (
                <li key={operation.name}>
                  <EffectMark operation={operation} isSmall />
                  <Link href={referencePath(code, operation.name)}>{operation.name}</Link>
                  <span>{operation.summary}</span>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
