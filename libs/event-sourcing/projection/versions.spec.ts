import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '#platform/testing/test-database.js';
import { freeText } from '../event.js';
import { event } from '../testing/given-event.js';
import { journal, tallies } from '../testing/sample-projections.js';
import { ProjectionFixture, type TestEngine } from '../testing/test-engine.js';
import { ReadModelProgress } from './progress.js';
import type { AnyProjection } from './projection.js';
import { rebuildReadModels } from './rebuild.js';
import { stableName } from './schema.js';
import { LONG_WAY, type ProjectionSettings } from './settings.js';

/** Same columns, other words. */
const louder: AnyProjection = {
  ...journal,
  version: 2,
  handlers: {
    Noted: {
      keys: journal.handlers.Noted?.keys ?? (() => []),
      fold: (_row: never, { stream, revision }: { stream: string; revision: number }) => ({
        entry: `${stream}@${String(revision)}`,
        words: 'louder',
      }),
    },
  },
};
/** Another column. */
const longer: AnyProjection = {
  ...louder,
  columns: { ...journal.columns, length: { type: 'integer' } },
  handlers: {
    Noted: {
      keys: journal.handlers.Noted?.keys ?? (() => []),
      fold: (_row: never, { stream, revision }: { stream: string; revision: number }) => ({
        entry: `${stream}@${String(revision)}`,
        words: 'longer',
        length: revision,
      }),
    },
  },
};

/** Rebuilds in this process, but not before the gate is opened. */
class Gate {
  readonly asked: string[][] = [];
  open = (): void => undefined;
  private readonly opened = new Promise<void>((resolve) => (this.open = resolve));

  engine(fixture: ProjectionFixture, ...projections: AnyProjection[]): TestEngine {
    const settings = (): ProjectionSettings => engine.settings;
    const rebuild = async (models: readonly string[]): Promise<void> => {
      this.asked.push([...models]);
      await this.opened;
      await rebuildReadModels(
        settings(),
        projections.filter(({ name }) => models.includes(name)),
      );
    };
    const engine = fixture.engine(projections, { heavyWork: { rebuild } });
    return engine;
  }
}

const appendMany = async ({ log }: ProjectionFixture): Promise<void> => {
  for (let n = 0; n < LONG_WAY; n += 500) {
    const notes = Array.from({ length: 500 }, () => event('Noted', { tally: 'x', words: freeText('w') }));
    await log.append('a', ...notes);
  }
};

