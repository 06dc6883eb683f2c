import { Metadata, status } from '@grpc/grpc-js';
import type { StatusObject } from '@grpc/grpc-js';

/** How the server says no, with what its clients look for beside the status. */
export type Failure = Pick<StatusObject, 'code' | 'details' | 'metadata'>;

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

function failure(code: status, details: string, attributes: Readonly<Record<string, string>> = {}): Failure {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(attributes)) metadata.set(name, value);
  return { code, details, metadata };
}

export const accessDenied = (): Failure =>
  failure(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const unauthenticated = (): Failure => failure(status.UNAUTHENTICATED, 'Unauthenticated');

export const notLeader = ({ host, port }: Endpoint): Failure =>
  failure(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

export const tooBusy = (): Failure => failure(status.UNAVAILABLE, 'Server Is Too Busy');

export const timedOut = (what: string): Failure => failure(status.ABORTED, `Operation timed out: ${what}`);

export const consumerTooSlow = (): Failure =>
  timedOut('Consumer too slow to handle event while live. Client resubscription required.');

export const streamDeleted = (stream: string): Failure =>
  failure(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const appendTooLarge = (limit: number): Failure =>
  failure(status.INVALID_ARGUMENT, `Maximum Append Size of ${String(limit)} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });

/** To a position where no record begins. */
export const unreadable = (details: string): Failure => failure(status.UNKNOWN, details);

export const invalidArgument = (details: string): Failure => failure(status.INVALID_ARGUMENT, details);
