/** The idempotency key was used before, for another request. */
export class IdempotencyKeyReused extends Error {
  override readonly name = 'IdempotencyKeyReused';
  constructor(readonly commandId: string) {
    super(`command ${commandId} was recorded for another request`);
  }
}

/** The stream is not the one that the caller saw; nothing was written. */
export class IfMatchFailed extends Error {
  override readonly name = 'IfMatchFailed';
  constructor(
    readonly stream: string,
    /** Number of events that the caller saw. */
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`stream ${stream} has ${String(actual)} events, not ${String(expected)}`);
  }
}
