import { describe, expect, it } from '@jest/globals';
import { appendBytes, assertWithinLimits } from './append-limits.js';
import { canonicalText } from './canonical.js';
import { hashOf, streamSeed } from './chain.js';
import { freeText } from './event.js';
import { AppendTooLarge } from './event-store.js';
import { prepareAppend } from './prepare.js';
import { metadata, proposed } from './testing/proposed.js';

const place = { logId: 'log-1', stream: 'thing-1' };

describe('a prepared append', () => {
  it('begins a stream from its seed and chains each event to the one before', () => {
    const { expectedRevision, events } = prepareAppend({ ...place, events: [proposed(), proposed()] });
    expect(expectedRevision).toBe('no-stream');
    expect(events.map(({ envelope }) => envelope.revision)).toEqual([0, 1]);
    expect(events[0]?.envelope.metadata.previousHash).toBe(streamSeed('log-1', 'thing-1'));
    expect(events[1]?.envelope.metadata.previousHash).toBe(events[0]?.hash);
  });

  it('goes on after the last event of a stream', () => {
    const after = { revision: 4, hash: 'ab'.repeat(32) };
    const { expectedRevision, events } = prepareAppend({ ...place, after, events: [proposed()] });
    expect(expectedRevision).toBe(4);
    expect(events[0]?.envelope).toMatchObject({ revision: 5, metadata: { previousHash: after.hash } });
  });

  it('hashes the canonical text of its envelope, with every free text outside', () => {
    const event = proposed({ data: freeText('words'), metadata: metadata({ lateReason: freeText('late') }) });
    const [prepared] = prepareAppend({ ...place, events: [event] }).events;
    expect(prepared?.canonicalText).toBe(canonicalText(prepared?.envelope));
    expect(prepared?.hash).toBe(hashOf(prepared?.canonicalText ?? ''));
    expect(prepared?.canonicalText).not.toMatch(/words|late"/);
    expect(Object.values(prepared?.texts ?? {}).map(([, text]) => text)).toEqual(['words', 'late']);
  });

  it.each<[string, Parameters<typeof proposed>[0], string]>([
    ['an id in capitals', { id: '0190A5A8-0000-7000-8000-000000000000' }, 'id'],
    ['a type that is no name', { type: 'thing happened' }, 'type'],
    [
      'a time without milliseconds',
      { metadata: metadata({ recordedAt: '2024-01-15T03:04:05Z' }) },
      'metadata.recordedAt',
    ],
    ['a day that is none', { metadata: metadata({ occurredOn: '15.01.2024' }) }, 'metadata.occurredOn'],
    ['what JSON cannot carry', { data: { list: [{ n: 1n }] } }, 'data.list[0].n'],
  ])('refuses %s', (_, given, path) => {
    expect(() => prepareAppend({ ...place, events: [proposed(given)] })).toThrow(
      expect.objectContaining({ name: 'NotCanonical', path }),
    );
  });

  it('refuses one id twice', () => {
    const event = proposed();
    expect(() => prepareAppend({ ...place, events: [event, event] })).toThrow('id: occurs twice');
  });
});

describe('the limits of an append', () => {
  const sized = (text: string, stream = 'thing-1') =>
    prepareAppend({ logId: 'log-1', stream, events: [proposed({ data: freeText(text) })] });

  it('are kept below what a default EventStoreDB takes', () => {
    expect(() => assertWithinLimits(sized('x'.repeat(1_040_000)))).not.toThrow();
    expect(() => assertWithinLimits(sized('x'.repeat(1_048_576)))).toThrow(AppendTooLarge);
  });

  it('count bytes, not characters', () => {
    expect(appendBytes(sized('党'.repeat(1000))) - appendBytes(sized('x'.repeat(1000)))).toBe(2000);
    expect(() => assertWithinLimits(sized('', '党'.repeat(334)))).toThrow(AppendTooLarge);
  });

  it('ask for at least one event', () => {
    expect(() => assertWithinLimits({ stream: 'thing-1', expectedRevision: 'no-stream', events: [] })).toThrow(
      RangeError,
    );
  });
});
