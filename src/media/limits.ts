/** Pixels of one picture beyond which a file is refused: 16,384 × 16,384. */
export const maxPixels = 16_384 * 16_384;
export const maxStreams = 256;
/** Durations and starts beyond 300 years are damage. */
export const secondsAtMost = 1e10;
/** What a name from a file may look like when it is shown. */
export const textPattern = /^\P{Cc}{1,200}$/u;
/** The longest answer that a worker may give, in bytes. */
export const maxAnswerBytes = 512 * 1024;
/** Descriptor on which a worker answers; what it prints elsewhere is only counted. */
export const answerDescriptor = 3;
export const readyLine = '{"ready":true}';
