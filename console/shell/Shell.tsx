import { lazy, type ReactNode, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { workId } from "../explorer/OperationsFrame.tsx";
import { useMessages } from "../language/language.tsx";
import { LateOver } from "../pages/Late.tsx";
import { onPageTitle } from "../pages/use-page-title.ts";
import { KeptFocus } from "../session/KeptFocus.tsx";
import { SoftModeBanner } from "../session/SoftModeBanner.tsx";
import { useSession } from "../session/session.tsx";
import { useWas } from "./on-demand.ts";
import { Rail } from "./Rail.tsx";
import { SkipLink } from "./SkipLink.tsx";
import styles from "./shell.module.css";
import { TopBar } from "./TopBar.tsx";
import { useHotkey } from "./use-hotkey.ts";

const loadPalette = () => import("./Palette.tsx").then((m) => ({ default: m.Palette }));
const Palette = lazy(loadPalette);
const loadSignInAgain = () => import("../session/SignInAgain.tsx").then((m) => ({ default: m.SignInAgain }));
const SignInAgain = lazy(loadSignInAgain);

/** What is around each page: the bar with the search, the sections, and the place where the page stands. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { app } = useMessages();
  const { status, isOver } = useSession();
  const wasOver = useWas(isOver);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const wasOpened = useWas(isPaletteOpen);
  // While the server has it: with another version come other files, and just then the page must not be lost.
  useEffect(() => {
    if (status === "in") void loadSignInAgain();
  }, [status]);
  useHotkey("k", () => setPaletteOpen((isOpen) => !isOpen));
  // With Ctrl already, so that it is there for what is typed after Ctrl+K.
  useEffect(() => {
    const prepare = ({ ctrlKey, metaKey }: KeyboardEvent) => (ctrlKey || metaKey) && void loadPalette();
    addEventListener("keydown", prepare);
    return () => removeEventListener("keydown", prepare);
  }, []);
  return (
    <div className={styles.shell}>
      <KeptFocus />
      <SkipLink to="main">{app.skip}</SkipLink>
      <TopBar onSearch={() => setPaletteOpen(true)} />
      <Rail />
      <Main>{children}</Main>
      {wasOpened && (
        <LateOver>
          <Palette isOpen={isPaletteOpen} onClose={() => setPaletteOpen(false)} />
        </LateOver>
      )}
      {wasOver && (
        <LateOver>
          <SignInAgain isOpen={isOver} />
        </LateOver>
      )}
      <Announcer />
    </div>
  );
}

/** Begins at its top when another page comes; the focus goes there, or past a list that stays, so that the next Tab is in the page. */
function Main({ children }: { readonly children: ReactNode }) {
  const [path] = useLocation();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    scrollTo(0, 0);
    (document.getElementById(workId) ?? main.current)?.focus({ preventScroll: true });
  }, [path]);
  return (
    <main id="main" ref={main} tabIndex={-1} className={styles.main}>
      <SoftModeBanner />
      {children}
    </main>
  );
}

/** Tells screen readers which page has come. */
function Announcer() {
  const [title, setTitle] = useState("");
  useEffect(() => onPageTitle(setTitle), []);
  return (
    <div className="unseen" aria-live="polite">
      {title}
    </div>
  );
}
