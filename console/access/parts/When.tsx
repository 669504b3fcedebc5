import { type Language, useLanguage } from "../../language/language.tsx";

const days: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" }),
  zh: new Intl.DateTimeFormat("zh-CN", { dateStyle: "medium" }),
};

const formats: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" }),
  zh: new Intl.DateTimeFormat("zh-CN", { dateStyle: "medium", timeStyle: "short" }),
};

/** A point in time as the API tells it, in the reader's language and time zone; the exact one is its title. */
export function When({ at, isDay = false }: { readonly at: string; readonly isDay?: boolean }) {
  const { language } = useLanguage();
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <>{at}</>;
  return (
    <time dateTime={at} title={at}>
      {(isDay ? days : formats)[language].format(date)}
    </time>
  );
}
