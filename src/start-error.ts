/** Why a command cannot do its work, as one sentence for the person at the keyboard; it is shown without a stack. */
export class StartError extends Error {
  override readonly name: string = "StartError";
}
