import { Link } from "wouter";
import { products } from "../../src/contract/operation.ts";
import { usePastCalls } from "../explorer/call-history.ts";
import { useMessages } from "../language/language.tsx";
import { explorerPath, listServed, productCodes } from "../operations/operations.tsx";
import { useProductTitles } from "../operations/product-titles.ts";
import { useOperations } from "../operations/use-operations.ts";
import { useSession } from "../session/session.tsx";
import styles from "./page.module.css";
import { usePageTitle } from "./use-page-title.ts";

const steps = ["CreateYikeAssetUpload", "RegisterYikeAssetMediaInfo", "GetYikeAssetMediaInfo"] as const;

export function HomePage() {
  const { home, sections } = useMessages();
  const { state } = useSession();
  usePageTitle(sections.home);
  const sentences = [home.step1, home.step2, home.step3];
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{home.title(state?.principal?.userName)}</h1>
      <p className={styles.lead}>{home.lead}</p>
      <h2 className={styles.heading}>{home.start}</h2>
      <p className={styles.soft}>{home.startLead}</p>
      <ol className={styles.steps}>
        {steps.map((action, index) => (
          <li key={action}>
            <Link href={explorerPath("ICE", action)} className={styles.step}>
              <span className={styles.stepNumber} aria-hidden="true">
                {index + 1}
              </span>
              <strong>{sentences[index]}</strong>
              <code>{action}</code>
            </Link>
          </li>
        ))}
      </ol>
      <div className={styles.grid}>
        <RecentCalls />
        <Served />
        <Addresses />
      </div>
    </div>
  );
}

function RecentCalls() {
  const { home } = useMessages();
  const calls = usePastCalls();
  return (
    <section className={styles.sheet}>
      <h2 className={styles.heading}>{home.recent}</h2>
      {calls.length === 0 ? (
        <p className={styles.soft}>{home.noRecent}</p>
      ) : (
        <ul className={styles.rows}>
          {calls.slice(0, 6).map(({ id, product, action, fragment, status }) => (
            <li key={id}>
              <Link href={`${explorerPath(product, action)}${fragment}`} className={styles.row}>
                <span>{action}</span>
                <small>{status}</small>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Served() {
  const { home } = useMessages();
  const titles = useProductTitles();
  const served = listServed(useOperations());
  return (
    <section className={styles.sheet}>
      <h2 className={styles.heading}>{home.products}</h2>
      <ul className={styles.rows}>
        {productCodes.map((code) => (
          <li key={code}>
            <Link href={`/reference/${code}`} className={`${styles.row} ${styles.served}`}>
              <span>{titles[code]}</span>
              <small>
                {code} {products[code].version} ·{" "}
                {home.operations(served.filter(({ product }) => product === code).length)}
              </small>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Addresses() {
  const { home, signIn } = useMessages();
  const { state } = useSession();
  return (
    <section className={styles.sheet}>
      <h2 className={styles.heading}>{home.addresses}</h2>
      <dl className={styles.facts}>
        <div>
          <dt>{home.api}</dt>
          <dd>{location.origin}</dd>
        </div>
        <div>
          <dt>{signIn.signedInAs}</dt>
          <dd>{state?.principal?.arn}</dd>
        </div>
      </dl>
    </section>
  );
}
