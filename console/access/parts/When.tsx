import { type Language, useLanguage } from "../../language/language.tsx";

const formats: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" }),
  zh: new Intl.DateTimeFormat("zh-CN", { dateStyle: "medium", timeStyle: "short" }),
};

/** A point in time as the API tells it, in the reader's language and time zone; the exact one is its title. */
export function When({ at }: { readonly at: string }) {
  const { language } = useLanguage();
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <>{at}</>;
  return (
    <time dateTime={at} title={at}>
      {formats[language].format(date)}
    </time>
  );
}
