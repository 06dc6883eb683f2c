import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { freeText } from '#event-sourcing/event.js';
import { prepareAppend } from '#event-sourcing/prepare.js';
import { BatchWriter } from '#event-sourcing/projection/batch-writer.js';
import { EventFailed } from '#event-sourcing/projection/failures.js';
import type { AnyProjection } from '#event-sourcing/projection/projection.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { event } from '#event-sourcing/testing/given-event.js';
import { proposed } from '#event-sourcing/testing/proposed.js';
import { journal, tallies } from '#event-sourcing/testing/sample-projections.js';
import { ProjectionFixture, type TestEngine } from '#event-sourcing/testing/test-engine.js';
import { checkReadModels } from '#platform/health/read-model-health.js';
import { createTestDatabase } from '#platform/testing/test-database.js';
import type { TestDatabase } from '#platform/testing/test-database.js';
import { cliProgram } from '../../apps/cli/program.js';
import { RecordedTerminal } from '../../apps/cli/testing/recorded-terminal.js';

const ALARM_MS = 5_000;

/** Puts right what no fold can take, and leaves the rest. */
const mend = (data: object): object => {
  const whole = 'amount' in data && Number.isSafeInteger(data.amount);
  const named = 'tally' in data && typeof data.tally === 'string' && data.tally.length < 100;
  return whole && named ? data : { tally: 'mended', amount: 0 };
};
const healing = (type: string): EventSchemas => new EventSchemas({ [type]: { version: 2, upcasters: { 1: mend } } });

const { Cursed: _, ...uncursed } = tallies.handlers;
const mended: AnyProjection = { ...tallies, handlers: uncursed };

interface Poison {
  readonly type: string;
  readonly data: object;
  readonly schemaVersion?: number;
  /** The restart with this heals it; an upcaster of its type where absent. */
  readonly schemas?: EventSchemas;
  readonly projection?: AnyProjection;
}

const KINDS: Readonly<Record<string, Poison>> = {
  'a schema version of a newer program': {
    type: 'Counted',
    data: { tally: 'x', amount: 1 },
    schemaVersion: 2,
    schemas: new EventSchemas({ Counted: { version: 2, upcasters: { 1: (data) => data } } }),
  },
  'a field that is missing': { type: 'Counted', data: { tally: 'x' } },
  'a field that is null': { type: 'Counted', data: { tally: null, amount: 1 } },
  'words where a number is due': { type: 'Counted', data: { tally: 'x', amount: 'three' } },
  'a number too big for its column': { type: 'Counted', data: { tally: 'x', amount: 1e20 } },
  'a part of a whole number': { type: 'Counted', data: { tally: 'x', amount: 0.5 } },
  'an object where a key is due': { type: 'Counted', data: { tally: { of: 'x' }, amount: 1 } },
  'a key too long for its index': { type: 'Counted', data: { tally: randomBytes(4_000).toString('hex'), amount: 1 } },
  'an array where an object is due': { type: 'Counted', data: [] },
  'a fold that throws': { type: 'Cursed', data: { tally: 'x' }, projection: mended, schemas: new EventSchemas() },
};

describe('an event that a read model cannot take', () => {
  let database: TestDatabase;
  let fixture: ProjectionFixture;

  beforeEach(async () => {
    database = await createTestDatabase();
    fixture = await ProjectionFixture.open(database.url);
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await fixture.close();
    await database.drop();
  });

  const append = ({ type, data, schemaVersion = 1 }: Poison) =>
    fixture.log.store.append(
      prepareAppend({
        logId: fixture.log.store.logId,
        stream: 'poison',
        after: undefined,
        events: [proposed({ type, data, schemaVersion })],
      }),
    );

  /** Two events before it, then the poison. @returns where the model that cannot take it stands from then on. */
  const stopsBefore = async (engine: TestEngine, poison: Poison, withinMs: number): Promise<string> => {
    engine.engine.start();
    await fixture.log.append('a', event('Counted', { tally: 'x', amount: 2 }));
    const { position } = await fixture.log.append('a', event('Noted', { tally: 'x', words: freeText('before') }));
    await engine.untilCaughtUp('tallies');
    await append(poison);
    const stopped = await engine.until('tallies', ({ state }) => state === 'stopped', withinMs);
    const where = { code: 'event-failed', stream: 'poison', revision: 0, type: poison.type };
    expect(stopped).toMatchObject({ position, ordinal: 3, error: where });
    expect(engine.alarms).toMatchObject([{ model: 'tallies', ...where }]);
    return position;
  };

  it.each(Object.entries(KINDS))(
    'is told within five seconds, holds that model alone, and is healed by a restart: %s',
    async (_kind, poison) => {
      const engine = fixture.engine([tallies, journal]);
      const position = await stopsBefore(engine, poison, ALARM_MS);
      const statuses = await engine.engine.status();
      expect(() => checkReadModels(['tallies', 'journal'], statuses)).toThrow('tallies: stopped (event-failed)');

      await fixture.log.append('a', event('Noted', { tally: 'x', words: freeText('after') }));
      await engine.untilCaughtUp('journal');
      expect(await engine.rowsOf('journal')).toHaveLength(2);
      expect(await engine.statusOf('tallies')).toMatchObject({ state: 'stopped', position });
      await engine.close();

      // The same program again does not get past it.
      const again = fixture.engine([tallies, journal]);
      again.engine.start();
      await again.until('tallies', () => again.alarms.length > 0);
      expect(await again.statusOf('tallies')).toMatchObject({ state: 'stopped', position });
      await again.close();

      const { schemas = healing(poison.type), projection = tallies } = poison;
      const healed = fixture.engine([projection, journal], { schemas });
      healed.engine.start();
      await healed.untilCaughtUp('tallies');
      expect(await healed.engine.verify('all')).toMatchObject([
        { model: 'tallies', equal: true, ordinal: 5 },
        { model: 'journal', equal: true, ordinal: 5 },
      ]);
    },
  );

  it('is found out where an engine goes past it', async () => {
    const { write } = BatchWriter.prototype;
    jest.spyOn(BatchWriter.prototype, 'write').mockImplementation(async function (this: BatchWriter, events) {
      await write.call(this, events).catch((error: unknown) => {
        if (!(error instanceof EventFailed)) throw error;
      });
    });
    const engine = fixture.engine([tallies, journal]);
    const poison: Poison = { type: 'Counted', data: { tally: 'x' } };
    await expect(stopsBefore(engine, poison, 500)).rejects.toThrow(/^still .*"state":"running"/);
    const { position } = await fixture.log.append('a', event('Noted', { tally: 'x', words: freeText('after') }));
    expect(await engine.untilCaughtUp('tallies')).toMatchObject({ position });
    expect(engine.alarms).toEqual([]);
  });

  it('is none where nobody asks for its type', async () => {
    const engine = fixture.engine([tallies, journal]);
    engine.engine.start();
    await append({ type: 'Forgotten', data: [], schemaVersion: 9 });
    await engine.untilCaughtUp('tallies');
    await engine.untilCaughtUp('journal');
    expect(engine.alarms).toEqual([]);
  });

  it('cannot be skipped: the command line has no word for it', () => {
    const settings = () => {
      throw new Error('no settings');
    };
    const { commands } = cliProgram(new RecordedTerminal(), settings, () => undefined);
    const words = commands.flatMap((command) => [command.name(), ...command.options.map(({ long }) => long ?? '')]);
    expect(words).toContain('rebuild');
    expect(words.filter((word) => /projections|skip|ignore/.test(word))).toEqual([]);
  });
});
