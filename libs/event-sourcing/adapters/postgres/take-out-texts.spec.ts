import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '#platform/testing/test-database.js';
import { freeText } from '../../event.js';
import { collect } from '../../testing/collect.js';
import { event } from '../../testing/given-event.js';
import { TestLog } from '../../testing/test-log.js';
import { checkChains } from '../../verify-chain.js';
import { withClient } from './connections.js';
import { takeOutTexts } from './take-out-texts.js';

let database: TestDatabase;
let log: TestLog;

const sql = (statement: string, values: unknown[] = []): Promise<pg.QueryResult> =>
  withClient(database.url, (client) => client.query(statement, values));

const textsOf = async (stream: string, revision: number): Promise<Readonly<Record<string, [string, string]>>> => {
  const { rows } = await sql('SELECT texts FROM log.events WHERE stream = $1 AND revision = $2', [stream, revision]);
  return JSON.parse(String(rows[0]?.texts));
};

const wordsOf = async (stream: string, revision: number): Promise<string[]> =>
  Object.values(await textsOf(stream, revision)).map(([, text]) => text);

const digestOf = async (words: string): Promise<string> => {
  const found = Object.entries(await textsOf('thing-1', 0)).find(([, [, text]]) => text === words);
  return found?.[0] ?? '';
};

const findings = async (): Promise<object[]> => [
  ...(await collect(log.store.checkIntegrity())),
  ...(await collect(checkChains(log.store.logId, log.store.readAll()))),
];

beforeAll(async () => {
  database = await createTestDatabase();
  log = await TestLog.open(database.url);
  await log.append('thing-1', event('ThingHappened', { z: freeText('甲\n"…"'), a: freeText('乙'), m: freeText('丙') }));
  await log.append('thing-2', event('ThingHappened', { a: freeText('丁') }));
  const texts = [{ revision: 0, digest: await digestOf('乙') }];
  await log.append('thing-1', event('ThingHappened', { a: freeText('戊') }), event('TextRemoved', { texts }));
});

afterAll(async () => {
  await log.close();
  await database.drop();
});

describe('taking texts out', () => {
  it.each([
    ['another entry', 'thing-1', 1],
    ['another stream', 'thing-2', 0],
    ['no entry', 'thing-9', 0],
  ])('is refused for %s', async (_what, stream, revision) => {
    await expect(takeOutTexts(database.url, [{ stream, revision }])).rejects.toThrow('no event TextRemoved names');
  });

  it('is refused to the role of the program', async () => {
    const role = `log_writer_' || md5(current_database())`;
    const asWriter = (statement: string): Promise<unknown> =>
      sql(`DO $$ BEGIN EXECUTE format('SET ROLE %I', '${role}); ${statement}; END $$`);
    await expect(asWriter('PERFORM count(*) FROM log.events')).resolves.toBeDefined();
    await expect(asWriter(`PERFORM log.remove_texts('thing-1', 0)`)).rejects.toMatchObject({ code: '42501' });
    await expect(asWriter(`UPDATE log.events SET texts = '{}'`)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('whoever owns the log is refused', () => {
  const without = `log.texts_without(texts, log.removed_digests(stream, revision))`;
  const entry = `WHERE stream = 'thing-1' AND revision = 0`;

  it.each([
    ['all texts at once', `SET texts = '{}' ${entry}`],
    ['another text', `SET texts = replace(texts, '丙', '己') ${entry}`],
    ['a text that nobody removed', `SET texts = '{}' WHERE stream = 'thing-2'`],
    ['other words in the same place', `SET texts = replace(texts, '乙', '己') ${entry}`],
    ['a change beside the removal', `SET texts = ${without}, type = 'SomethingElse' ${entry}`],
    ['a change of the hashed part', `SET canonical = replace(canonical, 'Thing', 'Thong') ${entry}`],
    ['a change that changes nothing', `SET texts = texts WHERE stream = 'thing-2'`],
  ])('%s', async (_what, change) => {
    await expect(sql(`UPDATE log.events ${change}`)).rejects.toThrow('what is in the log stays as it is');
    expect(await wordsOf('thing-1', 0)).toEqual(['甲\n"…"', '乙', '丙']);
  });
});

describe('what an event removed', () => {
  it('goes, and all else stays as it lies', async () => {
    const place = { stream: 'thing-1', revision: 0 };
    expect(await takeOutTexts(database.url, [place])).toBe(1);
    expect(await wordsOf('thing-1', 0)).toEqual(['甲\n"…"', '丙']);
    expect(await takeOutTexts(database.url, [place])).toBe(0);
    expect(await findings()).toEqual([]);
    const { rows } = await sql(`SELECT texts FROM log.events WHERE stream = 'thing-1' AND revision = 0`);
    expect(JSON.stringify(JSON.parse(rows[0]?.texts))).toBe(rows[0]?.texts);
  });
});
