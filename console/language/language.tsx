import { createContext, type ReactNode, startTransition, useContext, useLayoutEffect, useMemo, useState } from "react";
import { chinese } from "./chinese.ts";
import { english, type Messages } from "./english.ts";

const catalogues = {
  en: { messages: english, tag: "en" },
  zh: { messages: chinese, tag: "zh-CN" },
} as const satisfies Record<string, { messages: Messages; tag: string }>;

export type Language = keyof typeof catalogues;

export const languages: readonly { readonly id: Language; readonly name: string }[] = [
  { id: "en", name: english.language.name },
  { id: "zh", name: chinese.language.name },
];

const storageKey = "medialoft.language";

interface Speaking {
  readonly language: Language;
  readonly messages: Messages;
  readonly speak: (language: Language) => void;
}

const LanguageContext = createContext<Speaking>({ language: "en", messages: english, speak: () => {} });

/** Speaks the language that was chosen here before, else the first one of the browser's that there is. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(findLanguage);
  const { messages, tag } = catalogues[language];
  // Before any other effect: what the console asks the server for is told in the page's language.
  useLayoutEffect(() => {
    document.documentElement.lang = tag;
  }, [tag]);
  const speaking = useMemo(() => {
    const speak = (chosen: Language) => {
      localStorage.setItem(storageKey, chosen);
      startTransition(() => setLanguage(chosen));
    };
    return { language, messages, speak };
  }, [language, messages]);
  return <LanguageContext value={speaking}>{children}</LanguageContext>;
}

const isLanguage = (name: string | null | undefined): name is Language => Object.hasOwn(catalogues, name ?? "");

function findLanguage(): Language {
  const wanted = [localStorage.getItem(storageKey), ...navigator.languages.map((tag) => tag.split("-")[0])];
  return wanted.find(isLanguage) ?? "en";
}

export const useLanguage = (): Speaking => useContext(LanguageContext);

/** The sentences of the language that is spoken. */
export const useMessages = (): Messages => useContext(LanguageContext).messages;
