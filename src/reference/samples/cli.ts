import { shellWord } from "./literals.ts";
import { type SampleRequest, wireOf } from "./sample.ts";

/** A command of the vendor's `aliyun` program: `--force` lets it call what it does not know. */
export function writeCli(request: SampleRequest): string {
  const { host, protocol, version, action } = wireOf(request);
  const options = [
    ...Object.entries(request.parameters).map(([name, value]) => formatOption(name, value)),
    `--version ${version}`,
    "--force",
    `--endpoint ${shellWord(host)}`,
    ...(protocol === "HTTP" ? ["--insecure"] : []),
    "--region cn-shanghai",
  ];
  const command = [`aliyun ${request.product.toLowerCase()} ${action}`, ...options.map((option) => `  ${option}`)];
  return `# The AccessKey comes from ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or from aliyun configure.\n${command.join(" \\\n")}\n`;
}

/** A value that begins with a hyphen would be read as an option of its own. */
const formatOption = (name: string, value: string): string =>
  value.startsWith("-")
    ? shellWord(`--${name}=${value}`)
    : `${shellWord(`--${name}`)} ${value === "" ? "''" : shellWord(value)}`;
