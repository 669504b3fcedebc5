import { Link, useLocation } from "wouter";
import { useMessages } from "../language/language.tsx";

/** Leads to the sign-in page, and from there back to what is filled in here. */
export function SignInLink() {
  const { signIn } = useMessages();
  const [path] = useLocation();
  return <Link href={`/sign-in?to=${encodeURIComponent(path + location.hash)}`}>{signIn.submit}</Link>;
}
