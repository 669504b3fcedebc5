import { NativeSelect, TextInput } from "@mantine/core";
import { lazy } from "react";
import { useWords } from "../language/words.ts";
import { Late } from "../pages/Late.tsx";
import styles from "./call-options.module.css";
import type { CallOptions } from "./call-options.ts";
import { explorerWords } from "./words.ts";

/** Needed by few: not part of what the page loads first. */
const PrincipalField = lazy(() => import("./PrincipalField.tsx").then((m) => ({ default: m.PrincipalField })));

interface CallOptionsFieldsProps {
  readonly options: CallOptions;
  readonly choose: (options: CallOptions) => void;
}

/** Whose permissions the call is made with, and in which form it is answered. */
export function CallOptionsFields({ options, choose }: CallOptionsFieldsProps) {
  const { as, format } = useWords(explorerWords);
  const { who } = options;
  return (
    <div className={styles.options}>
      <NativeSelect
        size="xs"
        label={as.label}
        value={who}
        onChange={({ currentTarget }) =>
          choose({ ...options, who: currentTarget.value as CallOptions["who"], name: "" })
        }
        data={[
          { value: "self", label: as.self },
          { value: "user", label: as.user },
          { value: "role", label: as.role },
        ]}
      />
      <NativeSelect
        size="xs"
        label={format.label}
        value={options.format}
        onChange={({ currentTarget }) => choose({ ...options, format: currentTarget.value as CallOptions["format"] })}
        data={[
          { value: "json", label: "JSON" },
          { value: "xml", label: "XML" },
        ]}
      />
      {who !== "self" && (
        <div className={styles.principal}>
          <Late fallback={<TextInput size="xs" label={who === "user" ? as.userName : as.roleName} disabled />}>
            <PrincipalField key={who} who={who} name={options.name} onName={(name) => choose({ ...options, name })} />
          </Late>
        </div>
      )}
    </div>
  );
}
