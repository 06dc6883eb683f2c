import { freeText, type DomainEvent, type RecordedEvent } from '../event.js';
import { EventSchemas } from '../schemas.js';
import { recordGiven, event } from '../testing/given-event.js';
import { MemoryLog } from '../testing/memory-log.js';
import { decodeStream } from './amended-stream.js';
import { isInForce } from './amendment.js';
import { NoSuchPlace, valueAt, withValueAt } from './json-pointer.js';

const [template] = recordGiven([event('Any', {})], { stream: 's' });
if (template === undefined) throw new Error('no template');
const { metadata } = template;

const decoded = (schemas: EventSchemas, ...events: readonly DomainEvent[]): readonly RecordedEvent[] => {
  const log = new MemoryLog();
  for (const each of events) log.append('s', each, metadata);
  return decodeStream(schemas, log.events);
};

const correct = (revision: number, field: string, value: unknown, schemaVersion = 1): DomainEvent => ({
  type: 'EntryCorrected',
  data: { entry: { revision, eventId: 'an id', type: 'Noted', schemaVersion }, field, value },
});

describe('a stream with amendments', () => {
  const noted = { type: 'Noted', data: { words: freeText('旧'), parts: [{ words: freeText('一') }], n: 1 } };

  it('reads as corrected, the last correction of a field last', () => {
    const [entry] = decoded(
      new EventSchemas(),
      noted,
      correct(0, '/words', freeText('新')),
      correct(0, '/parts/0/words', freeText('二')),
      correct(0, '/words', freeText('更新')),
    );
    expect(entry?.data).toEqual({ words: { text: '更新' }, parts: [{ words: { text: '二' } }], n: 1 });
    expect(entry?.amendedBy?.map(({ revision }) => revision)).toEqual([1, 2, 3]);
  });

  it('has neither what was voided nor the amendments in force', () => {
    const entries = [{ revision: 0, eventId: 'an id', type: 'Noted', schemaVersion: 1 }];
    const events = decoded(new EventSchemas(), noted, noted, { type: 'EntryVoided', data: { entries } });
    expect(events.filter(isInForce).map(({ revision }) => revision)).toEqual([1]);
  });

  it('brings a correction of an older form to the present one, with its entry', () => {
    const schemas = new EventSchemas({
      Noted: { version: 2, upcasters: { 1: (data) => ({ said: valueAt(data, '/words') }) } },
    });
    const [old] = decoded(schemas, noted, correct(0, '/words', freeText('新')));
    expect(old?.data).toEqual({ said: { text: '新' } });
    const [both] = decoded(
      schemas,
      noted,
      correct(0, '/words', freeText('新')),
      correct(0, '/said', freeText('更新'), 2),
    );
    expect(both?.data).toEqual({ said: { text: '更新' } });
  });

  it('cannot be read where a correction names what is not there', () => {
    expect(() => decoded(new EventSchemas(), noted, correct(0, '/parts/1/words', freeText('二')))).toThrow(NoSuchPlace);
  });
});

describe('a pointer into data', () => {
  it.each([
    ['/a/0/b', 1],
    ['/a~1b', 2],
    ['/m~0n', 3],
    ['/a/1', undefined],
    ['/toString', undefined],
    ['a', undefined],
    ['', undefined],
    ['/a~2b', undefined],
  ])('%s finds %s', (pointer, expected) => {
    expect(valueAt({ a: [{ b: 1 }], 'a/b': 2, 'm~n': 3 }, pointer)).toBe(expected);
  });

  it('changes a copy in one place', () => {
    const before = { a: [{ b: 1 }, { b: 2 }] };
    expect(withValueAt(before, '/a/1/b', 3)).toEqual({ a: [{ b: 1 }, { b: 3 }] });
    expect(before.a[1]).toEqual({ b: 2 });
  });
});
