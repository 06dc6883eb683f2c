import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '#platform/testing/test-database.js';
import { freeText } from '../event.js';
import { event, inStream, recordGiven, type Given, type GivenEvent } from '../testing/given-event.js';
import { liveRows } from '../testing/live-rows.js';
import { foldLog } from '../testing/projection-kit.js';
import { amendedLogs, freeTextFields, type FieldsOf } from '../testing/random-amendments.js';
import { journal, tallies, type SampleEvent } from '../testing/sample-projections.js';
import { ProjectionFixture } from '../testing/test-engine.js';

const steps = (tally: string, stream: string): readonly Given<SampleEvent>[] =>
  inStream<Given<SampleEvent>>(
    stream,
    {},
    event('Counted', { tally, amount: 5 }),
    event('Noted', { tally, words: freeText(`${stream}一`) }),
    event('Cleared', { tally }),
    event('Counted', { tally, amount: 7 }),
    event('Noted', { tally, words: freeText(`${stream}二`) }),
  );

const given = recordGiven<SampleEvent>([...steps('x', 'x-1'), ...steps('y', 'y-1'), ...steps('x', 'x-2')], {
  stream: 'x-1',
});

const fieldsOf: FieldsOf = (recorded) => (recorded.type === 'Counted' ? ['/amount'] : freeTextFields(recorded));

const entry = (revision: number, type: string) => ({ revision, eventId: 'an id', type, schemaVersion: 1 });

const correction = (revision: number, type: string, field: string, value: unknown): GivenEvent =>
  event('EntryCorrected', { entry: entry(revision, type), field, value });

describe('given entries that are amended later, at random', () => {
  it('then the rows that were followed are those of a log that was right from the start', async () => {
    await fc.assert(
      fc.asyncProperty(
        amendedLogs(given, fieldsOf, () => true),
        fc.integer({ min: 1, max: 8 }),
        async ({ log, right }, batchSize) => {
          expect(await liveRows(tallies, log, batchSize)).toEqual(foldLog(tallies, right));
          expect(await liveRows(journal, log, batchSize)).toEqual(foldLog(journal, right));
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('given a log with amendments that read models follow', () => {
  let database: TestDatabase;
  let fixture: ProjectionFixture;

  beforeEach(async () => {
    database = await createTestDatabase();
    fixture = await ProjectionFixture.open(database.url);
  });

  afterEach(async () => {
    await fixture.close();
    await database.drop();
  });

  it('then followed, rebuilt and verified rows are the same, wherever they lie meanwhile', async () => {
    const { log } = fixture;
    // So little room that rows are written out and brought back in between.
    const projector = fixture.engine([tallies, journal], { rowsBytes: 1 });
    projector.engine.start();
    await log.append(
      'x-1',
      event('Counted', { tally: 'x', amount: 1 }),
      event('Noted', { tally: 'x', words: freeText('旧') }),
    );
    await log.append('x-2', event('Counted', { tally: 'x', amount: 10 }));
    await log.append('y-1', event('Counted', { tally: 'y', amount: 3 }), event('Cleared', { tally: 'y' }));
    await projector.untilCaughtUp('tallies');
    await log.append('x-1', correction(1, 'Noted', '/words', freeText('新')), correction(0, 'Counted', '/amount', 2));
    await log.append('y-1', event('EntryVoided', { entries: [entry(1, 'Cleared')] }));
    await log.append('x-1', event('Counted', { tally: 'x', amount: 100 }));
    await projector.untilCaughtUp('tallies');
    await projector.untilCaughtUp('journal');
    const rows = await projector.rowsOf('tallies');
    expect(rows).toMatchObject([
      { tally: 'x', total: '112', words: ['新'] },
      { tally: 'y', total: '3' },
    ]);
    expect(await projector.rowsOf('journal')).toEqual([{ entry: 'x-1@1', words: '新' }]);
    expect(await projector.engine.verify('all')).toMatchObject([{ equal: true }, { equal: true }]);
    await projector.engine.rebuild('all');
    expect(await projector.rowsOf('tallies')).toEqual(rows);
  });

  it('then a row whose key does not tell of the stream of its entry stops the model, and no other', async () => {
    const projector = fixture.engine([tallies, journal]);
    projector.engine.start();
    await fixture.log.append(
      'elsewhere',
      event('Noted', { tally: 'x', words: freeText('旧') }),
      correction(0, 'Noted', '/words', freeText('新')),
    );
    await projector.untilCaughtUp('journal');
    const { error } = await projector.until('tallies', ({ state }) => state === 'stopped');
    expect(error).toMatchObject({ stream: 'elsewhere', revision: 1, type: 'EntryCorrected' });
    expect(await projector.rowsOf('journal')).toMatchObject([{ words: '新' }]);
  });
});
