import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { takeOutTexts } from '#event-sourcing/adapters/postgres/take-out-texts.js';
import { textsOfField } from '#event-sourcing/amendments/texts-of-field.js';
import { canonicalText } from '#event-sourcing/canonical.js';
import { hashOf } from '#event-sourcing/chain.js';
import { freeText } from '#event-sourcing/event.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { event } from '#event-sourcing/testing/given-event.js';
import { TestLog } from '#event-sourcing/testing/test-log.js';
import { createTestDatabase, type TestDatabase } from '#platform/testing/test-database.js';
import { factsOf, factsOfBranch } from '../projections/timeline/facts.js';
import { factRows } from '../projections/timeline/timeline-rows.js';
import { TWO_YEARS, twoYears } from '../testing/two-years.js';
import { writeReport } from './canonical-report.js';
import { isSheetShown } from './comparison.js';
import { replay, type Replay, type ReplayRequest } from './replay.js';
import type { BranchReplay, ReplayReport } from './replay-report.js';

let database: TestDatabase;
let log: TestLog;

beforeEach(async () => {
  database = await createTestDatabase();
  log = await TestLog.open(database.url);
  for (const event of TWO_YEARS) {
    const { stream = '', on = '2024-01-20', at = `${on}T04:00:00.000Z` } = event.circumstances;
    await log.append(stream, { ...event, circumstances: { ...event.circumstances, at } });
  }
}, 60_000);

afterEach(async () => {
  await log.close();
  await database.drop();
});

interface Told {
  readonly replayed: Replay;
  readonly report: ReplayReport;
  readonly digest: string;
}

const run = async (request: ReplayRequest): Promise<Told> => {
  const replayed = await replay({ store: log.store, schemas: new EventSchemas(), timeZone: 'Asia/Shanghai' }, request);
  let text = '';
  const digest = await writeReport(replayed, { write: (piece) => (text += piece) });
  expect(hashOf(text)).toBe(digest);
  const report: ReplayReport = JSON.parse(text);
  expect(canonicalText(report)).toBe(text);
  return { replayed, report, digest };
};

const branchIn = ({ report }: Told, code: string): BranchReplay | undefined =>
  report.branches.find(({ branch }) => branch === code);

const findingsIn = (replayed: Told, code: string): string[] =>
  (branchIn(replayed, code)?.findings ?? []).map(({ code: finding, item }) => `${finding} ${item ?? ''}`.trim());

/** As whoever owns the database could. */
const tamper = async (statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query(`ALTER TABLE log.events DISABLE TRIGGER USER; ${statement}`);
  } finally {
    await client.end();
  }
};

describe('the replay of a year', () => {
  it('tells each matter step by step, from the log alone', async () => {
    const replayed = await run({ year: 2024, branch: '03' });
    expect(replayed.report.branches.map(({ branch, name }) => [branch, name])).toEqual([['03', '第三党支部']]);
    const [first] = branchIn(replayed, '03')?.problems ?? [];
    expect(first).toMatchObject({ no: '2023-述职-03-01', status: 'closed', word: 'done' });
    expect(first?.steps.map(({ type, occurredOn }) => `${occurredOn} ${type}`).slice(0, 4)).toEqual([
      '2024-01-18 ProblemFlagged',
      '2024-01-22 ProblemListApproved',
      '2024-01-25 ProblemDispatched',
      '2024-01-26 DispatchAcknowledged',
    ]);
    expect(replayed.report).toMatchObject({
      cycle: { after: '2024-01-18', upTo: '2025-01-16' },
      review: { title: '2024年度述职评议会', adjournedOn: '2025-01-16' },
      integrity: { verdict: 'intact', differences: [] },
    });
  }, 60_000);

  it('names what is missing, late or open', async () => {
    const replayed = await run({ year: 2024 });
    expect(findingsIn(replayed, '03')).toEqual([
      'grade-not-decided',
      'open-at-end 2023-述职-03-02',
      'submitted-late 2023-述职-03-02',
      'late-entry 2023-述职-03-02',
    ]);
    expect(findingsIn(replayed, '05')).toEqual(['never-dispatched 2023-述职-05-01', 'untouched 2023-述职-05-01']);
    expect(findingsIn(await run({ year: 2023 }), '05')).toEqual(['grade-not-fed-back']);
  }, 60_000);

  it('keeps a grade to itself that the branch was not told', async () => {
    const { report } = await run({ year: 2023 });
    expect(JSON.stringify(report)).not.toContain('"fair"');
    expect(report.branches[0]?.sheet.grade.grade).toBe('good');
    expect(report.branches[1]?.sheet.grade).toEqual({ decided: false, fedBackOn: null, grade: null });
  }, 60_000);

  it('holds no position of the store and no person', async () => {
    const text = JSON.stringify((await run({ year: 2024 })).report);
    expect(text).not.toMatch(/position|somebody|p-chair|p-03/);
  }, 60_000);

  it('gives the same bytes for the same point of the log, also after more was written', async () => {
    const first = await run({ year: 2024 });
    const last = TWO_YEARS.at(-1);
    if (last === undefined) throw new Error('no events');
    await log.append('report-2025-03', { ...last, circumstances: {} });
    const later = await run({ year: 2024 });
    expect(later.digest).not.toBe(first.digest);
    const again = await run({ year: 2024, ordinal: first.report.log.ordinal });
    expect(again.report).toEqual(first.report);
    expect(again.digest).toBe(first.digest);
  }, 60_000);
});

