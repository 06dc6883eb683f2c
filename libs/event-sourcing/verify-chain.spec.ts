import { describe, expect, it } from '@jest/globals';
import { present } from './testing/present.js';
import { canonicalText } from './canonical.js';
import { hashOf } from './chain.js';
import { freeText } from './event.js';
import type { Position, StoredEvent } from './event.js';
import { prepareAppend } from './prepare.js';
import { collect } from './testing/collect.js';
import { proposed } from './testing/proposed.js';
import { checkChains } from './verify-chain.js';

const LOG_ID = 'log-1';

/** Two streams of three events, the second of the first with a text. */
function log(): StoredEvent[] {
  const events = (n: number) =>
    [0, 1, 2].map((i) => proposed({ data: i === 1 && n === 1 ? freeText('words') : { n } }));
  return [1, 2].flatMap((n) => {
    const stream = `thing-${String(n)}`;
    return prepareAppend({ logId: LOG_ID, stream, events: events(n) }).events.map((event, revision) => ({
      ...event,
      stream,
      revision,
      position: '1' as Position,
    }));
  });
}

/** The event as it reads after somebody edited its data; `hash` says whether the hash was made to match. */
function edited(event: StoredEvent, hash: 'kept' | 'recomputed'): StoredEvent {
  const envelope = { ...event.envelope, data: { n: 999 } };
  const text = canonicalText(envelope);
  return { ...event, envelope, canonicalText: text, hash: hash === 'kept' ? event.hash : hashOf(text) };
}

const check = (events: StoredEvent[]): Promise<object[]> => {
  async function* oneByOne(): AsyncGenerator<StoredEvent[]> {
    for (const event of events) yield await Promise.resolve([event]);
  }
  return collect(checkChains(LOG_ID, oneByOne()));
};

describe('the chains of a log', () => {
  it('hold when nothing was touched', async () => {
    expect(await check(log())).toEqual([]);
  });

  it('name an edited event', async () => {
    const events = log();
    events[0] = edited(present(events[0]), 'kept');
    expect(await check(events)).toMatchObject([{ code: 'hash-mismatch', stream: 'thing-1', revision: 0 }]);
  });

  it('name the event after one whose hash was recomputed, once per stream', async () => {
    const events = log();
    events[3] = edited(present(events[3]), 'recomputed');
    expect(await check(events)).toMatchObject([{ code: 'chain-broken', stream: 'thing-2', revision: 1 }]);
  });

  it('name the place of a removed event', async () => {
    expect(await check(log().filter((_, index) => index !== 1))).toMatchObject([
      { code: 'revision-gap', stream: 'thing-1', revision: 2, detail: 'revision 1 should stand here' },
    ]);
  });

  it('name two events that exchanged their places', async () => {
    const [a, b, ...rest] = log();
    const exchanged = [
      { ...present(b), revision: 0 },
      { ...present(a), revision: 1 },
    ];
    expect(await check([...exchanged, ...rest])).toMatchObject([{ code: 'misplaced', stream: 'thing-1', revision: 0 }]);
  });

  it('name an event that was moved to another stream', async () => {
    const events = log();
    events[3] = { ...present(events[0]), stream: 'thing-2' };
    expect(await check(events)).toMatchObject([{ code: 'misplaced', stream: 'thing-2', revision: 0 }]);
  });

  it('name a changed text, and go on with its stream', async () => {
    const events = log();
    const [digest] = Object.keys(present(events[1]).texts) as [string];
    events[1] = { ...present(events[1]), texts: { [digest]: ['c2FsdA', 'other words'] } };
    events[2] = edited(present(events[2]), 'kept');
    expect(await check(events)).toMatchObject([
      { code: 'text-digest-mismatch', stream: 'thing-1', revision: 1 },
      { code: 'hash-mismatch', stream: 'thing-1', revision: 2 },
    ]);
  });

  it('name a missing text by its digest', async () => {
    const events = log();
    const [digest] = Object.keys(present(events[1]).texts);
    events[1] = { ...present(events[1]), texts: {} };
    expect(await check(events)).toMatchObject([{ code: 'text-missing', stream: 'thing-1', revision: 1, digest }]);
  });

  /** The first stream with its text gone, and an event after all that removes a text of it. */
  const withRemoval = (removed: { readonly revision: number; readonly digest?: string }, stream = 'thing-1') => {
    const events = log();
    const [digest] = Object.keys(present(events[1]).texts);
    events[1] = { ...present(events[1]), texts: {} };
    const texts = [{ digest, ...removed }];
    const after = events.findLast((each) => each.stream === stream);
    const event = proposed({ type: 'TextRemoved', data: { texts } });
    const [removal] = prepareAppend({ logId: LOG_ID, stream, after, events: [event] }).events;
    return [...events, { ...present(removal), stream, revision: 3, position: '1' as Position }];
  };

  it('hold where an event removed the text that is missing', async () => {
    expect(await check(withRemoval({ revision: 1 }))).toEqual([]);
  });

  it.each([
    ['another text', withRemoval({ revision: 1, digest: 'x' })],
    ['a text of another entry', withRemoval({ revision: 2 })],
    ['a text of another stream', withRemoval({ revision: 1 }, 'thing-2')],
  ])('name a missing text where what was removed is %s', async (_what, events) => {
    expect(await check(events)).toMatchObject([{ code: 'text-missing', stream: 'thing-1', revision: 1, ordinal: 2 }]);
  });

  it('believe no removal that somebody put under the name of another event', async () => {
    const events = withRemoval({ revision: 1 });
    const last = present(events.at(-1));
    const { data } = last.envelope;
    const [other] = prepareAppend({
      logId: LOG_ID,
      stream: 'thing-1',
      after: events[2],
      events: [proposed({ type: 'Noted', data })],
    }).events;
    expect(await check([...events.slice(0, -1), { ...last, ...present(other), type: 'TextRemoved' }])).toMatchObject([
      { code: 'text-missing' },
    ]);
  });

  it('name a text that the event does not mention', async () => {
    const events = log();
    events[4] = { ...present(events[4]), texts: { unknown: ['c2FsdA', 'words'] } };
    expect(await check(events)).toMatchObject([{ code: 'text-not-referenced', stream: 'thing-2', revision: 1 }]);
  });
});
