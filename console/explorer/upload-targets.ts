/** An operation on whose form a file can be dropped. */
export interface UploadTarget {
  /** Fills the form from the uploaded file, or is the call that asks for its place. */
  readonly role: "asks" | "registers";
}

export const uploadTargets: Readonly<Record<string, UploadTarget>> = {
  CreateYikeAssetUpload: { role: "asks" },
  RegisterYikeAssetMediaInfo: { role: "registers" },
};
