import { Button } from "@mantine/core";
import { IconAlertTriangle, IconMasksTheater, IconPlayerPlayFilled } from "@tabler/icons-react";
import { Link, useLocation } from "wouter";
import { useMessages } from "../language/language.tsx";
import { useWords } from "../language/words.ts";
import type { Effect } from "../operations/operations.tsx";
import { useSession } from "../session/session.tsx";
import type { Call } from "../session/session-api.ts";
import styles from "./call-bar.module.css";
import { type CallOptions, isNamed } from "./call-options.ts";
import { PermissionLine } from "./PermissionLine.tsx";
import { explorerWords } from "./words.ts";

interface CallBarProps {
  readonly request: Call;
  readonly options: CallOptions;
  readonly onSelf: () => void;
  readonly effect: Effect;
  readonly missing: readonly string[];
  readonly isCalling: boolean;
}

/** What the call would do and whether it may, and the button. */
export function CallBar({ request, options, onSelf, effect, missing, isCalling }: CallBarProps) {
  const { explorer } = useMessages();
  const { as } = useWords(explorerWords);
  const { status } = useSession();
  const [path] = useLocation();
  const isIn = status === "in";
  const isReady = isNamed(options);
  return (
    <div className={styles.bar} data-acting={isIn && options.who !== "self"}>
      {effect !== "reads" && (
        <p className={styles.warning} data-effect={effect}>
          <IconAlertTriangle size={17} aria-hidden="true" />
          {effect === "deletes" ? explorer.deleteWarning : explorer.writeWarning}
        </p>
      )}
      {isIn && options.who !== "self" && <Acting name={options.name} onSelf={onSelf} />}
      {isIn && isReady && <PermissionLine request={request} />}
      <div className={styles.row}>
        {isIn ? (
          <Button
            type="submit"
            size="md"
            formNoValidate
            loading={isCalling}
            disabled={!isReady}
            leftSection={<IconPlayerPlayFilled size={16} />}
            aria-keyshortcuts="Control+Enter"
          >
            {options.who === "self" || !isReady ? explorer.call : as.call(options.name)}
          </Button>
        ) : (
          <Button component={Link} href={`/sign-in?to=${encodeURIComponent(path + location.hash)}`} size="md">
            {explorer.signInToCall}
          </Button>
        )}
        <p className={styles.hint}>
          {missing.length > 0 ? explorer.missing(missing.join(", ")) : isIn && explorer.keys}
        </p>
      </div>
    </div>
  );
}

function Acting({ name, onSelf }: { readonly name: string; readonly onSelf: () => void }) {
  const { as } = useWords(explorerWords);
  return (
    <div className={styles.acting}>
      <p>
        <IconMasksTheater size={18} aria-hidden="true" />
        <span>{name === "" ? as.unnamed : as.warning(name)}</span>
      </p>
      <Button variant="default" size="compact-xs" onClick={onSelf}>
        {as.back}
      </Button>
    </div>
  );
}
