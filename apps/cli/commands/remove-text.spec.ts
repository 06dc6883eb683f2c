import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { TWO_YEARS } from '#chronicle/testing/two-years.js';
import { textsOfField } from '#event-sourcing/amendments/texts-of-field.js';
import { freeText } from '#event-sourcing/event.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { event } from '#event-sourcing/testing/given-event.js';
import { TestEngine } from '#event-sourcing/testing/test-engine.js';
import { TestLog } from '#event-sourcing/testing/test-log.js';
import { PROJECTIONS } from '../../composition/projections.js';
import { EmptyPlace } from '../testing/empty-place.js';

const STREAM = 'report-2023-03';
const own = TWO_YEARS.filter(({ circumstances }) => circumstances.stream === STREAM);
const [problem = -1, other = -1] = own.flatMap(({ type }, revision) => (type === 'ProblemFlagged' ? [revision] : []));
const circumstances = { on: '2025-02-01', tags: { branch: '03', year: 2023 } };
const more = { kind: 'slip', reason: freeText('更正'), units: ['03'] };
const entry = (revision: number) => ({ revision, eventId: 'an id', type: 'ProblemFlagged', schemaVersion: 1 });

/** Words that stand nowhere else. */
const SECRET = '某某同志家住幸福路七号';
const TWICE = '某某同志的病历编号甲乙丙';

let place: EmptyPlace;
let log: TestLog;
let engine: TestEngine;

const correct = (revision: number, words: string) =>
  log.append(
    STREAM,
    event(
      'EntryCorrected',
      { entry: entry(revision), field: '/statement', value: freeText(words), ...more },
      circumstances,
    ),
  );

const remove = async (revision: number): Promise<void> => {
  const slice = await log.store.readStream(STREAM);
  const stored = slice.status === 'found' ? slice.events : [];
  const texts = textsOfField(new EventSchemas(), stored, revision, '/statement');
  const request = { revision: 0, eventId: 'an id' };
  const data = { entry: entry(revision), field: '/statement', texts, request, ground: 'personal-data', units: ['03'] };
  await log.append(STREAM, event('TextRemoved', data, circumstances));
};

const follow = async (): Promise<void> => {
  engine = new TestEngine(place.url, log, PROJECTIONS);
  engine.engine.start();
  for (const { name } of PROJECTIONS) await engine.untilCaughtUp(name);
};

/** Files of tables and indexes, and rows of tables, in which words lie. */
const placesOf = (words: string): Promise<string[]> =>
  asOwner(async (client) => {
    await client.query('CHECKPOINT');
    const files = await client.query<{ name: string }>(`
      SELECT 'file of ' || c.oid::regclass AS name FROM pg_class c
      WHERE pg_relation_filepath(c.oid) IS NOT NULL AND NOT relisshared
        AND position(convert_to('${words}', 'UTF8') IN pg_read_binary_file(pg_relation_filepath(c.oid))) > 0`);
    const tables = await client.query<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE relkind IN ('r', 'm')`,
    );
    const holding = tables.rows.map(
      ({ name }) =>
        `SELECT '${name}' AS name WHERE EXISTS (SELECT FROM ${name} AS t WHERE strpos(t::text, '${words}') > 0)`,
    );
    const found = await client.query<{ name: string }>(holding.join(' UNION ALL '));
    return [...files.rows, ...found.rows].map(({ name }) => name);
  });

const statisticsFile = (): Promise<object[]> => place.rows(`SELECT pg_relation_filepath('pg_statistic') AS file`);

const asOwner = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: place.url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

beforeAll(async () => {
  place = await EmptyPlace.create();
  log = await TestLog.open(place.url);
  for (const each of TWO_YEARS) await log.append(each.circumstances.stream ?? 'stream', each);
  await place.run('rebuild', 'all');
  await follow();
  await correct(problem, SECRET);
  for (const { name } of PROJECTIONS) await engine.untilCaughtUp(name);
  // As the database does by itself after a while.
  await place.rows('ANALYZE');
}, 120_000);

afterAll(async () => {
  await engine.close();
  await log.close();
  await place.drop();
});

describe('remove-text', () => {
  it('has nothing to do where nothing was removed', async () => {
    expect(await place.run('remove-text')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching('taken out now: 0'),
    });
    expect(await placesOf(SECRET)).toEqual(
      expect.arrayContaining(['file of log.events', 'file of pg_statistic', 'log.events', 'pg_statistic']),
    );
  });

  it('changes nothing before every read model has come to the removal', async () => {
    await engine.close();
    await remove(problem);
    const { exitCode, stderr } = await place.run('remove-text');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(/读模型 .*problem_ledger v\d+/),
    });
    expect(await placesOf(SECRET)).toContain('log.events');
  });

  it('leaves the words in no table, index, statistics, export or backup, and everything verified', async () => {
    await follow();
    const verified = await place.run('verify', '--json');
    expect(verified).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(verified.stdout)).toMatchObject({
      verdict: 'intact',
      removedTexts: { removed: 2, notTakenOut: 2 },
    });
    expect((await place.run('export')).stdout).not.toContain(SECRET);
    expect(await placesOf(SECRET)).toContain('log.events');

    const before = await statisticsFile();
    const { exitCode, stdout, stderr } = await place.run('remove-text', '--json');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    // Pages may be tidied up meanwhile, so that the words are gone by chance.
    expect(await statisticsFile()).not.toEqual(before);
    expect(JSON.parse(stdout)).toMatchObject({ removed: 2, takenOut: 2, left: 0, alsoIn: [], warnings: [] });
    expect(await placesOf(SECRET)).toEqual([]);
    const after = await place.run('verify');
    expect(after).toMatchObject({ exitCode: 0, stderr: '' });
    expect(after.stdout).toMatch(/removed texts {2}2\n/);
    for (const command of ['export', 'backup'])
      expect(Buffer.from((await place.run(command)).stdout).includes(SECRET)).toBe(false);
    const replayed = await place.run('replay', '--year', '2023', '--branch', '03');
    expect(replayed.exitCode).toBe(0);
    expect(replayed.stdout).toContain('〔已依规移除〕');
  }, 60_000);

  it('names where the same words stand beside', async () => {
    await correct(problem, TWICE);
    await correct(other, TWICE);
    await remove(problem);
    for (const { name } of PROJECTIONS) await engine.untilCaughtUp(name);
    const { exitCode, stdout } = await place.run('remove-text', '--json');
    expect(exitCode).toBe(1);
    const { alsoIn, takenOut } = JSON.parse(stdout);
    expect(takenOut).toBe(1);
    expect(alsoIn).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^report-2023-03@\d+$/),
        expect.stringMatching(/^problem_ledger_v/),
      ]),
    );
    expect(stdout).not.toContain(TWICE);
  }, 60_000);

  it('changes nothing in a log that is damaged', async () => {
    await place.rows(`ALTER TABLE log.events DISABLE TRIGGER USER;
      UPDATE log.events SET texts = '{}' WHERE stream = '${STREAM}' AND revision = ${String(other)}`);
    const { exitCode, stderr } = await place.run('remove-text');
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringMatching(/text-missing/) });
    expect(await place.run('verify')).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/text-missing/) });
  });
});
