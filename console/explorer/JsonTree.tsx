import { useMessages } from "../language/language.tsx";
import styles from "./json-tree.module.css";

/** A value whose parts fold. */
export function JsonTree({ value }: { readonly value: unknown }) {
  return (
    <div className={styles.tree}>
      <Branches value={value} depth={0} />
    </div>
  );
}

interface NodeProps {
  readonly value: unknown;
  readonly depth: number;
}

const isBranch = (value: unknown): value is object => typeof value === "object" && value !== null;

function Branches({ value, depth }: NodeProps) {
  if (!isBranch(value)) return <Leaf value={value} />;
  return (
    <ul className={styles.branches}>
      {Object.entries(value).map(([name, part]) => (
        <li key={name}>
          <Entry name={name} value={part} depth={depth} />
        </li>
      ))}
    </ul>
  );
}

const openDepth = 4;

function Entry({ name, value, depth }: NodeProps & { readonly name: string }) {
  const { answer } = useMessages();
  if (!isBranch(value)) {
    return (
      <div className={styles.entry}>
        <span className={styles.name}>{name}</span> <Leaf value={value} />
      </div>
    );
  }
  const count = Object.keys(value).length;
  return (
    <details open={depth < openDepth}>
      <summary className={styles.summary}>
        <span className={styles.name}>{name}</span>{" "}
        <span className={styles.count}>{Array.isArray(value) ? answer.items(count) : answer.fields(count)}</span>
      </summary>
      <Branches value={value} depth={depth + 1} />
    </details>
  );
}

function Leaf({ value }: { readonly value: unknown }) {
  return (
    <span className={styles.leaf} data-type={value === null ? "null" : typeof value}>
      {typeof value === "string" ? value : JSON.stringify(value)}
    </span>
  );
}
