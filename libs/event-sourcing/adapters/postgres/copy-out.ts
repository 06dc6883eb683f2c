import type { Connection, Submittable } from 'pg';

/** Before the first tuple: signature, flags and the length of an extension. */
const HEADER_BYTES = 19;
const EXTENSION_AT = 15;
/** In place of a tuple's number of columns: there are no more. */
const TRAILER = -1;

/** Takes one tuple, which begins at `at`, at once: `pg` uses the bytes again. `false`: enough. */
export type TakeTuple = (bytes: Buffer, at: number) => boolean;

/**
 * `COPY … TO STDOUT (FORMAT binary)` as a query of `pg`, one message for each row, without a stream in between. Where
 * `take` wants no more, what the server still sends stands in the connection's way: it is to be given up.
 */
export class CopyOut implements Submittable {
  private begun = false;
  private ended = false;

  constructor(
    private readonly text: string,
    private readonly take: TakeTuple,
    /** Called once, at the end or with what went wrong. `pg` puts its limit of time around it. */
    public callback: (error: unknown) => void,
  ) {}

  submit(connection: Connection): void {
    connection.query(this.text);
  }

  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    if (this.ended) return;
    const at = this.begun ? 0 : HEADER_BYTES + chunk.readInt32BE(EXTENSION_AT);
    this.begun = true;
    if (at >= chunk.length || chunk.readInt16BE(at) === TRAILER) return;
    try {
      if (!this.take(chunk, at)) this.end(undefined);
    } catch (error) {
      this.end(error);
    }
  }

  handleCommandComplete(): void {
    // The connection can be used again only when it says so.
  }

  handleReadyForQuery(): void {
    this.end(undefined);
  }

  handleError(error: unknown): void {
    this.end(error);
  }

  private end(error: unknown): void {
    if (this.ended) return;
    this.ended = true;
    this.callback(error);
  }
}
