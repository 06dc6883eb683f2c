/** A file that is not what was written: no line of it may be trusted, and nothing of it was taken over. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
  constructor(
    /** The first line that is wrong, from 1. */
    readonly line: number,
    /** What is wrong: a code of `checkChains`, or one of the form of the file. */
    readonly code: string,
    readonly detail: string,
  ) {
    super(`line ${String(line)}, ${code}: ${detail}`);
  }
}
