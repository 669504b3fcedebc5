import { Link, useLocation } from "wouter";
import { useWords } from "../../language/words.ts";
import { useReading } from "../operation.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { DialogForm } from "../parts/DialogForm.tsx";
import { PanelRead } from "../parts/PanelRead.tsx";
import { useTell } from "../parts/tell.tsx";
import { useChange } from "../parts/use-change.ts";
import { accessPath, policyPath } from "../paths.ts";
import styles from "./policy.module.css";
import {
  type Attached,
  changeCall,
  type EntitiesAnswer,
  policyCall,
  toAttached,
  type VersionsAnswer,
} from "./policy-answers.ts";
import { policyWords } from "./words.ts";

interface DeletePolicyDialogProps {
  readonly name: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Says first what stands in the way; what has no attachment goes with all its versions. */
export function DeletePolicyDialog({ name, isOpen, onClose }: DeletePolicyDialogProps) {
  const words = useWords(policyWords);
  return (
    <Dialog title={words.removeTitle(name)} isOpen={isOpen} onClose={onClose}>
      <Reasons name={name} onClose={onClose} />
    </Dialog>
  );
}

type FormProps = Omit<DeletePolicyDialogProps, "isOpen">;

function Reasons({ name, onClose }: FormProps) {
  const entities = useReading<EntitiesAnswer>(policyCall("ListEntitiesForPolicy", { type: "Custom", name }));
  const versions = useReading<VersionsAnswer>(policyCall("ListPolicyVersions", { type: "Custom", name }));
  const again = () => {
    entities.again();
    versions.again();
  };
  return (
    <PanelRead reading={entities.reading} onRetry={again}>
      {(answer) => (
        <PanelRead reading={versions.reading} onRetry={again}>
          {({ PolicyVersions }) => (
            <DeleteForm
              name={name}
              onClose={onClose}
              attached={toAttached(answer)}
              versions={PolicyVersions.PolicyVersion.length}
            />
          )}
        </PanelRead>
      )}
    </PanelRead>
  );
}

interface DeleteFormProps extends FormProps {
  readonly attached: readonly Attached[];
  readonly versions: number;
}

function DeleteForm({ name, onClose, attached, versions }: DeleteFormProps) {
  const words = useWords(policyWords);
  const tell = useTell();
  const [, navigate] = useLocation();
  const { isBusy, refusal, make } = useChange();
  if (attached.length > 0) return <InTheWay name={name} attached={attached} onClose={onClose} />;
  const remove = async () => {
    const more = { CascadingDelete: versions > 1 ? "true" : undefined };
    if ((await make(changeCall("DeletePolicy", name, more))) === undefined) return;
    tell(words.removed(name));
    navigate(accessPath("policies"), { replace: true });
  };
  return (
    <DialogForm
      submit={words.remove}
      isBusy={isBusy}
      refusal={refusal}
      onSubmit={() => void remove()}
      onCancel={onClose}
      isDanger
    >
      <p>{words.removeLead(versions)}</p>
    </DialogForm>
  );
}

const mostNamed = 8;

function InTheWay({ name, attached, onClose }: Pick<DeleteFormProps, "name" | "attached" | "onClose">) {
  const words = useWords(policyWords);
  const more = attached.length - mostNamed;
  return (
    <div className={styles.inTheWay}>
      <p>{words.inTheWay(attached.length)}</p>
      <ul>
        {attached.slice(0, mostNamed).map((one) => (
          <li key={`${one.kind} ${one.name}`}>
            {words.holders[one.kind]} <strong>{one.name}</strong>
          </li>
        ))}
        {more > 0 && <li>{words.andMore(more)}</li>}
      </ul>
      <Link href={`${policyPath("Custom", name)}/attachments`} onClick={onClose}>
        {words.goDetach}
      </Link>
    </div>
  );
}
