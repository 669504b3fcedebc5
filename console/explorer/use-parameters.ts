import { useCallback, useEffect, useState } from "react";
import type { OperationDescription } from "../../src/reference/describe-operation.ts";
import { fromFragment, type Parameters, toFragment } from "./parameters.ts";

/** What the form holds. The page's address follows it, so that it can be copied and comes back after a reload. */
export function useParameters({ parameters: fields }: OperationDescription) {
  const [parameters, setParameters] = useState<Parameters>(() => fromFragment(location.hash, fields));
  useEffect(() => {
    const readAgain = () => setParameters(fromFragment(location.hash, fields));
    addEventListener("hashchange", readAgain);
    return () => removeEventListener("hashchange", readAgain);
  }, [fields]);
  useEffect(() => {
    const { pathname, hash } = location;
    const fragment = toFragment(parameters);
    const follow = () => {
      // This page stays mounted until the next one is loaded, and that one's address is not its own.
      if (location.pathname === pathname && fragment !== hash)
        history.replaceState(history.state, "", pathname + fragment);
    };
    // The browser refuses too many changes of the address in a short time.
    const timer = setTimeout(follow, 250);
    return () => clearTimeout(timer);
  }, [parameters]);
  const set = useCallback((name: string, value: string) => setParameters((now) => ({ ...now, [name]: value })), []);
  return { parameters, set, replace: setParameters };
}
