import { use } from "react";
import { describeErrors, type ErrorDescription } from "../../src/reference/describe-error.ts";
import { useLanguage } from "../language/language.tsx";

const errors = describeErrors();

let translated: Promise<readonly ErrorDescription[]> | undefined;

function loadTranslated(): Promise<readonly ErrorDescription[]> {
  translated ??= import("../../src/reference/chinese/translate.ts").then(({ translateError }) =>
    errors.map(translateError),
  );
  return translated;
}

/** Every error of the server, in the language that is spoken; the page waits for them. */
export const useErrors = (): readonly ErrorDescription[] =>
  useLanguage().language === "zh" ? use(loadTranslated()) : errors;
