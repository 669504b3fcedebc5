import { IconTerminal2 } from "@tabler/icons-react";
import { useState } from "react";
import { useMessages } from "../language/language.tsx";
import { isProduct } from "../operations/operations.tsx";
import { isOperation, useLast, useLoaded, useOperation } from "../operations/use-operations.ts";
import { PageLoading, PageNote } from "../pages/PageState.tsx";
import { usePageTitle } from "../pages/use-page-title.ts";
import { useSession } from "../session/session.tsx";
import { ownCall } from "./call-options.ts";
import styles from "./explorer.module.css";
import { type CallOptionsState, OperationPanel } from "./OperationPanel.tsx";
import { OperationsFrame } from "./OperationsFrame.tsx";

interface ExplorerPageProps {
  readonly product: string | undefined;
  readonly action: string | undefined;
}

export function ExplorerPage({ product, action }: ExplorerPageProps) {
  const { explorer } = useMessages();
  const { status } = useSession();
  const shown = useLast({ product, action }, useLoaded(action) && status !== "asking");
  usePageTitle(action ?? explorer.title);
  if (!shown) return <PageLoading />;
  return (
    <OperationsFrame chosen={action}>
      <Chosen {...shown} />
    </OperationsFrame>
  );
}

/** Whose permissions are called with stays from one operation to the next, and ends with leaving these pages. */
function Chosen({ product, action }: ExplorerPageProps) {
  const { explorer } = useMessages();
  const [options, setOptions] = useState(ownCall);
  if (product === undefined || action === undefined) {
    return <Note title={explorer.title} lead={explorer.lead} />;
  }
  if (!isOperation(action)) return <Unknown product={product} action={action} />;
  return <Known product={product} action={action} options={options} setOptions={setOptions} />;
}

interface NamedOperation {
  readonly product: string;
  readonly action: string;
}

function Known({ product, action, ...options }: NamedOperation & CallOptionsState) {
  const operation = useOperation(action);
  if (!isProduct(product) || !operation.products.includes(product)) {
    return <Unknown product={product} action={action} />;
  }
  return <OperationPanel key={`${product} ${action}`} product={product} operation={operation} {...options} />;
}

function Unknown({ product, action }: NamedOperation) {
  const { explorer } = useMessages();
  return <Note title={explorer.unknown} lead={explorer.unknownLead(`${product} ${action}`)} />;
}

function Note({ title, lead }: { readonly title: string; readonly lead: string }) {
  return (
    <PageNote icon={<IconTerminal2 />}>
      <h1 className={styles.emptyTitle}>{title}</h1>
      <p>{lead}</p>
    </PageNote>
  );
}
