import { nearestName } from "../contract/nearest-name.ts";
import { principalTypes, type TrustedPrincipal } from "./document.ts";
import { type JsonNode, TextFault } from "./json-text.ts";
import { readOneOrMany, requireObject } from "./read-node.ts";

interface NameForm {
  readonly form: RegExp;
  readonly example: string;
}

/** No wildcards: a trust policy names whom it lets in. */
const forms: Readonly<Record<TrustedPrincipal["type"], NameForm>> = {
  RAM: {
    form: /^acs:ram::\d{1,20}:(root|user\/[\w.@-]+|role\/[\w.@-]+(\/[\w.@-]+)?)$/,
    example: "acs:ram::<account>:root, acs:ram::<account>:user/<name> or acs:ram::<account>:role/<name>",
  },
  Service: { form: /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, example: "ecs.aliyuncs.com" },
  Federated: {
    form: /^acs:ram::\d{1,20}:(saml|oidc)-provider\/[\w.-]+$/,
    example: "acs:ram::<account>:saml-provider/<name>",
  },
};

export function parsePrincipals(node: JsonNode): readonly TrustedPrincipal[] {
  const { members } = requireObject(node, "Principal");
  if (members.length === 0) throw new TextFault("Principal names nobody.", node.at);
  return members.flatMap((member) => {
    const type = principalTypes.find((name) => name === member.key);
    if (!type) throw new TextFault(unknownType(member.key), member.at);
    return readOneOrMany(member, (name, at) => checkName(type, name, at)).map((name) => ({ type, name }));
  });
}

const unknownType = (key: string): string =>
  `${JSON.stringify(key)} is no kind of principal. The nearest known one is ${nearestName(key, principalTypes)}.`;

function checkName(type: TrustedPrincipal["type"], name: string, at: number): void {
  const { form, example } = forms[type];
  if (form.test(name)) return;
  throw new TextFault(`${JSON.stringify(name)} is no principal of the kind ${type}: write ${example}.`, at);
}
