import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { useWords } from "../../language/words.ts";
import { TriedContext } from "../parts/DialogForm.tsx";
import { useFieldRule } from "../parts/field-rule.ts";
import { LeaveGuard } from "../parts/LeaveGuard.tsx";
import { Panel } from "../parts/Panel.tsx";
import { PartHeader } from "../parts/PartHeader.tsx";
import { RefusalNote } from "../parts/RefusalNote.tsx";
import { RuleField } from "../parts/RuleField.tsx";
import { useTell } from "../parts/tell.tsx";
import { ramCall, useChange } from "../parts/use-change.ts";
import { accessPath, policyPath } from "../paths.ts";
import { useDraft } from "./drafts.ts";
import { PolicyWorkbench } from "./PolicyWorkbench.tsx";
import styles from "./policy.module.css";
import { firstTemplate } from "./policy-templates.ts";
import { TemplateMenu } from "./TemplateMenu.tsx";
import { policyWords } from "./words.ts";

/** What another page hands over, behind `#` in the address. */
const handedOver = (name: string): string => new URLSearchParams(location.hash.slice(1)).get(name) ?? "";

/** Makes a policy, from nothing, from a template or from what the simulator found. */
export function NewPolicy() {
  const words = useWords(policyWords);
  const [, navigate] = useLocation();
  const tell = useTell();
  const { isBusy, refusal, make } = useChange();
  const [name, setName] = useState(() => handedOver("PolicyName"));
  const [description, setDescription] = useState(() => handedOver("Description"));
  const [start] = useState(() => handedOver("PolicyDocument") || firstTemplate);
  const draft = useDraft(`new ${start}`, start);
  const [isTried, setTried] = useState(false);
  const nameRule = useFieldRule("CreatePolicy", "PolicyName");
  const descriptionRule = useFieldRule("CreatePolicy", "Description");
  const home = accessPath("policies", "new");
  const create = async () => {
    const Description = description === "" ? undefined : description;
    const made = await make(ramCall("CreatePolicy", { PolicyName: name, PolicyDocument: draft.text, Description }));
    if (made === undefined) return;
    draft.reset();
    tell(words.created(name));
    navigate(policyPath("Custom", name));
  };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    const form = event.currentTarget;
    // Fields that are wrong say so once they know that the form was tried.
    requestAnimationFrame(() => {
      const wrong = form.querySelector<HTMLElement>("[aria-invalid=true]");
      if (wrong) wrong.focus();
      else void create();
    });
  };
  return (
    <>
      <PartHeader
        title={words.createTitle}
        lead={words.createLead}
        back={{ to: accessPath("policies"), title: words.title }}
      />
      <form onSubmit={send} noValidate autoComplete="off" className={styles.stack}>
        <Panel title={words.naming}>
          <TriedContext value={isTried}>
            <div className={styles.fields}>
              <RuleField
                label={words.name}
                rule={nameRule}
                value={name}
                onChange={setName}
                wants={words.wantsName}
                isRequired
              />
              <RuleField
                label={words.description}
                rule={descriptionRule}
                value={description}
                onChange={setDescription}
                wants={words.wantsDescription}
              />
            </div>
          </TriedContext>
        </Panel>
        <Panel title={words.document}>
          <PolicyWorkbench
            text={draft.text}
            onChange={draft.set}
            kind="identity"
            head={(replaceAll) => <TemplateMenu onTake={replaceAll} />}
          />
        </Panel>
        {refusal && <RefusalNote refusal={refusal} />}
        <div className={styles.save}>
          <Button type="submit" loading={isBusy}>
            {words.create}
          </Button>
          <p>{words.createHint}</p>
        </div>
      </form>
      <LeaveGuard isChanged={draft.isChanged} home={home} onLeave={draft.reset} words={words.leaving} />
    </>
  );
}
