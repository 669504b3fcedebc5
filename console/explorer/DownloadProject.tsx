import { Button } from "@mantine/core";
import { IconFileZip } from "@tabler/icons-react";
import { useState } from "react";
import { hasProject, makeProject } from "../../src/reference/project.ts";
import { kindsFor } from "../../src/reference/samples/kinds.ts";
import { type SampleId, type SampleRequest, UnwritableValue } from "../../src/reference/samples/sample.ts";
import { useWords } from "../language/words.ts";
import { downloadWords } from "./download-words.ts";

interface DownloadProjectProps extends Omit<SampleRequest, "endpoint"> {
  readonly sampleId: SampleId;
}

/** Hands out the code that is shown as a project that runs; nothing where there is none in this form. */
export function DownloadProject({ product, operation, parameters, sampleId }: DownloadProjectProps) {
  const words = useWords(downloadWords);
  const [told, tell] = useState("");
  const kind = kindsFor(product).find(({ id }) => id === sampleId);
  if (!kind || !hasProject(kind)) return null;
  const download = async () => {
    const file = await save({ product, operation, parameters, endpoint: location.origin }, kind);
    if (file !== undefined) tell(words.done(file));
  };
  return (
    <>
      <Button
        variant="default"
        size="xs"
        title={words.hint}
        leftSection={<IconFileZip size={15} />}
        onClick={() => void download()}
      >
        {words.download}
      </Button>
      <span className="unseen" role="status">
        {told}
      </span>
    </>
  );
}

type Kind = Parameters<typeof makeProject>[0];

/** Answers the name of the file; what cannot be written as code is said where the code would stand. */
async function save(request: SampleRequest, kind: Kind): Promise<string | undefined> {
  const { zipProject } = await import("../../src/reference/project-archive.ts");
  try {
    const project = makeProject(kind, request);
    const file = `${project.name}-${kind.id}.zip`;
    offer(new Blob([zipProject(project)], { type: "application/zip" }), file);
    return file;
  } catch (error) {
    if (error instanceof UnwritableValue) return undefined;
    throw error;
  }
}

function offer(blob: Blob, file: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = file;
  link.click();
  // The browser reads it after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
