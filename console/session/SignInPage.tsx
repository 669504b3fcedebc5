import { Link, Redirect, useSearchParams } from "wouter";
import { useMessages } from "../language/language.tsx";
import { PageFailed, PageLoading } from "../pages/PageState.tsx";
import { usePageTitle } from "../pages/use-page-title.ts";
import { SignInForm } from "./SignInForm.tsx";
import styles from "./session.module.css";
import { useSession } from "./session.tsx";

export function SignInPage() {
  const { signIn } = useMessages();
  const { status, ask } = useSession();
  const [search] = useSearchParams();
  usePageTitle(signIn.title);
  if (status === "asking") return <PageLoading />;
  if (status === "failed") return <PageFailed onRetry={ask} />;
  return status === "in" ? <Redirect to={ownPath(search.get("to"))} replace /> : <SignIn />;
}

/** Only addresses of this console: `//elsewhere` would be another server. */
const ownPath = (path: string | null): string => (path && /^\/(?![/\\])/.test(path) ? path : "/");

function SignIn() {
  const { signIn } = useMessages();
  const [search] = useSearchParams();
  const account = search.get("account");
  return (
    <div className={styles.signIn}>
      <div className={styles.sheet}>
        <h1 className={styles.title}>{signIn.title}</h1>
        <p className={styles.lead}>{signIn.lead}</p>
        <SignInForm known={account === null ? {} : { account }} />
      </div>
      <p className={styles.below}>
        {signIn.where} <Link href="/explorer">{signIn.open}</Link>
      </p>
    </div>
  );
}
