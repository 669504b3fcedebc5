import { useWords } from "../../language/words.ts";
import pageStyles from "../../pages/page.module.css";
import { usePageTitle } from "../../pages/use-page-title.ts";
import { accessWords } from "../words.ts";

export function ModePage() {
  const words = useWords(accessWords);
  usePageTitle(words.mode);
  return <h1 className={pageStyles.title}>{words.mode}</h1>;
}
