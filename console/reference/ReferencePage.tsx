import { Link } from "wouter";
import { products } from "../../src/contract/operation.ts";
import { OperationsFrame } from "../explorer/OperationsFrame.tsx";
import { useMessages } from "../language/language.tsx";
import { EffectMark } from "../operations/EffectMark.tsx";
import { isProduct, listServed, productCodes, referencePath } from "../operations/operations.tsx";
import { useProductTitles } from "../operations/product-titles.ts";
import { isOperation, useLast, useLoaded, useOperation, useOperations } from "../operations/use-operations.ts";
import { PageLoading } from "../pages/PageState.tsx";
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
  const shown = useLast({ product, action }, useLoaded(action));
  usePageTitle(action ?? reference.title);
  if (!shown) return <PageLoading />;
  return (
    <OperationsFrame chosen={action}>
      <Chosen {...shown} />
    </OperationsFrame>
  );
}

function Chosen({ product, action }: ReferencePageProps) {
  if (action === undefined) return <Contents product={product} />;
  return isOperation(action) ? (
    <Known product={product} action={action} />
  ) : (
    <Unknown product={product} action={action} />
  );
}

function Known({ product, action }: ReferencePageProps & { readonly action: string }) {
  const operation = useOperation(action);
  const isServed = product !== undefined && isProduct(product) && operation.products.includes(product);
  return isServed ? (
    <OperationReference product={product} operation={operation} />
  ) : (
    <Unknown product={product} action={action} />
  );
}

function Unknown({ product, action }: ReferencePageProps) {
  const { explorer } = useMessages();
  return (
    <>
      <p role="alert">{explorer.unknownLead(`${product} ${action}`)}</p>
      <Contents product={product} />
    </>
  );
}

/** Every operation with its sentence: all products, or the one that was asked for. */
function Contents({ product }: { readonly product: string | undefined }) {
  const { reference, sections } = useMessages();
  const titles = useProductTitles();
  const served = listServed(useOperations());
  const shown = product !== undefined && isProduct(product) ? [product] : productCodes;
  return (
    <div className={styles.reference}>
      <h1 className={pageStyles.title}>{reference.title}</h1>
      <p className={pageStyles.lead}>
        {reference.lead} <Link href="/reference/permissions">{sections.permissions}</Link>
        {" · "}
        <Link href="/troubleshoot">{reference.allErrors}</Link>
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
