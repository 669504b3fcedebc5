import { type ReactNode, Suspense } from "react";
import { useLocation } from "wouter";
import styles from "./late.module.css";
import { PageBoundary } from "./PageBoundary.tsx";

interface LateProps {
  /** What stands there until it is loaded. */
  readonly fallback?: ReactNode;
  readonly children: ReactNode;
}

/** A part whose code is loaded when it is wanted: where it cannot be loaded it says so, and the page around it stays. */
export function Late({ fallback, children }: LateProps) {
  const [path] = useLocation();
  return (
    <PageBoundary path={path}>
      <Suspense fallback={fallback}>{children}</Suspense>
    </PageBoundary>
  );
}

/** The same for what opens over the page. */
export function LateOver({ children }: Pick<LateProps, "children">) {
  return (
    <div className={styles.over}>
      <Late>{children}</Late>
    </div>
  );
}
