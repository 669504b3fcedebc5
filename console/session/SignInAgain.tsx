import { Button, Modal } from "@mantine/core";
import { useMessages } from "../language/language.tsx";
import { useOpened } from "../shell/on-demand.ts";
import { type KnownCredentials, SignInForm } from "./SignInForm.tsx";
import styles from "./session.module.css";
import { useSession } from "./session.tsx";
import type { SessionState } from "./session-api.ts";

/** Stands over the page whose session has ended, so that nothing is lost that was typed there. */
export function SignInAgain({ isOpen }: { readonly isOpen: boolean }) {
  const { signIn } = useMessages();
  const { state } = useSession();
  return (
    <Modal
      opened={useOpened(isOpen)}
      onClose={() => {}}
      title={signIn.overTitle}
      size="27rem"
      radius="lg"
      padding="1.25rem"
      yOffset="6vh"
      zIndex={400}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 0.6, blur: 7 }}
      styles={{ title: { fontWeight: 640, fontSize: "1.25rem" } }}
    >
      <p className={styles.over}>{signIn.over(state?.principal?.userName)}</p>
      <SignInForm known={knownOf(state)} />
      <Button fullWidth variant="subtle" className={styles.leave} onClick={() => location.replace("/sign-in")}>
        {signIn.leave}
      </Button>
    </Modal>
  );
}

function knownOf(state: SessionState | undefined): KnownCredentials {
  const { accessKeyId, principal } = state ?? {};
  return accessKeyId === undefined ? { account: principal?.accountId, userName: principal?.userName } : { accessKeyId };
}
