/** The file as a whole cannot be read; nothing in it was looked at. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
  constructor(
    readonly code: string,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
  }
}

/** Of all sheets of one file together. */
export const MAX_ROWS = 20_000;
