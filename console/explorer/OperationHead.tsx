import { Button, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBook2, IconHistory, IconLink, IconWand } from "@tabler/icons-react";
import { lazy } from "react";
import { Link } from "wouter";
import { products } from "../../src/contract/operation.ts";
import { useMessages } from "../language/language.tsx";
import { CopyButton } from "../operations/CopyButton.tsx";
import { EffectMark } from "../operations/EffectMark.tsx";
import { referencePath } from "../operations/operations.tsx";
import { useProductTitles } from "../operations/product-titles.ts";
import { LateOver } from "../pages/Late.tsx";
import { useWas } from "../shell/on-demand.ts";
import styles from "./explorer.module.css";
import type { ChosenOperation } from "./OperationPanel.tsx";
import { fromExample, fromFragment, type Parameters, toFragment } from "./parameters.ts";

/** Loaded when it is first opened. */
const HistoryDrawer = lazy(() => import("./HistoryDrawer.tsx").then((m) => ({ default: m.HistoryDrawer })));

interface OperationHeadProps extends ChosenOperation {
  readonly parameters: Parameters;
  readonly replace: (parameters: Parameters) => void;
}

export function OperationHead({ product, operation, parameters, replace }: OperationHeadProps) {
  const { explorer } = useMessages();
  const title = useProductTitles()[product];
  const [isHistoryOpen, history] = useDisclosure();
  const wasOpened = useWas(isHistoryOpen);
  return (
    <header className={styles.head}>
      <p className={styles.product}>
        {title} · {product} {products[product].version}
      </p>
      <div className={styles.titleRow}>
        <h1 className={styles.title}>{operation.name}</h1>
        <EffectMark operation={operation} />
      </div>
      <p className={styles.summary}>{operation.summary}</p>
      <div className={styles.tools}>
        <Examples operation={operation} replace={replace} />
        <Button
          component={Link}
          href={referencePath(product, operation.name)}
          variant="default"
          size="xs"
          leftSection={<IconBook2 size={15} />}
        >
          {explorer.reference}
        </Button>
        <CopyButton
          label={explorer.permalink}
          hint={explorer.permalinkHint}
          icon={<IconLink size={15} />}
          text={() => `${location.pathname}${toFragment(parameters)}`}
        />
        <Button variant="default" size="xs" leftSection={<IconHistory size={15} />} onClick={history.open}>
          {explorer.history}
        </Button>
      </div>
      {wasOpened && (
        <LateOver>
          <HistoryDrawer
            isOpen={isHistoryOpen}
            onClose={history.close}
            onRefill={({ product: pastProduct, action, fragment }) => {
              if (pastProduct !== product || action !== operation.name) return false;
              replace(fromFragment(fragment, operation.parameters));
              return true;
            }}
          />
        </LateOver>
      )}
    </header>
  );
}

function Examples({ operation, replace }: Pick<OperationHeadProps, "operation" | "replace">) {
  const { explorer } = useMessages();
  return (
    <Menu position="bottom-start" withinPortal={false}>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconWand size={15} />}>
          {explorer.fill}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.examples}>
        {operation.examples.map(({ title, parameters }) => (
          <Menu.Item key={title} onClick={() => replace(fromExample(parameters, operation.parameters))}>
            {title}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => replace({})}>{explorer.clear}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
