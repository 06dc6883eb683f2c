import { InvalidPosition } from '../../event-store.js';
import type { Position, StoredEvent } from '../../event.js';
import { pause, repeated } from './back-off.js';
import type { OwnStreams } from './own-streams.js';
import { comparePositions, halvesOf } from './position.js';
import type { ReadResponse } from './protocol.js';
import type { ReadCalls } from './read-calls.js';
import { allRequest } from './read-request.js';
import { ownRecord, placeOf, recordedIn } from './stored-record.js';

const ATTEMPTS = 3;
/** How long a node of a cluster may be behind the one that was asked before. */
const MAX_LAG_MS = 3_000;
const PAUSE_MS = 100;

export interface EventAtParts {
  readonly calls: ReadCalls;
  readonly streams: OwnStreams;
  /** Whether there are several nodes. */
  readonly cluster: boolean;
}

/** The event exactly there. A node that has not yet got so far is given some time. */
export async function eventAt(parts: EventAtParts, position: Position): Promise<StoredEvent | undefined> {
  const deadline = performance.now() + (parts.cluster ? MAX_LAG_MS : 0);
  for (let attempt = 1; ; attempt += 1) {
    const there = await readAt(parts, position);
    if (typeof there === 'object') return there.position === position ? there.event : undefined;
    // "Unreadable" is also how a server calls trouble of its own.
    const again = there === 'unreadable' && attempt < ATTEMPTS;
    if (!again && (performance.now() > deadline || !(await isBehind(parts, position)))) return undefined;
    await pause(PAUSE_MS);
  }
}

interface Found {
  readonly position: Position;
  /** Absent: none of ours. */
  readonly event: StoredEvent | undefined;
}

/** What a reading from a position begins with: where no event is, it can be the next one. */
async function readAt({ calls, streams }: EventAtParts, position: Position): Promise<Found | 'nothing' | 'unreadable'> {
  const request = allRequest({ direction: 'forwards', from: halvesOf(position), limit: 1 });
  const take = (response: ReadResponse): Found | undefined => {
    const message = recordedIn(response);
    return message && { position: placeOf(message), event: ownRecord(response, streams) };
  };
  try {
    const [found] = await repeated(ATTEMPTS, () => calls.all(request, { take }));
    return found ?? 'nothing';
  } catch (error) {
    if (error instanceof InvalidPosition) return 'unreadable';
    throw error;
  }
}

async function isBehind({ calls }: EventAtParts, position: Position): Promise<boolean> {
  const take = (response: ReadResponse): Position | undefined => {
    const last = recordedIn(response);
    return last && placeOf(last);
  };
  const request = allRequest({ direction: 'backwards', from: 'end', limit: 1 });
  const [last] = await repeated(ATTEMPTS, () => calls.all(request, { take }));
  return last === undefined || comparePositions(last, position) < 0;
}
