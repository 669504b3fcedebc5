import { Alert, Button, PasswordInput, SegmentedControl, TextInput } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { type FormEvent, useId, useState } from "react";
import { useMessages } from "../language/language.tsx";
import styles from "./session.module.css";
import { useSession } from "./session.tsx";
import { type Credentials, SessionRefusal } from "./session-api.ts";

/** What need not be typed; with an account it begins with the password. */
export interface KnownCredentials {
  readonly accessKeyId?: string | undefined;
  readonly account?: string | undefined;
  readonly userName?: string | undefined;
}

interface SignInFormProps {
  readonly known: KnownCredentials;
}

export function SignInForm({ known }: SignInFormProps) {
  const { signIn } = useMessages();
  const [way, setWay] = useState<Way>(known.account === undefined ? "key" : "password");
  const { isBusy, refusal, submit } = useSignIn(way);
  return (
    <form className={styles.form} onSubmit={submit}>
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
      {way === "key" ? (
        <KeyFields known={known} />
      ) : (
        <PasswordFields known={known} mustChange={refusal?.code === "PasswordMustChange"} />
      )}
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
  );
}

type Way = "key" | "password";

function KeyFields({ known: { accessKeyId } }: SignInFormProps) {
  const { signIn } = useMessages();
  return (
    <>
      <TextInput
        name="accessKeyId"
        label={signIn.accessKeyId}
        defaultValue={accessKeyId}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        data-autofocus={accessKeyId === undefined || undefined}
      />
      <PasswordInput
        name="accessKeySecret"
        label={signIn.accessKeySecret}
        autoComplete="current-password"
        required
        data-autofocus={accessKeyId !== undefined || undefined}
      />
    </>
  );
}

function PasswordFields({ known, mustChange }: SignInFormProps & { readonly mustChange: boolean }) {
  const { signIn } = useMessages();
  const id = useId();
  return (
    <>
      <TextInput
        name="account"
        label={signIn.account}
        description={signIn.accountHint}
        defaultValue={known.account}
        autoComplete="organization"
      />
      <TextInput
        name="userName"
        label={signIn.userName}
        defaultValue={known.userName}
        autoComplete="username"
        autoCapitalize="none"
        required
      />
      <PasswordInput
        name="password"
        label={signIn.password}
        autoComplete="current-password"
        required
        data-autofocus={known.userName !== undefined || undefined}
      />
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
