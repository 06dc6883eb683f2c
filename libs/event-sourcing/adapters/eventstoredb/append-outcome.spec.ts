import { describe, expect, it } from '@jest/globals';
import { WrongExpectedRevision } from '../../event-store.js';
import type { PreparedAppend, StreamSlice } from '../../event-store.js';
import type { Position, StoredEvent } from '../../event.js';
import { prepareAppend } from '../../prepare.js';
import { proposed } from '../../testing/proposed.js';
import { appendOutcome } from './append-outcome.js';
import { StreamRemoved } from './failures.js';
import type { ReadStream } from './append-outcome.js';
import { parsePosition } from './position.js';

const logId = '5f0c6f0e-7e1c-4c3c-8a1b-0d9f6f4d2a10';
const position = parsePosition('9/9');
const append = (count: number, revision?: number): PreparedAppend =>
  prepareAppend({
    logId,
    stream: 's',
    after: revision === undefined ? undefined : { revision, hash: '0'.repeat(64) },
    events: Array.from({ length: count }, () => proposed()),
  });

/** A stream that holds these events from this revision on. */
const holding = ({ events }: PreparedAppend, at: number, place: Position = position): ReadStream => {
  const stored = events.map((event, n): StoredEvent => ({ ...event, stream: 's', revision: at + n, position: place }));
  return (_, { from = 0, limit = 100, direction }): Promise<StreamSlice> => {
    const found = stored.filter(({ revision }) => direction === 'backwards' || revision >= from);
    return Promise.resolve({
      status: 'found',
      events: (direction === 'backwards' ? found.reverse() : found).slice(0, limit),
    });
  };
};
const unread: ReadStream = () => Promise.reject(new Error('read without need'));

describe('the outcome of an append', () => {
  it('is what the server says where it says so plainly', async () => {
    const answer = { kind: 'written', revision: 2, position } as const;
    expect(await appendOutcome(append(3), answer, unread)).toEqual({ stream: 's', revision: 2, position });
    expect(await appendOutcome(append(1, 1), answer, unread)).toEqual({ stream: 's', revision: 2, position });
  });

  it('is read where the server took it as repeated and left the place out', async () => {
    const sent = append(2);
    const answer = { kind: 'written', revision: 1, position: undefined } as const;
    expect(await appendOutcome(sent, answer, holding(sent, 0))).toEqual({ stream: 's', revision: 1, position });
  });

  it('is a conflict where a success names another revision, and other events are there', async () => {
    const answer = { kind: 'written', revision: 1, position } as const;
    const outcome = appendOutcome(append(3), answer, holding(append(2), 0));
    await expect(outcome).rejects.toMatchObject({ name: 'WrongExpectedRevision', expected: 'no-stream', actual: 1 });
  });

  it('is a conflict where the same ids stand with other contents', async () => {
    const sent = append(1);
    const events = sent.events.map((event) => ({ ...event, hash: 'f'.repeat(64) }));
    const answer = { kind: 'written', revision: 0, position: undefined } as const;
    await expect(appendOutcome(sent, answer, holding({ ...sent, events }, 0))).rejects.toThrow(WrongExpectedRevision);
  });

  it('is a conflict at the revision that the server names; it is read where it cannot be right', async () => {
    const found = holding(append(4), 0);
    const named = appendOutcome(append(1, 1), { kind: 'conflict', actual: 3 }, unread);
    await expect(named).rejects.toMatchObject({ expected: 1, actual: 3 });
    const impossible = appendOutcome(append(1), { kind: 'conflict', actual: -1 }, found);
    await expect(impossible).rejects.toMatchObject({ expected: 'no-stream', actual: 3 });
  });

  it('is an error of its own where the stream was deleted: it is in conflict with the very revision that it has', async () => {
    const gone: ReadStream = () => Promise.resolve({ status: 'not-found' });
    await expect(appendOutcome(append(1), { kind: 'conflict', actual: -1 }, gone)).rejects.toThrow(StreamRemoved);
  });
});
