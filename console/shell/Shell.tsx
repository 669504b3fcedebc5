import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useMessages } from "../language/language.tsx";
import { onPageTitle } from "../pages/use-page-title.ts";
import { KeptFocus } from "../session/KeptFocus.tsx";
import { SoftModeBanner } from "../session/SoftModeBanner.tsx";
import { useSession } from "../session/session.tsx";
import { useWas } from "./on-demand.ts";
import { Rail } from "./Rail.tsx";
import styles from "./shell.module.css";
import { TopBar } from "./TopBar.tsx";
import { useHotkey } from "./use-hotkey.ts";

const loadPalette = () => import("./Palette.tsx").then((m) => ({ default: m.Palette }));
const Palette = lazy(loadPalette);
const SignInAgain = lazy(() => import("../session/SignInAgain.tsx").then((m) => ({ default: m.SignInAgain })));

/** What is around each page: the bar with the search, the sections, and the place where the page stands. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { app } = useMessages();
  const { isOver } = useSession();
  const wasOver = useWas(isOver);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const wasOpened = useWas(isPaletteOpen);
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
      <a className={styles.skip} href="#main">
        {app.skip}
      </a>
      <TopBar onSearch={() => setPaletteOpen(true)} />
      <Rail />
      <Main>{children}</Main>
      {wasOpened && (
        <Suspense>
          <Palette isOpen={isPaletteOpen} onClose={() => setPaletteOpen(false)} />
        </Suspense>
      )}
      {wasOver && (
        <Suspense>
          <SignInAgain isOpen={isOver} />
        </Suspense>
      )}
      <Announcer />
    </div>
  );
}

/** Begins at its top when another page comes, and takes the focus so that the next Tab is in the page. */
function Main({ children }: { readonly children: ReactNode }) {
  const [path] = useLocation();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
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
