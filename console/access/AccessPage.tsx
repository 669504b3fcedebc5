import { IconLock } from "@tabler/icons-react";
import { type ComponentType, lazy, Suspense, useEffect, useRef } from "react";
import { Link, Route, Switch, useLocation } from "wouter";
import { SignInLink } from "../explorer/SignInLink.tsx";
import { useWords } from "../language/words.ts";
import { LostPage } from "../pages/LostPage.tsx";
import { PageLoading, PageNote } from "../pages/PageState.tsx";
import pageStyles from "../pages/page.module.css";
import { usePageTitle } from "../pages/use-page-title.ts";
import { useSession } from "../session/session.tsx";
import styles from "./access.module.css";
import { TellProvider } from "./parts/tell.tsx";
import { type AccessPart, type AccessPartProps, accessPath } from "./paths.ts";
import { accessWords } from "./words.ts";

type Part = ComponentType<AccessPartProps>;

/** In the order in which they are shown. */
const parts = [
  { id: "overview", Page: lazy(() => import("./overview/OverviewPage.tsx").then((m) => page(m.OverviewPage))) },
  { id: "users", Page: lazy(() => import("./users/UsersPage.tsx").then((m) => page(m.UsersPage))) },
  { id: "groups", Page: lazy(() => import("./groups/GroupsPage.tsx").then((m) => page(m.GroupsPage))) },
  { id: "roles", Page: lazy(() => import("./roles/RolesPage.tsx").then((m) => page(m.RolesPage))) },
  { id: "policies", Page: lazy(() => import("./policies/PoliciesPage.tsx").then((m) => page(m.PoliciesPage))) },
  { id: "simulator", Page: lazy(() => import("./simulator/SimulatorPage.tsx").then((m) => page(m.SimulatorPage))) },
  { id: "sessions", Page: lazy(() => import("./sessions/SessionsPage.tsx").then((m) => page(m.SessionsPage))) },
  { id: "audit", Page: lazy(() => import("./audit/AuditPage.tsx").then((m) => page(m.AuditPage))) },
  { id: "mode", Page: lazy(() => import("./mode/ModePage.tsx").then((m) => page(m.ModePage))) },
] as const satisfies readonly { readonly id: AccessPart; readonly Page: unknown }[];

function page(Page: Part): { default: Part } {
  return { default: Page };
}

/** Users, groups, roles, policies and what they decide: a page each, beside their list. */
export function AccessPage() {
  const { status } = useSession();
  if (status === "asking") return <PageLoading />;
  if (status !== "in") return <SignedOut />;
  return (
    <div className={styles.access}>
      <Parts />
      <div className={styles.part}>
        <TellProvider>
          <Suspense fallback={<PageLoading />}>
            <Switch>
              {parts.map(({ id, Page }) => (
                <Route key={id} path={id === "overview" ? "/access" : `/access/${id}/*?`}>
                  {({ "*": rest = "" }: { readonly "*"?: string }) => <Page rest={toSegments(rest)} />}
                </Route>
              ))}
              <Route component={LostPage} />
            </Switch>
          </Suspense>
        </TellProvider>
      </div>
    </div>
  );
}

function SignedOut() {
  const words = useWords(accessWords);
  usePageTitle(words.title);
  return (
    <PageNote icon={<IconLock />}>
      <h1 className={pageStyles.title}>{words.title}</h1>
      <p>{words.signIn}</p>
      <SignInLink />
    </PageNote>
  );
}

const toSegments = (rest: string): string[] => rest.split("/").filter(Boolean).map(decode);

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function Parts() {
  const words = useWords(accessWords);
  const [path] = useLocation();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => showHere(nav.current, path), [path]);
  return (
    <nav ref={nav} className={styles.parts} aria-label={words.parts}>
      {parts.map(({ id }) => {
        const start = accessPath(id);
        const isHere = path === start || (id !== "overview" && path.startsWith(`${start}/`));
        return (
          <Link key={id} href={start} aria-current={isHere ? "page" : undefined}>
            {words[id]}
          </Link>
        );
      })}
    </nav>
  );
}

/** On a phone the list is a strip that scrolls. */
function showHere(nav: HTMLElement | null, path: string): void {
  const here = [...(nav?.querySelectorAll("a") ?? [])].findLast((link) => path.startsWith(link.pathname));
  if (nav && here) nav.scrollLeft = here.offsetLeft - nav.offsetLeft - (nav.clientWidth - here.offsetWidth) / 2;
}
