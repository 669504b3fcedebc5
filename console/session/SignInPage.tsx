import { Alert, Button, PasswordInput, SegmentedControl, TextInput } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { type FormEvent, useId, useState } from "react";
import { Link, Redirect, useSearchParams } from "wouter";
import { useMessages } from "../language/language.tsx";
import { PageFailed, PageLoading } from "../pages/PageState.tsx";
import { usePageTitle } from "../pages/use-page-title.ts";
import styles from "./session.module.css";
import { useSession } from "./session.tsx";
import { type Credentials, SessionRefusal } from "./session-api.ts";

export function SignInPage() {
  const { signIn } = useMessages();
  const { status, ask } = useSession();
  const [search] = useSearchParams();
  usePageTitle(signIn.title);
  if (status === "asking") return <PageLoading />;
  if (status === "failed") return <PageFailed onRetry={ask} />;
  return status === "in" ? <Redirect to={ownPath(search.get("to"))} replace /> : <SignInForm />;
}

/** Only addresses of this console: `//elsewhere` would be another server. */
const ownPath = (path: string | null): string => (path && /^\/(?![/\\])/.test(path) ? path : "/");

type Way = "key" | "password";

function SignInForm() {
  const { signIn } = useMessages();
  const { isOver } = useSession();
  const [search] = useSearchParams();
  const [way, setWay] = useState<Way>(search.has("account") ? "password" : "key");
  const { isBusy, refusal, submit } = useSignIn(way);
  return (
    <div className={styles.signIn}>
      <form className={styles.sheet} onSubmit={submit}>
        <h1 className={styles.title}>{signIn.title}</h1>
        <p className={styles.lead}>{isOver ? signIn.over : signIn.lead}</p>
        <SegmentedControl
          fullWidth
          aria-label={signIn.title}
          value={way}
          onChange={(value) => setWay(value === "password" ? "password" : "key")}
          data={[
            { value: "key", label: signIn.byKey },
            { value: "password", label: signIn.byPassword },
          ]}
        />
        {way === "key" ? <KeyFields /> : <PasswordFields mustChange={refusal?.code === "PasswordMustChange"} />}
        <div aria-live="assertive">
          {refusal && (
            <Alert color="red" variant="light" className={styles.refusal}>
              {refusal.message}
            </Alert>
          )}
        </div>
        <Button type="submit" size="md" fullWidth loading={isBusy}>
          {signIn.submit}
        </Button>
        <p className={styles.note}>
          <IconLock size={16} aria-hidden="true" /> {signIn.kept}
        </p>
      </form>
      <p className={styles.below}>
        {signIn.where} <Link href="/explorer">{signIn.open}</Link>
      </p>
    </div>
  );
}

function KeyFields() {
  const { signIn } = useMessages();
  return (
    <>
      <TextInput
        name="accessKeyId"
        label={signIn.accessKeyId}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        data-autofocus
      />
      <PasswordInput name="accessKeySecret" label={signIn.accessKeySecret} autoComplete="current-password" required />
    </>
  );
}

function PasswordFields({ mustChange }: { readonly mustChange: boolean }) {
  const { signIn } = useMessages();
  const [search] = useSearchParams();
  const id = useId();
  return (
    <>
      <TextInput
        name="account"
        label={signIn.account}
        description={signIn.accountHint}
        defaultValue={search.get("account") ?? ""}
        autoComplete="organization"
      />
      <TextInput name="userName" label={signIn.userName} autoComplete="username" autoCapitalize="none" required />
      <PasswordInput name="password" label={signIn.password} autoComplete="current-password" required />
      {mustChange && (
        <PasswordInput
          id={id}
          name="newPassword"
          label={signIn.newPassword}
          description={signIn.newPasswordHint}
          autoComplete="new-password"
          required
        />
      )}
    </>
  );
}

/** What was typed lives in the form's fields only, and goes with them. */
function useSignIn(way: Way) {
  const { app } = useMessages();
  const { enter } = useSession();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<{ readonly code: string; readonly message: string }>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setRefusal(undefined);
    await enter(readCredentials(form, way)).catch((error: unknown) => {
      setRefusal(error instanceof SessionRefusal ? error : { code: "", message: app.failed });
    });
    setBusy(false);
  };
  return { isBusy, refusal, submit };
}

function readCredentials(form: FormData, way: Way): Credentials {
  const read = (name: string) => String(form.get(name) ?? "");
  if (way === "key")
    return { accessKeyId: read("accessKeyId").trim(), accessKeySecret: read("accessKeySecret").trim() };
  const login = { account: read("account").trim(), userName: read("userName").trim(), password: read("password") };
  return form.has("newPassword") ? { ...login, newPassword: read("newPassword") } : login;
}
