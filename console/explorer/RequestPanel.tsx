import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { IconKey, IconRefresh } from "@tabler/icons-react";
import type { ProductCode } from "../../src/contract/operation.ts";
import { useWords } from "../language/words.ts";
import { type Parameters, withoutSecrets } from "./parameters.ts";
import styles from "./request.module.css";
import { ShownText } from "./ShownText.tsx";
import { type SignedRequest, type SigningStep, signRequest } from "./signed-request.ts";
import { textHashes } from "./text-hashes.ts";
import type { Signing } from "./use-signing.ts";
import { explorerWords } from "./words.ts";

interface RequestPanelProps {
  readonly product: ProductCode;
  readonly action: string;
  readonly parameters: Parameters;
  readonly signing: Signing;
}

/** What a client sends for these parameters, and how its signature comes about. */
export function RequestPanel({ product, action, parameters, signing }: RequestPanelProps) {
  const { request: words } = useWords(explorerWords);
  const { shown, secrets } = withoutSecrets(parameters);
  const { scheme, choices } = signing;
  const isSignable = /^[\w.-]+$/.test(choices.accessKeyId);
  return (
    <section aria-label={words.title}>
      <h2 className="unseen">{words.title}</h2>
      <p className={styles.lead}>{words.lead}</p>
      <Choices signing={signing} />
      <p className={styles.note}>
        <IconKey size={16} aria-hidden="true" />
        <span>
          {words.fakeKey} {secrets.length > 0 && words.secrets(secrets.join(", "))}
        </span>
      </p>
      {isSignable ? (
        <Shown
          signed={signRequest[scheme](
            textHashes,
            { product, action, parameters: shown, endpoint: location.origin },
            choices,
          )}
          how={scheme === "v1" ? { ...words.how, ...words.howV1 } : words.how}
        />
      ) : (
        <p className={styles.wrong} role="alert">
          {words.unsignable}
        </p>
      )}
    </section>
  );
}

function Choices({ signing }: { readonly signing: Signing }) {
  const { request: words } = useWords(explorerWords);
  const { scheme, choices, setScheme, choose, renew } = signing;
  return (
    <>
      <div className={styles.choices}>
        <SegmentedControl
          size="xs"
          aria-label={words.scheme}
          value={scheme}
          onChange={(chosen) => setScheme(chosen === "v1" ? "v1" : "acs3")}
          data={[
            { value: "acs3", label: words.acs3 },
            { value: "v1", label: words.v1 },
          ]}
        />
        <SegmentedControl
          size="xs"
          aria-label={words.place}
          value={choices.place}
          onChange={(chosen) => choose({ place: chosen === "query" ? "query" : "body" })}
          data={[
            { value: "body", label: words.body },
            { value: "query", label: words.query },
          ]}
        />
      </div>
      <details className={styles.own}>
        <summary>{words.own}</summary>
        <p>{words.ownLead}</p>
        <div className={styles.fields}>
          <TextInput
            size="xs"
            label={words.time}
            description={words.timeHint}
            value={choices.time}
            onChange={({ currentTarget }) => choose({ time: currentTarget.value })}
          />
          <TextInput
            size="xs"
            label={words.nonce}
            value={choices.nonce}
            onChange={({ currentTarget }) => choose({ nonce: currentTarget.value })}
          />
          <TextInput
            size="xs"
            label={words.keyId}
            autoComplete="off"
            value={choices.accessKeyId}
            onChange={({ currentTarget }) => choose({ accessKeyId: currentTarget.value.trim() })}
          />
        </div>
        <Button variant="default" size="xs" leftSection={<IconRefresh size={15} />} onClick={renew}>
          {words.renew}
        </Button>
      </details>
    </>
  );
}

interface ShownProps {
  readonly signed: SignedRequest;
  readonly how: Readonly<Record<SigningStep["id"], string>>;
}

function Shown({ signed, how }: ShownProps) {
  const { request: words } = useWords(explorerWords);
  const { method, url, headers, body, steps } = signed;
  const headerText = headers.map(([name, value]) => `${name}: ${value}`).join("\n");
  return (
    <>
      <h3 className={styles.heading}>{words.parts}</h3>
      <ShownText label={words.address} text={`${method} ${url}`} withLabel />
      <ShownText label={words.headers} text={headerText} withLabel />
      <ShownText label={words.bodyTitle} text={body} placeholder={words.emptyBody} withLabel />
      <h3 className={styles.heading}>{words.steps}</h3>
      <ol className={styles.steps}>
        {steps.map(({ id, text }) => (
          <li key={id}>
            <h4>{words.titles[id]}</h4>
            <p>{how[id]}</p>
            <ShownText label={words.titles[id]} text={text} />
          </li>
        ))}
      </ol>
    </>
  );
}
