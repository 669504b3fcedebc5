import { Autocomplete, Radio } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../language/words.ts";
import { useSession } from "../../session/session.tsx";
import { findAnswer } from "../operation.ts";
import { useFieldRule } from "../parts/field-rule.ts";
import { RuleField } from "../parts/RuleField.tsx";
import { type Picks, useRolePicks, useUserPicks } from "../parts/use-picks.ts";
import { PolicyWorkbench } from "../policies/PolicyWorkbench.tsx";
import styles from "./roles.module.css";
import { readTrust, type TrustChoice, writeTrust } from "./trust-choice.ts";
import { roleWords } from "./words.ts";

interface TrustFieldsProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

const ways = ["own", "other", "user", "role", "byHand"] as const;
type Way = (typeof ways)[number];

/** A trust policy as a choice of plain cases and as text: the text is what counts, the choice is read from it. */
export function TrustFields({ text, onChange }: TrustFieldsProps) {
  const { trust: words } = useWords(roleWords);
  const accountId = useSession().state?.principal?.accountId ?? "";
  const choice = readTrust(text, accountId);
  const [wantsByHand, setWantsByHand] = useState(false);
  const way = wantsByHand || !choice ? "byHand" : choice.who;
  const choose = (next: Way) => {
    setWantsByHand(next === "byHand");
    if (next === "byHand") return;
    const account = next === "other" ? "" : accountId;
    onChange(writeTrust({ who: next, accountId: account, name: "", externalId: choice?.externalId ?? "" }));
  };
  return (
    <>
      <Radio.Group
        label={words.choose}
        value={way}
        onChange={(value) => choose(ways.find((one) => one === value) ?? "byHand")}
      >
        <div className={styles.ways}>
          {ways.map((one) => (
            <Radio key={one} value={one} label={words[one]} />
          ))}
        </div>
      </Radio.Group>
      {choice && way !== "byHand" && (
        <ChoiceFields choice={choice} onChange={(changed) => onChange(writeTrust(changed))} />
      )}
      {way === "byHand" && <p className={styles.soft}>{words.byHandLead}</p>}
      <PolicyWorkbench kind="trust" label={words.document} text={text} onChange={onChange} />
    </>
  );
}

interface ChoiceFieldsProps {
  readonly choice: TrustChoice;
  readonly onChange: (choice: TrustChoice) => void;
}

const accountRule = { pattern: "^\\d{16}$" } as const;

function ChoiceFields({ choice, onChange }: ChoiceFieldsProps) {
  const { trust: words } = useWords(roleWords);
  const externalIdRule = useFieldRule("AssumeRole", "ExternalId");
  return (
    <div className={styles.pair}>
      {choice.who === "other" && (
        <RuleField
          label={words.account}
          rule={accountRule}
          wants={words.accountHint}
          value={choice.accountId}
          onChange={(accountId) => onChange({ ...choice, accountId: accountId.replaceAll(/\D/g, "") })}
          isRequired
        />
      )}
      {choice.who === "user" && <UserNameField choice={choice} onChange={onChange} />}
      {choice.who === "role" && <RoleNameField choice={choice} onChange={onChange} />}
      <RuleField
        label={words.externalId}
        rule={externalIdRule}
        wants={`${words.externalIdHint} ${words.externalIdWants}`}
        value={choice.externalId}
        onChange={(externalId) => onChange({ ...choice, externalId })}
      />
    </div>
  );
}

function UserNameField(props: ChoiceFieldsProps) {
  const { trust: words } = useWords(roleWords);
  return <NameField {...props} label={words.userName} from={useUserPicks()} />;
}

function RoleNameField(props: ChoiceFieldsProps) {
  const { trust: words } = useWords(roleWords);
  return <NameField {...props} label={words.roleName} from={useRolePicks()} />;
}

interface NameFieldProps extends ChoiceFieldsProps {
  readonly label: string;
  readonly from: Picks;
}

/** Proposes those that may be listed; any other name may be written. */
function NameField({ choice, onChange, label, from: { picks } }: NameFieldProps) {
  const known = findAnswer(picks) ?? [];
  return (
    <Autocomplete
      label={label}
      value={choice.name}
      onChange={(name) => onChange({ ...choice, name })}
      data={[...new Set(known.map((one) => one.id))]}
      limit={30}
      required
      withAsterisk
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}
