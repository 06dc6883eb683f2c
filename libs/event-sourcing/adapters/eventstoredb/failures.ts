import { InvalidPosition, StoreAccessDenied, StoreUnavailable } from '../../event-store.js';

/** What a failed call says, whichever part of the client it comes from. */
interface CallFailure {
  readonly code: number | undefined;
  readonly details: string;
  /** The server's own name of what went wrong. */
  readonly exception: string | undefined;
}

/** Numbers of gRPC's status codes. */
const INVALID_ARGUMENT = 3;
const NOT_FOUND = 5;
const PERMISSION_DENIED = 7;
const FAILED_PRECONDITION = 9;
const UNIMPLEMENTED = 12;
const UNAUTHENTICATED = 16;

/** Asking again would not help. */
const LASTING = new Set<number | undefined>([INVALID_ARGUMENT, NOT_FOUND, FAILED_PRECONDITION, UNIMPLEMENTED]);

/** How a server answers a read of the whole log that should begin in the middle of something, or beyond its end. */
const NOT_A_PLACE = /^Unexpected (Filtered)?ReadAllResult/;

/** Thrown for a call that was given up on our side. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** A stream that somebody removed from the server: neither read nor written any more. */
export class StreamRemoved extends Error {
  override readonly name = 'StreamRemoved';
  constructor(readonly stream: string) {
    super(`stream ${stream} was deleted from the event store`);
  }
}

export const isAccessDenied = (error: unknown): boolean => {
  const { code, exception } = callFailure(error);
  return exception === 'access-denied' || code === PERMISSION_DENIED || code === UNAUTHENTICATED;
};

export const isStreamDeleted = (error: unknown): boolean => callFailure(error).exception === 'stream-deleted';

export const isNotLeader = (error: unknown): boolean => callFailure(error).exception === 'not-leader';

export const isUnsupported = (error: unknown): boolean => callFailure(error).code === UNIMPLEMENTED;

/** The call ended before a connection was there: the server has seen nothing of it. */
export const isNeverSent = (error: unknown): boolean =>
  /^(No connection established|Name resolution failed|Channel closed before call|Failed to discover)/.test(
    callFailure(error).details,
  );

/** What a failed read means to the caller: StoreUnavailable where it may help to ask again. */
export function readFailure(error: unknown): Error {
  if (error instanceof StoreUnavailable || error instanceof StoreAccessDenied || error instanceof StreamRemoved)
    return error;
  const { code, details } = callFailure(error);
  if (isAccessDenied(error)) return accessDenied('read', error);
  if (NOT_A_PLACE.test(details))
    return new InvalidPosition('there is no event at this position of the event store', { cause: error });
  // Not-leader is a "not found" of its own kind: the leader has it.
  if (LASTING.has(code) && !isNotLeader(error))
    return new Error(`the event store refuses a read: ${details}`, { cause: error });
  return new StoreUnavailable(`the event store cannot be read: ${details}`, { cause: error });
}

export const accessDenied = (act: 'read' | 'write', cause?: unknown): StoreAccessDenied =>
  new StoreAccessDenied(
    act === 'read'
      ? 'the event store refuses access: the user of the connection string must be let in and may read $all'
      : 'the event store refuses access: the user of the connection string may not write to the log',
    { cause },
  );

export const messageOf = (error: unknown): string => callFailure(error).details;

function callFailure(error: unknown): CallFailure {
  if (typeof error !== 'object' || error === null)
    return { code: undefined, details: String(error), exception: undefined };
  const code = 'code' in error && typeof error.code === 'number' ? error.code : undefined;
  const details = 'details' in error && typeof error.details === 'string' ? error.details : '';
  const message = error instanceof Error ? error.message : '';
  return { code, details: details || message || 'no reason given', exception: exceptionOf(error) };
}

/** The server names it in the trailing metadata of the call. */
function exceptionOf(error: object): string | undefined {
  if (!('metadata' in error) || typeof error.metadata !== 'object' || error.metadata === null) return undefined;
  const { metadata } = error;
  if (!('get' in metadata) || typeof metadata.get !== 'function') return undefined;
  const values: unknown = metadata.get('exception');
  return Array.isArray(values) && values.length > 0 ? String(values[0]) : undefined;
}
