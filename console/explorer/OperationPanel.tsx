import { useDisclosure } from "@mantine/hooks";
import { lazy, useCallback } from "react";
import type { ProductCode } from "../../src/contract/operation.ts";
import type { OperationDescription } from "../../src/reference/describe-operation.ts";
import { useMessages } from "../language/language.tsx";
import { effectOf } from "../operations/operations.tsx";
import { LateOver } from "../pages/Late.tsx";
import { useSession } from "../session/session.tsx";
import type { Call } from "../session/session-api.ts";
import { useHotkey } from "../shell/use-hotkey.ts";
import { CallBar } from "./CallBar.tsx";
import { CallOptionsFields } from "./CallOptionsFields.tsx";
import { type CallOptions, isNamed, withOptions } from "./call-options.ts";
import styles from "./explorer.module.css";
import { OperationHead } from "./OperationHead.tsx";
import { OutcomePanel } from "./OutcomePanel.tsx";
import { ParameterForm } from "./ParameterForm.tsx";
import { findMissing, toSend } from "./parameters.ts";
import { UploadDrop } from "./UploadDrop.tsx";
import { uploadTargets } from "./upload-targets.ts";
import { useCall } from "./use-call.ts";
import { useParameters } from "./use-parameters.ts";

/** Only few operations delete. */
const ConfirmDelete = lazy(() => import("./ConfirmDelete.tsx").then((m) => ({ default: m.ConfirmDelete })));

export interface ChosenOperation {
  readonly product: ProductCode;
  readonly operation: OperationDescription;
}

export interface CallOptionsState {
  readonly options: CallOptions;
  readonly setOptions: (options: CallOptions) => void;
}

/** One operation: its form, its answer, its code, its request. */
export function OperationPanel({ product, operation, options, setOptions }: ChosenOperation & CallOptionsState) {
  const { explorer } = useMessages();
  const { status } = useSession();
  const { parameters, set, replace } = useParameters(operation);
  const { state, make } = useCall();
  const [isAsking, question] = useDisclosure();
  const sent = toSend(parameters);
  const effect = effectOf(operation);
  const request = withOptions({ product, action: operation.name, parameters: sent }, options);
  const call = () => {
    if (status !== "in" || !isNamed(options)) return;
    if (effect === "deletes") question.open();
    else void make(request);
  };
  useHotkey("Enter", () => !isAsking && call());
  const makeAlso = useCallback((also: Call) => make(withOptions(also, options)), [make, options]);
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
        {target && <UploadDrop target={target} options={options} set={set} make={makeAlso} />}
        <ParameterForm fields={operation.parameters} parameters={parameters} set={set} replace={replace} />
        {status === "in" && <CallOptionsFields options={options} choose={setOptions} />}
        <CallBar
          request={request}
          options={options}
          onSelf={() => setOptions({ ...options, who: "self", name: "" })}
          effect={effect}
          missing={findMissing(operation.parameters, parameters)}
          isCalling={state.kind === "calling"}
        />
      </form>
      <OutcomePanel product={product} operation={operation} parameters={sent} state={state} />
      {effect === "deletes" && (
        <LateOver>
          <ConfirmDelete
            call={request}
            as={options.who === "self" ? undefined : options.name}
            isOpen={isAsking}
            onCancel={question.close}
            onConfirm={() => {
              question.close();
              void make(request);
            }}
          />
        </LateOver>
      )}
    </article>
  );
}
