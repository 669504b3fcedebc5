import { Button } from "@mantine/core";
import { IconAlertTriangle, IconPlayerPlayFilled } from "@tabler/icons-react";
import { Link, useLocation } from "wouter";
import { useMessages } from "../language/language.tsx";
import type { Effect } from "../operations/operations.tsx";
import { useSession } from "../session/session.tsx";
import type { Call } from "../session/session-api.ts";
import styles from "./call-bar.module.css";
import { PermissionLine } from "./PermissionLine.tsx";

interface CallBarProps {
  readonly request: Call;
  readonly effect: Effect;
  readonly missing: readonly string[];
  readonly isCalling: boolean;
}

/** What the call would do and whether it may, and the button. */
export function CallBar({ request, effect, missing, isCalling }: CallBarProps) {
  const { explorer } = useMessages();
  const { status } = useSession();
  const [path] = useLocation();
  return (
    <div className={styles.bar}>
      {effect !== "reads" && (
        <p className={styles.warning} data-effect={effect}>
          <IconAlertTriangle size={17} aria-hidden="true" />
          {effect === "deletes" ? explorer.deleteWarning : explorer.writeWarning}
        </p>
      )}
      {status === "in" && <PermissionLine request={request} />}
      <div className={styles.row}>
        {status === "in" ? (
          <Button
            type="submit"
            size="md"
            formNoValidate
            loading={isCalling}
            leftSection={<IconPlayerPlayFilled size={16} />}
            aria-keyshortcuts="Control+Enter"
          >
            {explorer.call}
          </Button>
        ) : (
          <Button component={Link} href={`/sign-in?to=${encodeURIComponent(path + location.hash)}`} size="md">
            {explorer.signInToCall}
          </Button>
        )}
        <p className={styles.hint}>{missing.length > 0 ? explorer.missing(missing.join(", ")) : explorer.keys}</p>
      </div>
    </div>
  );
}
