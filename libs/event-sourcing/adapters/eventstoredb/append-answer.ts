import { AppendTooLarge, UnknownOutcome } from '../../event-store.js';
import type { Position } from '../../event.js';
import { accessDenied, StreamRemoved } from './failures.js';
import { positionOf } from './position.js';
import { WrongExpectedVersion } from './protocol.js';
import type { AppendResponse } from './protocol.js';

/** What the server says became of an append. */
export type AppendAnswer =
  | { readonly kind: 'written'; readonly revision: number; readonly position: Position | undefined }
  /** −1: it says that there is no such stream. */
  | { readonly kind: 'conflict'; readonly actual: number };

/** Not taken up: to be sent again. */
export interface RefusedForNow {
  readonly kind: 'refused-for-now';
  /** That nothing was written. */
  readonly certain: boolean;
  readonly reason: string;
}

type Status = NonNullable<ReturnType<AppendResponse['getError']>>;

/** In these words a server says that it did not take the request up. */
const FOR_NOW = /^(Server Is (Not Ready|Busy|Too Busy)|No leader info available)/;

/** @throws what is neither of them, typed. */
export function appendAnswer(response: AppendResponse, stream: string): AppendAnswer | RefusedForNow {
  const success = response.getSuccess();
  if (success !== undefined) {
    const place = success.getPosition();
    return {
      kind: 'written',
      revision: Number(success.getCurrentRevision()),
      position: place && positionOf({ commit: place.getCommitPosition(), prepare: place.getPreparePosition() }),
    };
  }
  const error = response.getError();
  if (error === undefined) throw new UnknownOutcome('the event store answered neither success nor failure');
  return refusal(error, stream);
}

function refusal(error: Status, stream: string): AppendAnswer | RefusedForNow {
  const details = error.getDetails();
  const name = details?.getTypeName() ?? '';
  switch (name) {
    case 'event_store.client.WrongExpectedVersion': {
      const conflict = WrongExpectedVersion.deserializeBinary(details?.getValue_asU8() ?? new Uint8Array());
      const exists = conflict.hasCurrentStreamRevision();
      return { kind: 'conflict', actual: exists ? Number(conflict.getCurrentStreamRevision()) : -1 };
    }
    case 'event_store.client.StreamDeleted':
      throw new StreamRemoved(stream);
    case 'event_store.client.AccessDenied':
      throw accessDenied('write');
    case 'event_store.client.MaximumAppendSizeExceeded':
    case 'event_store.client.MaximumAppendEventSizeExceeded':
      throw new AppendTooLarge(`append to ${stream}: larger than this event store is set to take`);
    case 'event_store.client.BadRequest':
      throw new Error(`the event store refuses an append to ${stream}: ${error.getMessage()}`);
    default:
      if (FOR_NOW.test(error.getMessage()))
        return { kind: 'refused-for-now', certain: true, reason: error.getMessage() };
      // A time-out of the server's own writes, above all: they may still come through.
      throw new UnknownOutcome(`the event store does not know what became of an append: ${error.getMessage()}`);
  }
}
