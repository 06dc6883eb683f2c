/** Where a command speaks: results on standard output, everything else on standard error. */
export interface Terminal {
  out(text: string): void;
  /** A result that is too large to be held: waits until it was taken. */
  outBytes(bytes: Uint8Array): Promise<void>;
  err(text: string): void;
  /** Standard error is a screen on which a line can be written anew. */
  readonly live: boolean;
  /** From here on an interruption by the operator aborts this, instead of ending the process at once. */
  interruptions(): AbortSignal;
}

/** The terminal of this process. The first Ctrl+C lets the work at hand end in order, the second ends the process. */
export const processTerminal = (): Terminal => {
  // A reader that has seen enough, such as `head`, is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    out: (text) => void process.stdout.write(text),
    outBytes: (bytes) =>
      new Promise((resolve, reject) => {
        process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    err: (text) => void process.stderr.write(text),
    live: process.stderr.isTTY,
    interruptions: () => {
      const controller = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
      return controller.signal;
    },
  };
};
