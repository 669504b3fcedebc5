import { useCallback } from "react";
import type { ProductCode } from "../../src/contract/operation.ts";
import type { OperationDescription } from "../../src/reference/describe-operation.ts";
import { useMessages } from "../language/language.tsx";
import { effectOf } from "../operations/operations.tsx";
import { useSession } from "../session/session.tsx";
import { useHotkey } from "../shell/use-hotkey.ts";
import { AnswerPanel } from "./AnswerPanel.tsx";
import { CallBar } from "./CallBar.tsx";
import { CodePanel } from "./CodePanel.tsx";
import styles from "./explorer.module.css";
import { OperationHead } from "./OperationHead.tsx";
import { ParameterForm } from "./ParameterForm.tsx";
import { findMissing, toSend } from "./parameters.ts";
import { UploadDrop } from "./UploadDrop.tsx";
import { uploadTargets } from "./upload-targets.ts";
import { useCall } from "./use-call.ts";
import { useParameters } from "./use-parameters.ts";

export interface ChosenOperation {
  readonly product: ProductCode;
  readonly operation: OperationDescription;
}

/** One operation: its form, its answer, its code. */
export function OperationPanel({ product, operation }: ChosenOperation) {
  const { explorer } = useMessages();
  const { status } = useSession();
  const { parameters, set, replace } = useParameters(operation);
  const { state, make } = useCall();
  const sent = toSend(parameters);
  const missing = findMissing(operation.parameters, parameters);
  const call = useCallback(
    () => void make({ product, action: operation.name, parameters: toSend(parameters) }),
    [make, product, operation, parameters],
  );
  useHotkey("Enter", () => status === "in" && call());
  const target = uploadTargets[operation.name];
  return (
    <article className={styles.panel}>
      <OperationHead product={product} operation={operation} parameters={parameters} replace={replace} />
      <form
        className={styles.form}
        aria-label={explorer.parameters}
        onSubmit={(event) => {
          event.preventDefault();
          call();
        }}
      >
        {target && <UploadDrop target={target} set={set} make={make} />}
        <ParameterForm fields={operation.parameters} parameters={parameters} set={set} replace={replace} />
        <CallBar
          request={{ product, action: operation.name, parameters: sent }}
          effect={effectOf(operation)}
          missing={missing}
          isCalling={state.kind === "calling"}
        />
      </form>
      <div className={styles.outcome}>
        <AnswerPanel state={state} />
        <CodePanel product={product} operation={operation} parameters={sent} />
      </div>
    </article>
  );
}
