import { UnstyledButton } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { Link } from "wouter";
import { useMessages } from "../language/language.tsx";
import { AccountMenu } from "./AccountMenu.tsx";
import { LanguageMenu } from "./LanguageMenu.tsx";
import { SchemeMenu } from "./SchemeMenu.tsx";
import styles from "./shell.module.css";

export function TopBar({ onSearch }: { readonly onSearch: () => void }) {
  const { app, sections } = useMessages();
  return (
    <header className={styles.bar}>
      <Link href="/" className={styles.brand} aria-label={`${app.name}: ${sections.home}`}>
        <Logo />
        <span className={styles.brandName}>{app.name}</span>
      </Link>
      <UnstyledButton className={styles.search} onClick={onSearch} aria-keyshortcuts="Control+K">
        <IconSearch size={16} aria-hidden="true" />
        <span className={styles.searchText}>{app.search}</span>
        <kbd className={styles.key}>Ctrl K</kbd>
      </UnstyledButton>
      <div className={styles.tools}>
        <LanguageMenu />
        <SchemeMenu />
        <AccountMenu />
      </div>
    </header>
  );
}

/** A loft's gable with a play mark in its window. */
function Logo() {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" className={styles.logo}>
      <path d="M4 26V12.6L16 5l12 7.6V26h-4.9V15.4L16 10.9l-7.1 4.5V26z" fill="currentColor" />
      <path d="M13.2 16.6v9.4l7.6-4.7z" fill="var(--mark)" />
    </svg>
  );
}
