import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconListSearch, IconTerminal2 } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useMessages } from "../language/language.tsx";
import { isProduct, useOperations } from "../operations/operations.tsx";
import { PageNote } from "../pages/PageState.tsx";
import { usePageTitle } from "../pages/use-page-title.ts";
import { useWas } from "../shell/on-demand.ts";
import { ownCall } from "./call-options.ts";
import styles from "./explorer.module.css";
import { OperationList } from "./OperationList.tsx";
import { OperationPanel } from "./OperationPanel.tsx";

/** Loaded when it is first opened. */
const OperationDrawer = lazy(() => import("./OperationDrawer.tsx").then((m) => ({ default: m.OperationDrawer })));

interface ExplorerPageProps {
  readonly product: string | undefined;
  readonly action: string | undefined;
}

export function ExplorerPage({ product, action }: ExplorerPageProps) {
  const { explorer } = useMessages();
  const [isListOpen, list] = useDisclosure();
  const wasOpened = useWas(isListOpen);
  usePageTitle(action ?? explorer.title);
  return (
    <div className={styles.explorer}>
      <aside className={styles.aside}>
        <OperationList chosen={action} />
      </aside>
      {wasOpened && (
        <Suspense>
          <OperationDrawer chosen={action} isOpen={isListOpen} onClose={list.close} />
        </Suspense>
      )}
      <div className={styles.work}>
        <Button
          className={styles.chooser}
          variant="default"
          fullWidth
          justify="flex-start"
          leftSection={<IconListSearch size={18} />}
          onClick={list.open}
        >
          {explorer.choose}
        </Button>
        <Chosen product={product} action={action} />
      </div>
    </div>
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
