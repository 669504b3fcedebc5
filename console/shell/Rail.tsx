import { IconBook2, IconHeartbeat, IconHome, IconPhotoVideo, IconTerminal2, IconUsersGroup } from "@tabler/icons-react";
import { Link, useLocation } from "wouter";
import { useMessages } from "../language/language.tsx";
import styles from "./shell.module.css";

export const sections = [
  { id: "home", path: "/", Icon: IconHome },
  { id: "explorer", path: "/explorer", Icon: IconTerminal2 },
  { id: "reference", path: "/reference", Icon: IconBook2 },
  { id: "library", path: "/library", Icon: IconPhotoVideo },
  { id: "access", path: "/access", Icon: IconUsersGroup },
  { id: "system", path: "/system", Icon: IconHeartbeat },
] as const;

/** The sections: beside the page, and on a phone below it. */
export function Rail() {
  const { app, sections: names } = useMessages();
  const [path] = useLocation();
  const isHere = (start: string) => (start === "/" ? path === "/" : path === start || path.startsWith(`${start}/`));
  return (
    <nav className={styles.rail} aria-label={app.sections}>
      {sections.map(({ id, path: start, Icon }) => (
        <Link key={id} href={start} className={styles.section} aria-current={isHere(start) ? "page" : undefined}>
          <Icon size={22} stroke={1.6} aria-hidden="true" />
          <span>{names[id]}</span>
        </Link>
      ))}
    </nav>
  );
}
