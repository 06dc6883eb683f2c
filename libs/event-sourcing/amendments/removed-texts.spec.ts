import { freeText, REMOVED_TEXT, type DomainEvent, type RecordedEvent, type StoredEvent } from '../event.js';
import { EventSchemas } from '../schemas.js';
import { event, recordGiven } from '../testing/given-event.js';
import { MemoryLog } from '../testing/memory-log.js';
import { decodeStream } from './amended-stream.js';
import { valueAt } from './json-pointer.js';
import { RemovedTexts } from './removed-texts.js';
import { holdsText } from './text-fields.js';
import { textsOfField } from './texts-of-field.js';

const [template] = recordGiven([event('Any', {})], { stream: 's' });
if (template === undefined) throw new Error('no template');
const metadata = { ...template.metadata, lateReason: freeText('会后补录') };

const stored = (...events: readonly DomainEvent[]): readonly StoredEvent[] => {
  const log = new MemoryLog();
  for (const each of events) log.append('s', each, metadata);
  return log.events;
};

const schemas = new EventSchemas();
const entry = { revision: 0, eventId: 'an id', type: 'Noted', schemaVersion: 1 };
const noted = { type: 'Noted', data: { words: freeText('甲'), parts: [{ words: freeText('乙') }], n: 1 } };
const correct = (field: string, words: string): DomainEvent => ({
  type: 'EntryCorrected',
  data: { entry, field, value: freeText(words), reason: freeText('错字') },
});

/** The stream with an event after it that removes a field of one of its entries. */
const removing = (before: readonly StoredEvent[], revision: number, field: string): readonly StoredEvent[] => {
  const log = new MemoryLog();
  for (const each of before) log.take(each);
  const texts = textsOfField(schemas, before, revision, field);
  log.append('s', { type: 'TextRemoved', data: { entry: { ...entry, revision }, field, texts } }, metadata);
  return log.events;
};

const wordsIn = (event: RecordedEvent | undefined, field: string): unknown =>
  valueAt(event ?? {}, `/data${field}/text`);

describe('the texts of a field', () => {
  const before = stored(noted, correct('/words', '丙'), correct('/words', '丁'), correct('/parts/0/words', '戊'));
  const revisions = (field: string, revision = 0): number[] =>
    textsOfField(schemas, before, revision, field).map((text) => text.revision);

  it('are what stood there first and after each correction, each where it lies', () => {
    expect(revisions('/words')).toEqual([0, 1, 2]);
    expect(revisions('/parts/0/words')).toEqual([0, 3]);
    expect(revisions('/parts')).toEqual([0, 3]);
    expect(revisions('/lateReason')).toEqual([0]);
    expect(revisions('').toSorted((a, b) => a - b)).toEqual([0, 0, 0, 1, 2, 3]);
    expect(revisions('/value', 2)).toEqual([2]);
    expect(revisions('/reason', 2)).toEqual([2]);
  });

  it('are none where none stands', () => {
    expect([revisions('/n'), revisions('/nowhere'), revisions('/words', 9)]).toEqual([[], [], []]);
    const [first] = decodeStream(schemas, before);
    if (first === undefined) throw new Error('nothing was decoded');
    expect(['/words', '/parts', '', '/lateReason', '/n', '/nowhere'].map((field) => holdsText(first, field))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('are found where an older form of the entry had them', () => {
    const said = new EventSchemas({
      Noted: { version: 2, upcasters: { 1: (data) => ({ said: valueAt(data, '/words') }) } },
    });
    const [text] = textsOfField(said, stored(noted), 0, '/said');
    expect(text).toEqual(textsOfField(schemas, stored(noted), 0, '/words').map(() => text)[0]);
    expect(text?.revision).toBe(0);
  });
});

describe('a text that was removed', () => {
  const before = stored(noted, correct('/words', '丙'), noted);
  const after = removing(before, 0, '/words');

  it('reads so from there on, in its entry and in every correction of it', () => {
    const events = decodeStream(schemas, after);
    expect(events.slice(0, 3).map((each) => wordsIn(each, '/words') ?? wordsIn(each, '/value'))).toEqual([
      REMOVED_TEXT,
      REMOVED_TEXT,
      '甲',
    ]);
    expect(wordsIn(events[0], '/parts/0/words')).toBe('乙');
  });

  it('reads so in an earlier state of the stream, too', () => {
    const events = decodeStream(schemas, after.slice(0, 1), after);
    expect(wordsIn(events[0], '/words')).toBe(REMOVED_TEXT);
    expect(events[0]?.amendedBy).toBeUndefined();
  });

  it('may be written anew, and removed again by itself', () => {
    const log = new MemoryLog();
    for (const each of after) log.take(each);
    log.append('s', correct('/words', '己'), metadata);
    expect(wordsIn(decodeStream(schemas, log.events)[0], '/words')).toBe('己');
    expect(textsOfField(schemas, log.events, 0, '/words').map(({ revision }) => revision)).toEqual([4]);
  });

  it('is the only one that is left out of a copy', () => {
    const removed = new RemovedTexts();
    after.forEach((each) => removed.note(each));
    const left = after.map((each) => Object.values(removed.left(each)).map(([, text]) => text));
    expect(left).toEqual([['乙', '会后补录'], ['错字', '会后补录'], ['甲', '乙', '会后补录'], ['会后补录']]);
    const elsewhere = after.map((each) => removed.left({ ...each, stream: 'another' }));
    expect(elsewhere).toEqual(after.map(({ texts }) => texts));
  });
});
