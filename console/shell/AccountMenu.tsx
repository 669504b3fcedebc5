import { Button, Menu } from "@mantine/core";
import { IconLogout, IconUserCircle } from "@tabler/icons-react";
import { Link, useLocation } from "wouter";
import { forgetCalls } from "../explorer/call-history.ts";
import { useMessages } from "../language/language.tsx";
import { useSession } from "../session/session.tsx";
import styles from "./shell.module.css";

/** Who is signed in, or the way there. */
export function AccountMenu() {
  const { signIn } = useMessages();
  const { status, state, leave } = useSession();
  const [path, navigate] = useLocation();
  if (status !== "in") {
    if (path === "/sign-in" || status === "asking") return null;
    return (
      <Button component={Link} href={`/sign-in?to=${encodeURIComponent(path)}`} size="xs" variant="filled">
        {signIn.title}
      </Button>
    );
  }
  const goOut = async () => {
    await leave();
    // What was called is nothing to whoever signs in next.
    forgetCalls();
    navigate("/sign-in");
  };
  const name = state?.principal?.userName ?? signIn.root;
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button
          variant="subtle"
          className={styles.account}
          leftSection={<IconUserCircle size={20} stroke={1.6} />}
          aria-label={`${signIn.signedInAs} ${name}`}
        >
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.accountMenu}>
        <Menu.Label>{state?.principal?.arn}</Menu.Label>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void goOut()}>
          {signIn.out}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
