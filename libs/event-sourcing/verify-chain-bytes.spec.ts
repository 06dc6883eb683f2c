import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hashOf, streamSeed } from './chain.js';
import { freeText, type Envelope, type Position, type StoredEvent, type Texts } from './event.js';
import { prepareAppend } from './prepare.js';
import { collect } from './testing/collect.js';
import { present } from './testing/present.js';
import { proposed } from './testing/proposed.js';
import { checkChains } from './verify-chain.js';

const LOG_ID = 'log-1';
const STREAMS = ['thing-1', 'thing-2', '事项-3'];
const EVENTS_EACH = 3;

/** An event as it lies in a store: all else is read from these. */
interface Stored {
  readonly stream: string;
  readonly revision: number;
  readonly bytes: Buffer;
  readonly hash: string;
  readonly texts: Buffer;
}

const LOG: readonly Stored[] = STREAMS.flatMap((stream) => {
  const events = Array.from({ length: EVENTS_EACH }, (_, n) =>
    proposed({ data: { no: `2024-督查-${String(n)}`, parts: [freeText(`一、“${stream}”\n`), freeText('é')] } }),
  );
  return prepareAppend({ logId: LOG_ID, stream, events }).events.map(({ canonicalText, hash, texts }, revision) => ({
    stream,
    revision,
    bytes: Buffer.from(canonicalText),
    hash,
    texts: Buffer.from(JSON.stringify(texts)),
  }));
});

const read = (
  { stream, revision, bytes, hash, texts }: Stored,
  withBytes: boolean,
): Pick<StoredEvent, keyof StoredEvent> => ({
  stream,
  revision,
  hash,
  position: '1' as Position,
  id: 'id',
  type: 'Thing',
  canonicalText: bytes.toString('utf8'),
  ...(withBytes && { canonicalBytes: bytes }),
  get envelope() {
    return JSON.parse(bytes.toString('utf8')) as Envelope;
  },
  get texts() {
    return JSON.parse(texts.toString('utf8')) as Texts;
  },
});

const findings = (log: readonly Stored[], withBytes: boolean): Promise<object[]> => {
  async function* batches(): AsyncGenerator<StoredEvent[]> {
    yield await Promise.resolve(log.map((stored) => read(stored, withBytes)));
  }
  return collect(checkChains(LOG_ID, batches()));
};

/** One bit of some bytes turned over. */
const flipped = (bytes: Buffer, bit: number): Buffer => {
  const changed = Buffer.from(bytes);
  const at = Math.floor(bit / 8) % bytes.length;
  changed[at] = present(bytes[at]) ^ (1 << (bit % 8));
  return changed;
};

const changedAt = (nth: number, change: (stored: Stored) => Stored): Stored[] =>
  LOG.map((stored, index) => (index === nth ? change(stored) : stored));

const anEvent = fc.nat(LOG.length - 1);
const aBit = fc.nat(80_000);

describe('the chains of a log of which the bytes are at hand', () => {
  it('hold when nothing was touched', async () => {
    expect(await findings(LOG, true)).toEqual([]);
  });

  it('name a changed bit wherever it is, in the words in which they name it without the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(anEvent, aBit, fc.constantFrom('bytes', 'texts'), async (nth, bit, part) => {
        const log = changedAt(nth, (stored) => ({ ...stored, [part]: flipped(stored[part], bit) }));
        const found = await findings(log, true);
        expect(found).not.toEqual([]);
        expect(found).toEqual(await findings(log, false));
      }),
      { numRuns: 500 },
    );
  });

  it('name what they name without the bytes where somebody made the hash match', async () => {
    await fc.assert(
      fc.asyncProperty(anEvent, aBit, async (nth, bit) => {
        const log = changedAt(nth, (stored) => {
          const bytes = flipped(stored.bytes, bit);
          return { ...stored, bytes, hash: hashOf(bytes.toString('utf8')) };
        });
        expect(await findings(log, true)).toEqual(await findings(log, false));
      }),
      { numRuns: 500 },
    );
  });

  it.each(['stream', 'revision', 'previousHash', 'textDigest'])(
    'name another %s with a hash that matches',
    async (name) => {
      // The last of its stream: no event after it shows the difference.
      const nth = EVENTS_EACH - 1;
      const log = changedAt(nth, (stored) => {
        const text = stored.bytes.toString('utf8');
        const changed = text.replace(
          new RegExp(`("${name}":"?)(\\w)`),
          (_, before: string, digit: string) => `${before}${digit === '7' ? '8' : '7'}`,
        );
        expect(changed).not.toBe(text);
        return { ...stored, bytes: Buffer.from(changed), hash: hashOf(changed) };
      });
      const found = await findings(log, true);
      expect(found).not.toEqual([]);
      expect(found).toEqual(await findings(log, false));
    },
  );

  it('name an event in a stream whose name reads in Latin-1 like its own', async () => {
    const own = present(STREAMS[2]);
    const stream = Buffer.from(own).toString('latin1');
    const first = present(LOG.find((stored) => stored.stream === own));
    const moved = first.bytes.toString('utf8').replace(streamSeed(LOG_ID, own), streamSeed(LOG_ID, stream));
    const log = [{ ...first, stream, bytes: Buffer.from(moved), hash: hashOf(moved) }];
    expect(await findings(log, true)).toMatchObject([{ code: 'misplaced', stream, revision: 0 }]);
  });

  it('name the place of a removed event after which the chain was closed', async () => {
    const [first, second, third] = LOG.slice(0, EVENTS_EACH).map((stored) => present(stored));
    if (!first || !second || !third) throw new Error('unreachable: a stream has three events');
    const text = third.bytes.toString('utf8').replace(second.hash, first.hash);
    const log = [first, { ...third, bytes: Buffer.from(text), hash: hashOf(text) }];
    expect(await findings(log, true)).toMatchObject([{ code: 'revision-gap', stream: 'thing-1', revision: 2 }]);
  });

  it('name bytes that are no text, even with a hash that matches', async () => {
    const bytes = Buffer.from(present(LOG[2]).bytes);
    bytes[bytes.indexOf('督')] = 0xff;
    const log = changedAt(2, (stored) => ({ ...stored, bytes, hash: hashOf(bytes) }));
    expect(await findings(log, true)).toMatchObject([{ code: 'hash-mismatch', stream: 'thing-1', revision: 2 }]);
  });

  it('name a text of which an escape hides another letter in one byte', async () => {
    const log = changedAt(0, (stored) => ({
      ...stored,
      texts: Buffer.from(stored.texts.toString('utf8').replace('é', String.raw`\u01e9`)),
    }));
    expect(await findings(log, true)).toMatchObject([{ code: 'text-digest-mismatch', stream: 'thing-1', revision: 0 }]);
  });
});
