import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { Link, useRoute } from "wouter";
import type { products } from "../../src/contract/operation.ts";
import { useMessages } from "../language/language.tsx";
import { EffectMark } from "../operations/EffectMark.tsx";
import {
  explorerPath,
  listServed,
  productCodes,
  referencePath,
  type ServedOperation,
  searchServed,
} from "../operations/operations.tsx";
import { useProductTitles } from "../operations/product-titles.ts";
import { useOperations } from "../operations/use-operations.ts";
import styles from "./operation-list.module.css";

interface OperationListProps {
  readonly chosen: string | undefined;
  readonly onChoose?: () => void;
}

/** Every operation by product, to the explorer's pages or, in the reference, to its. */
export function OperationList({ chosen, onChoose }: OperationListProps) {
  const { explorer } = useMessages();
  const [text, setText] = useState("");
  const found = searchServed(listServed(useOperations()), text);
  return (
    <nav className={styles.list} aria-label={explorer.choose}>
      <TextInput
        className={styles.filter}
        type="search"
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        leftSection={<IconSearch size={16} />}
        aria-label={explorer.filter}
        placeholder={explorer.filter}
      />
      <p className={styles.count} aria-live="polite">
        {found.length === 0 ? explorer.nothing : explorer.count(found.length)}
      </p>
      <div className={styles.products}>
        {productCodes.map((code) => (
          <ProductGroup
            key={code}
            code={code}
            served={found.filter(({ product }) => product === code)}
            chosen={chosen}
            onChoose={onChoose}
          />
        ))}
      </div>
    </nav>
  );
}

interface ProductGroupProps extends OperationListProps {
  readonly code: keyof typeof products;
  readonly served: readonly ServedOperation[];
}

function ProductGroup({ code, served, chosen, onChoose }: ProductGroupProps) {
  const [isReference] = useRoute("/reference/*?");
  const [, params] = useRoute("/:section/:product/*?");
  const title = useProductTitles()[code];
  const pathOf = isReference ? referencePath : explorerPath;
  if (served.length === 0) return null;
  return (
    <section>
      <h2 className={styles.product}>
        {title} <small>{code}</small>
      </h2>
      <ul className={styles.operations}>
        {served.map(({ product, operation }) => (
          <li key={operation.name}>
            <Link
              href={pathOf(product, operation.name)}
              className={styles.operation}
              aria-current={operation.name === chosen && params?.product === code ? "page" : undefined}
              onClick={onChoose}
            >
              <span>{operation.name}</span>
              <EffectMark operation={operation} isSmall />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
