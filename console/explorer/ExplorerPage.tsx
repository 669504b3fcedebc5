import { IconTerminal2 } from "@tabler/icons-react";
import { useState } from "react";
import { useMessages } from "../language/language.tsx";
import { isProduct, useOperations } from "../operations/operations.tsx";
import { PageNote } from "../pages/PageState.tsx";
import { usePageTitle } from "../pages/use-page-title.ts";
import { ownCall } from "./call-options.ts";
import styles from "./explorer.module.css";
import { OperationPanel } from "./OperationPanel.tsx";
import { OperationsFrame } from "./OperationsFrame.tsx";

interface ExplorerPageProps {
  readonly product: string | undefined;
  readonly action: string | undefined;
}

export function ExplorerPage({ product, action }: ExplorerPageProps) {
  const { explorer } = useMessages();
  usePageTitle(action ?? explorer.title);
  return (
    <OperationsFrame chosen={action}>
      <Chosen product={product} action={action} />
    </OperationsFrame>
  );
}

/** Whose permissions are called with stays from one operation to the next, and ends with leaving these pages. */
function Chosen({ product, action }: ExplorerPageProps) {
  const { explorer } = useMessages();
  const [options, setOptions] = useState(ownCall);
  const operations = useOperations();
  if (product === undefined || action === undefined) {
    return (
      <PageNote icon={<IconTerminal2 />}>
        <h1 className={styles.emptyTitle}>{explorer.title}</h1>
        <p>{explorer.lead}</p>
      </PageNote>
    );
  }
  const operation = operations.find(({ name }) => name === action);
  if (!operation || !isProduct(product) || !operation.products.includes(product)) {
    return (
      <PageNote icon={<IconTerminal2 />}>
        <h1 className={styles.emptyTitle}>{explorer.unknown}</h1>
        <p>{explorer.unknownLead(`${product} ${action}`)}</p>
      </PageNote>
    );
  }
  return (
    <OperationPanel
      key={`${product} ${action}`}
      product={product}
      operation={operation}
      options={options}
      setOptions={setOptions}
    />
  );
}
