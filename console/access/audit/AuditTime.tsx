import { type Language, useLanguage } from "../../language/language.tsx";

const parts = { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
const formats: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat("en-GB", parts),
  zh: new Intl.DateTimeFormat("zh-CN", { ...parts, month: "numeric" }),
};

/** To the second, in the reader's time zone; the exact one is its title. */
export function AuditTime({ at }: { readonly at: string }) {
  const { language } = useLanguage();
  return (
    <time dateTime={at} title={at}>
      {formats[language].format(new Date(at))}
    </time>
  );
}
