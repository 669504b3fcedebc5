import { ActionIcon, Button } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { FieldDescription } from "../../src/reference/describe-field.ts";
import { useMessages } from "../language/language.tsx";
import { FieldLabel } from "./FieldLabel.tsx";
import styles from "./form.module.css";
import { ParameterField } from "./ParameterField.tsx";
import { addItem, itemNumbers, type Parameters, removeItem } from "./parameters.ts";

interface ListFieldProps {
  readonly field: FieldDescription;
  readonly parameters: Parameters;
  readonly set: (name: string, value: string) => void;
  readonly replace: (parameters: Parameters) => void;
}

/** A list, item by item; items may have several parts. */
export function ListField({ field, parameters, set, replace }: ListFieldProps) {
  const { explorer } = useMessages();
  const numbers = itemNumbers(parameters, field.name);
  const isFull = field.maxItems !== undefined && numbers.length >= field.maxItems;
  return (
    <fieldset className={styles.list}>
      <legend className={styles.legend}>
        <FieldLabel field={field} />
      </legend>
      <p className={styles.description}>{field.description}</p>
      {numbers.map((number) => (
        <div key={number} className={styles.item}>
          <div className={styles.parts}>
            {partsOf(field, number).map(([name, part]) => (
              <ParameterField key={name} field={part} name={name} value={parameters[name] ?? ""} set={set} />
            ))}
          </div>
          <ActionIcon
            variant="subtle"
            size="lg"
            aria-label={explorer.remove(`${field.name}.${number}`)}
            onClick={() => replace(removeItem(parameters, field.name, number))}
          >
            <IconTrash size={18} stroke={1.6} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="default"
        size="xs"
        className={styles.add}
        leftSection={<IconPlus size={15} />}
        disabled={isFull}
        onClick={() => replace(addItem(parameters, field))}
      >
        {explorer.add}
        {field.maxItems !== undefined && <small className={styles.most}>{explorer.atMost(field.maxItems)}</small>}
      </Button>
    </fieldset>
  );
}

function partsOf({ name, items }: FieldDescription, number: number): readonly (readonly [string, FieldDescription])[] {
  const key = `${name}.${number}`;
  if (items?.fields) return items.fields.map((part) => [`${key}.${part.name}`, part]);
  const item: FieldDescription = { ...(items ?? { type: "string", description: "" }), required: false, name: key };
  return [[key, item]];
}