describe('a text that was removed', () => {
  const stream = 'problem-2023-review-03-01';

  it('is read no more, up to an earlier place in the log neither, and is missed by nobody when it is gone', async () => {
    const before = await run({ year: 2024, branch: '03' });
    expect(JSON.stringify(before.report)).toContain('措施要具体');
    const slice = await log.store.readStream(stream);
    const texts = textsOfField(new EventSchemas(), slice.status === 'found' ? slice.events : [], 4, '/reason');
    const eventId = '00000000-0000-4000-8000-000000000001';
    const entry = { revision: 4, eventId, type: 'PlanReturned', schemaVersion: 1 };
    const data = { entry, field: '/reason', texts, ground: 'personal-data', units: ['03'] };
    await log.append(stream, event('TextRemoved', data, { on: '2025-02-01', tags: { branch: '03', year: 2023 } }));
    const { ordinal } = before.report.log;
    const hidden = await run({ year: 2024, branch: '03', ordinal });
    for (const told of [hidden, await run({ year: 2024, branch: '03' })]) {
      expect(JSON.stringify(told.report)).not.toContain('措施要具体');
      expect(JSON.stringify(told.report)).toContain('退回整改方案：〔已依规移除〕');
    }
    expect(await takeOutTexts(database.url, [{ stream, revision: 4 }])).toBe(1);
    const gone = await run({ year: 2024, branch: '03', ordinal });
    expect(gone.digest).toBe(hidden.digest);
    expect(gone.report.integrity).toMatchObject({ verdict: 'intact', differences: [] });
  }, 60_000);
});

describe('entries that were corrected', () => {
  it('read as corrected where the correction is inside the cut, and as they were before it', async () => {
    const stream = 'problem-2023-review-03-01';
    const before = await run({ year: 2024, branch: '03' });
    const entry = {
      revision: 4,
      eventId: '00000000-0000-4000-8000-000000000001',
      type: 'PlanReturned',
      schemaVersion: 1,
    };
    const correction = { entry, field: '/reason', value: freeText('措施要更具体'), kind: 'slip' };
    const data = { ...correction, reason: freeText('漏字'), units: ['03'] };
    await log.append(stream, event('EntryCorrected', data, { on: '2025-02-01', tags: { branch: '03', year: 2023 } }));
    const after = await run({ year: 2024, branch: '03' });
    const stepOf = (told: Told) => branchIn(told, '03')?.problems[0]?.steps.find(({ revision }) => revision === 4);
    expect(stepOf(before)?.zh).toBe('退回整改方案：措施要具体');
    expect(stepOf(after)).toEqual({
      ...stepOf(before),
      zh: '退回整改方案：措施要更具体',
      en: 'Plan returned: 措施要更具体',
      corrected: 'slip',
    });
    expect(branchIn(after, '03')?.problems[0]?.steps).toHaveLength(
      branchIn(before, '03')?.problems[0]?.steps.length ?? 0,
    );
    const again = await run({ year: 2024, branch: '03', ordinal: before.report.log.ordinal });
    expect(again.digest).toBe(before.digest);
  }, 60_000);
});

describe('a log that was tampered with', () => {
  it('is not called intact: the first difference is named', async () => {
    await tamper(`UPDATE log.events SET canonical = replace(canonical, '2024-06-20', '2024-05-20')
                   WHERE stream = 'problem-2023-review-03-01' AND revision = 10`);
    const { report } = await run({ year: 2024 });
    expect(report.integrity.verdict).toBe('differences-found');
    expect(report.integrity.differences).toMatchObject([
      { stream: 'problem-2023-review-03-01', revision: 10, code: 'hash-mismatch' },
    ]);
  }, 60_000);
});

describe('the comparison with the read models', () => {
  const known = factsOf(twoYears().flatMap(factRows));
  const reviews = [
    { year: 2023, adjournedOn: '2024-01-18' },
    { year: 2024, adjournedOn: '2025-01-16' },
  ];
  const different = ({ replayed, report }: Told, facts: typeof known): string[] =>
    report.branches
      .filter((told) => !isSheetShown(replayed, told, { facts: factsOfBranch(facts, told.branch), reviews }))
      .map(({ branch }) => branch);

  it('finds equal sheets equal, also when the read models are further than the replay', async () => {
    const told = await run({ year: 2024 });
    expect(different(told, known)).toEqual([]);
    const withdrawn = known.filter(({ type }) => type === 'ProblemWithdrawn');
    const later = withdrawn.map((fact) => ({
      ...fact,
      stream: 'problem-2023-review-03-02',
      item: '2023-review-03-02',
      revision: 99,
    }));
    expect(later).toHaveLength(1);
    expect(different(told, [...known, ...later])).toEqual([]);
  }, 60_000);

  it('names the branch whose sheet differs', async () => {
    const without = known.filter(({ type }) => type !== 'ProblemClosed');
    expect(different(await run({ year: 2024 }), without)).toEqual(['03']);
  }, 60_000);
});