describe('given a read model that an old program serves', () => {
  let database: TestDatabase;
  let fixture: ProjectionFixture;
  let old: TestEngine;
  let progress: ReadModelProgress | undefined;

  beforeEach(async () => {
    database = await createTestDatabase();
    fixture = await ProjectionFixture.open(database.url);
    old = fixture.engine([journal, tallies]);
    await appendMany(fixture);
    await old.engine.rebuild('all');
    old.engine.start();
    await old.untilCaughtUp('journal');
  });

  afterEach(async () => {
    await progress?.stop();
    progress = undefined;
    await fixture.close();
    await database.drop();
  });

  const read = async (projection: AnyProjection): Promise<unknown> =>
    (await old.pool.query(`SELECT words, count(*)::int AS n FROM ${stableName(projection)} GROUP BY 1`)).rows;

  const follow = async ({ settings, pool }: TestEngine, projections: AnyProjection[]): Promise<ReadModelProgress> => {
    progress = new ReadModelProgress({ store: settings.store, pool, projections, pollEvery: 50 });
    await progress.start();
    return progress;
  };

  it('when the fold changed and the columns did not, then the old rows are read until the new ones are whole', async () => {
    const gate = new Gate();
    const next = gate.engine(fixture, louder);
    next.engine.start();
    const status = await next.until('journal', ({ borrows }) => borrows === 1);
    expect(status).toMatchObject({ version: 2, state: 'rebuilding', serving: false });
    const seen = await follow(next, [louder]);
    expect(seen.building(['journal'])).toBeUndefined();
    expect(await read(louder)).toEqual([{ words: 'w', n: LONG_WAY }]);
    // A rebuild of the old version meanwhile does not take the rows away.
    await old.engine.rebuild('journal');
    expect(await read(louder)).toEqual([{ words: 'w', n: LONG_WAY }]);

    gate.open();
    await next.until('journal', ({ serving, borrows }) => serving && borrows === null);
    await next.untilCaughtUp('journal');
    const { position } = await fixture.log.append('b', event('Noted', { tally: 'x', words: freeText('w') }));
    expect(await seen.waitFor(['journal'], position, 10_000)).toBe(true);
    expect(await read(louder)).toEqual([{ words: 'louder', n: LONG_WAY + 1 }]);
    await old.untilCaughtUp('journal');
    expect(await read(journal)).toEqual([{ words: 'w', n: LONG_WAY + 1 }]);
    expect(await next.rowsOf('journal')).toHaveLength(LONG_WAY + 1);
    expect(await next.engine.verify('journal')).toMatchObject([{ version: 2, equal: true }]);
  });

  it('when the columns changed, then old programs go on, and new ones say how far the building is', async () => {
    const gate = new Gate();
    const next = gate.engine(fixture, longer, tallies);
    const seen = await follow(next, [longer, tallies]);
    next.engine.start();
    for (let looks = 0; looks < 200 && gate.asked.length === 0; looks += 1) await sleep(25);
    expect(gate.asked).toEqual([['journal']]);
    expect(seen.building(['tallies'])).toBeUndefined();
    expect(seen.building(['tallies', 'journal'])).toMatchObject({ model: 'journal', version: 2, ordinal: 0 });
    const { position } = await fixture.log.append('b', event('Noted', { tally: 'x', words: freeText('w') }));
    await old.untilCaughtUp('journal');
    expect(await read(journal)).toEqual([{ words: 'w', n: LONG_WAY + 1 }]);

    gate.open();
    await next.until('journal', ({ serving }) => serving);
    expect(await seen.waitFor(['journal'], position, 10_000)).toBe(true);
    expect(seen.building(['journal'])).toBeUndefined();
    expect(await read(longer)).toEqual([{ words: 'longer', n: LONG_WAY + 1 }]);
    expect(await read(journal)).toEqual([{ words: 'w', n: LONG_WAY + 1 }]);
    expect(await old.statusOf('journal')).toMatchObject({ serving: true, superseded: true, state: 'running' });
    expect(await next.statusOf('journal')).toMatchObject({ serving: true, superseded: false });
  });

  /** PostgreSQL may notice a moment later that a program, and with it its lease, has gone. */
  const droppedBy = async ({ engine }: TestEngine): ReturnType<typeof engine.dropOld> => {
    for (const patience = performance.now() + 5_000; ; await sleep(50)) {
      const dropped = await engine.dropOld('all');
      if (dropped.length > 0 || performance.now() > patience) return dropped;
    }
  };

  it('then an old version is dropped when it is told to, and not while a program keeps it', async () => {
    const next = fixture.engine([longer]);
    next.engine.start();
    await next.until('journal', ({ serving }) => serving);
    await old.until('journal', ({ active }) => active);
    expect(await next.engine.dropOld('all')).toEqual([]);
    await old.engine.stop();
    expect(await droppedBy(next)).toEqual([{ model: 'journal', version: 1 }]);
    expect(await old.statusOf('journal')).toBeUndefined();
    await expect(read(journal)).rejects.toThrow('does not exist');
    expect(await read(longer)).toEqual([{ words: 'longer', n: LONG_WAY }]);
    expect(await next.engine.dropOld('all')).toEqual([]);
  });

  it('when the new fold cannot take an event, then the new version stops there and the old one goes on', async () => {
    await fixture.log.append('a', event('Cursed', { tally: 'x' }));
    await old.until('tallies', ({ state }) => state === 'stopped');
    const next = fixture.engine([{ ...tallies, version: 2 }, louder]);
    next.engine.start();
    expect(await next.until('tallies', ({ state }) => state === 'stopped')).toMatchObject({
      serving: false,
      error: { code: 'event-failed', type: 'Cursed' },
    });
    await next.until('journal', ({ serving }) => serving);
    expect(next.alarms).toMatchObject([{ model: 'tallies', version: 2, code: 'event-failed' }]);
    expect(await old.statusOf('tallies')).toMatchObject({ serving: true });
  });
});

describe('given a log that is there before any read model', () => {
  it('then a model is not read before it is whole', async () => {
    const database = await createTestDatabase();
    const fixture = await ProjectionFixture.open(database.url);
    const gate = new Gate();
    const first = gate.engine(fixture, journal);
    try {
      await appendMany(fixture);
      first.engine.start();
      expect(await first.until('journal', () => gate.asked.length > 0)).toMatchObject({ serving: false });
      gate.open();
      await first.until('journal', ({ serving }) => serving);
      expect(await first.rowsOf('journal')).toHaveLength(LONG_WAY);
    } finally {
      await fixture.close();
      await database.drop();
    }
  });
});
