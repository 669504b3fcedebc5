import { NativeSelect } from "@mantine/core";
import { useWords } from "../../language/words.ts";
import { roleWords } from "./words.ts";

const hourSeconds = 3600;
const mostHours = 12;

function useLength(): (seconds: number) => string {
  const words = useWords(roleWords);
  return (seconds) => (seconds % hourSeconds === 0 ? words.hours(seconds / hourSeconds) : words.seconds(seconds));
}

/** How long a session may last, in words. */
export function SessionLength({ seconds }: { readonly seconds: number }) {
  return useLength()(seconds);
}

interface SessionLengthFieldProps {
  readonly seconds: number;
  readonly onChange: (seconds: number) => void;
}

/** Whole hours up to the most that there may be; another length that is set already can stay. */
export function SessionLengthField({ seconds, onChange }: SessionLengthFieldProps) {
  const words = useWords(roleWords);
  const format = useLength();
  const hours = Array.from({ length: mostHours }, (_, index) => (index + 1) * hourSeconds);
  const lengths = hours.includes(seconds) ? hours : [seconds, ...hours];
  return (
    <NativeSelect
      label={words.session}
      description={words.sessionHint}
      value={String(seconds)}
      onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
      data={lengths.map((length) => ({ value: String(length), label: format(length) }))}
    />
  );
}
