import { IconCompassOff } from "@tabler/icons-react";
import { Link } from "wouter";
import { useMessages } from "../language/language.tsx";
import { PageNote } from "./PageState.tsx";
import styles from "./page.module.css";
import { usePageTitle } from "./use-page-title.ts";

export function LostPage() {
  const { lost } = useMessages();
  usePageTitle(lost.title);
  return (
    <div className={styles.page}>
      <PageNote icon={<IconCompassOff />}>
        <h1 className={styles.title}>{lost.title}</h1>
        <p>{lost.lead}</p>
        <Link href="/">{lost.back}</Link>
      </PageNote>
    </div>
  );
}
