import { IconPhotoVideo } from "@tabler/icons-react";
import { Link } from "wouter";
import { useMessages } from "../language/language.tsx";
import { PageNote } from "./PageState.tsx";
import styles from "./page.module.css";
import { usePageTitle } from "./use-page-title.ts";

const slots = {
  library: { icon: <IconPhotoVideo />, operations: "/explorer/ICE/BatchGetYikeAssetMediaInfos" },
} as const;

/** A section whose pages are not there yet, and where its operations are. */
export function SlotPage({ slot }: { readonly slot: keyof typeof slots }) {
  const { slots: sentences, sections } = useMessages();
  usePageTitle(sections[slot]);
  const { icon, operations } = slots[slot];
  return (
    <div className={styles.page}>
      <PageNote icon={icon}>
        <h1 className={styles.title}>{sentences[slot]}</h1>
        <p>{sentences[`${slot}Lead`]}</p>
        <Link href={operations}>{sentences.goExplorer}</Link>
      </PageNote>
    </div>
  );
}
