import { products } from "../contract/operation.ts";
import { type Manifest, manifestOf } from "./project-manifests.ts";
import { makeSample, type Sample, type SampleKind } from "./samples/kinds.ts";
import type { SampleRequest } from "./samples/sample.ts";

export interface ProjectFile {
  /** Below the project's folder. */
  readonly path: string;
  readonly text: string;
}

export interface Project {
  /** What its folder is called. */
  readonly name: string;
  readonly files: readonly ProjectFile[];
}

/** Whether a form can be had as a project; the packages of one that cannot are in no public registry. */
export const hasProject = ({ id }: SampleKind): boolean => manifestOf(id, "project", "ICE") !== undefined;

/**
 * Everything that makes code run: source, manifest, README, `.gitignore` and `.env.example`. It holds no AccessKey: that is
 * put into `.env` or the environment. Throws an UnwritableValue as `makeSample` does.
 */
export function makeProject(kind: SampleKind, request: SampleRequest): Project {
  const name = request.operation.name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();
  const manifest = manifestOf(kind.id, name, request.product);
  if (!manifest) throw new Error(`There is no project for ${kind.title}.`);
  const sample = makeSample(kind, request);
  const files = {
    [sample.file]: sample.code,
    ...manifest.files,
    "README.md": formatReadme(request, sample, manifest),
    ".env.example": environment,
    ".gitignore": [".env", ...manifest.ignored, ""].join("\n"),
  };
  return { name, files: Object.entries(files).map(([path, text]) => ({ path, text })) };
}

const environment = `# Copy this file to .env and fill it in. .env stays out of git.
ALIBABA_CLOUD_ACCESS_KEY_ID=
ALIBABA_CLOUD_ACCESS_KEY_SECRET=
# Only for a temporary AccessKey:
# ALIBABA_CLOUD_SECURITY_TOKEN=
`;

function formatReadme({ operation, product, endpoint }: SampleRequest, sample: Sample, manifest: Manifest): string {
  const { version } = products[product];
  const { proof, with: tools } = sample.proof;
  const proved =
    proof === "not run"
      ? "Code of this form has not been run by the makers of the server."
      : `Code of this form is ${proof} with ${tools.join(", ")} in the server's own tests.`;
  const steps = [
    ["Put your AccessKey into `.env`", "cp .env.example .env"],
    ...(manifest.install === undefined ? [] : [["Install what it needs", manifest.install]]),
    ["Run it", manifest.start],
  ];
  const lines = steps.map(([title, command], index) => `${index + 1}. ${title}:\n\n${fence(command ?? "")}`);
  return `# ${operation.name}

${operation.summary} Calls ${product} ${version} at ${endpoint}.

You need ${manifest.needs}.

${lines.join("\n")}
${proved}
`;
}

const fence = (command: string): string => {
  const lines = command.split("\n").map((line) => `   ${line}\n`);
  return `   \`\`\`sh\n${lines.join("")}   \`\`\`\n`;
};
