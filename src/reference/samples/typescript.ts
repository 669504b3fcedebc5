import { jsString } from "./literals.ts";
import { indent, type SampleRequest, wireOf } from "./sample.ts";
import { findTypedPackage, formatTypedRequest, lowerFirst, propertyName, type TypedPackage } from "./typed-request.ts";

type Modules = "esm" | "cjs";

/** The vendor's packages are CommonJS: a default import of one is the whole of it, as `require` gives it. */
const load = (name: string, from: string, modules: Modules): string =>
  modules === "esm" ? `import ${name} from ${jsString(from)};\n` : `const ${name} = require(${jsString(from)});\n`;

const credentialNote =
  "// The AccessKey comes from ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or from what else the\n" +
  "// default credential chain finds.\n";

/** With the typed package where it can be had, else with the generic call. */
export function writeTypeScript(request: SampleRequest, modules: Modules): string {
  const typed = findTypedPackage(request.product);
  return typed?.version ? writeTypedTypeScript(request, modules, typed) : writeGenericTypeScript(request, modules);
}

function writeGenericTypeScript(request: SampleRequest, modules: Modules): string {
  const { host, protocol, version, action } = wireOf(request);
  const parameters = Object.entries(request.parameters).map(
    ([name, value]) => `${propertyName(name)}: ${jsString(value)},`,
  );
  const head =
    load("Credential", "@alicloud/credentials", modules) +
    load("OpenApi", "@alicloud/openapi-core", modules) +
    load("Dara", "@darabonba/typescript", modules);
  const body = `const { default: Client, $OpenApiUtil } = OpenApi;

${credentialNote}const client = new Client(
  new $OpenApiUtil.Config({
    credential: new Credential.default(),
    endpoint: ${jsString(host)},
    protocol: "${protocol}",
    connectTimeout: 20_000,
    readTimeout: 20_000,
  }),
);

const params = new $OpenApiUtil.Params({
  action: "${action}",
  version: "${version}",
  protocol: "${protocol}",
  method: "POST",
  authType: "AK",
  style: "RPC",
  pathname: "/",
  reqBodyType: "formData",
  bodyType: "json",
});
const request = new $OpenApiUtil.OpenApiRequest({
  body: ${parameters.length === 0 ? "{}" : `{\n${indent(parameters, "    ")}  }`},
});
`;
  const call = "client.callApi(params, request, new Dara.RuntimeOptions({}))";
  return `${head}\n${body}\n${ending(call, "body", modules)}`;
}

/** @param typed the package of the product, also one that no public registry has. */
export function writeTypedTypeScript(request: SampleRequest, modules: Modules, typed: TypedPackage): string {
  const { host, protocol, action } = wireOf(request);
  const { construction, models } = formatTypedRequest(request);
  const head =
    load("Credential", "@alicloud/credentials", modules) +
    load("OpenApi", "@alicloud/openapi-core", modules) +
    load(typed.name, typed.module, modules);
  const body = `const { ${["default: Client", ...models].join(", ")} } = ${typed.name};

${credentialNote}const client = new Client(
  new OpenApi.$OpenApiUtil.Config({
    credential: new Credential.default(),
    endpoint: ${jsString(host)},
    protocol: "${protocol}",
    connectTimeout: 20_000,
    readTimeout: 20_000,
  }),
);
${construction ? `const request = ${construction};\n` : ""}`;
  const call = `client.${lowerFirst(action)}(${construction ? "request" : ""})`;
  return `${head}\n${body}\n${ending(call, "body?.toMap()", modules)}`;
}

const ending = (call: string, answer: string, modules: Modules): string =>
  modules === "esm"
    ? `const { body } = await ${call};\nconsole.log(JSON.stringify(${answer}, null, 2));\n`
    : `async function main() {
  const { body } = await ${call};
  console.log(JSON.stringify(${answer}, null, 2));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
`;
