import { useWords } from "../../language/words.ts";
import pageStyles from "../../pages/page.module.css";
import { usePageTitle } from "../../pages/use-page-title.ts";
import { accessWords } from "../words.ts";

export function SessionsPage() {
  const words = useWords(accessWords);
  usePageTitle(words.sessions);
  return <h1 className={pageStyles.title}>{words.sessions}</h1>;
}
