import { lazy, Suspense } from "react";
import { Redirect, Route, Switch, useLocation } from "wouter";
import { ExplorerPage } from "../explorer/ExplorerPage.tsx";
import { useLoaded } from "../operations/use-operations.ts";
import { SignInPage } from "../session/SignInPage.tsx";
import { useSession } from "../session/session.tsx";
import { Shell } from "../shell/Shell.tsx";
import { HomePage } from "./HomePage.tsx";
import { LostPage } from "./LostPage.tsx";
import { PageBoundary } from "./PageBoundary.tsx";
import { PageLoading } from "./PageState.tsx";
import { SlotPage } from "./SlotPage.tsx";

/** Not part of what the first page loads. */
const ReferencePage = lazy(() => import("../reference/ReferencePage.tsx").then((m) => ({ default: m.ReferencePage })));
const PermissionsPage = lazy(() =>
  import("../reference/PermissionsPage.tsx").then((m) => ({ default: m.PermissionsPage })),
);
const ErrorsPage = lazy(() => import("../reference/ErrorsPage.tsx").then((m) => ({ default: m.ErrorsPage })));
const SystemPage = lazy(() => import("./SystemPage.tsx").then((m) => ({ default: m.SystemPage })));
const AccessPage = lazy(() => import("../access/AccessPage.tsx").then((m) => ({ default: m.AccessPage })));

/** Which page stands at which address. */
export function Pages() {
  const [path] = useLocation();
  return (
    <Shell>
      <PageBoundary path={path}>
        <Suspense fallback={<PageLoading />}>
          <Switch>
            <Route path="/" component={FrontPage} />
            <Route path="/sign-in" component={SignInPage} />
            <Route path="/explorer/:product?/:action?">
              {({ product, action }) => <ExplorerPage product={product} action={action} />}
            </Route>
            <Route path="/reference/permissions" component={PermissionsPage} />
            <Route path="/reference/:product?/:action?">
              {({ product, action }) => <ReferencePage product={product} action={action} />}
            </Route>
            <Route path="/troubleshoot" component={ErrorsPage} />
            <Route path="/library/*?">
              <SlotPage slot="library" />
            </Route>
            <Route path="/access/*?" component={AccessPage} />
            <Route path="/system" component={SystemPage} />
            <Route component={LostPage} />
          </Switch>
        </Suspense>
      </PageBoundary>
    </Shell>
  );
}

function FrontPage() {
  const { status } = useSession();
  const isLoaded = useLoaded();
  if (status === "asking" || (status === "in" && !isLoaded)) return <PageLoading />;
  return status === "in" ? <HomePage /> : <Redirect to="/sign-in" replace />;
}
