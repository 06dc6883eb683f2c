import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReadModelApp } from '#chronicle/testing/read-model-app.js';
import { dutyMessages } from '#access/messages.js';
import type { GivenEvent } from '#event-sourcing/testing/given-event.js';
import { FixedClock } from '#platform/testing/http-app.js';
import type { Answer, HttpClient } from '#platform/testing/http-client.js';
import { OpenProblems } from './projections/ledger/open-problems.js';
import { problemMessages } from './messages.js';
import { ProblemQueriesModule } from './problem-queries.module.js';
import type { ProblemView } from './problem-view.js';
import type { LedgerView } from './problem-queries.controller.js';
import { ledgerEntity, problemLedger } from './projections/ledger/ledger.projection.js';
import * as story from './testing/problem-story.js';
import { freeText } from '#event-sourcing/event.js';
import { event } from '#event-sourcing/testing/given-event.js';

const clock = new FixedClock(new Date('2024-03-05T02:00:00Z'));

/** The story of two problems, told of another branch. */
const toldTo = (branch: string, ...events: readonly (readonly GivenEvent[])[]): GivenEvent[] =>
  JSON.parse(
    JSON.stringify(events.flat())
      .replaceAll(/(2023-review-|2023-述职-|report-2023-)03/g, `$1${branch}`)
      .replaceAll('"03"', `"${branch}"`),
  ) as GivenEvent[];

const readdressed = [
  ...story.dispatched,
  story.step('DispatchContested', { reason: freeText('属财务部') }, '2024-01-25'),
  story.step(
    'ProblemDispatched',
    { noticeNumber: '通知9号', lead: story.finance, planDueOn: '2024-03-08', afterContest: 'readdressed' },
    '2024-01-26',
  ),
  story.step('DispatchAcknowledged', {}, '2024-01-29'),
];

let app: ReadModelApp;
let chair: HttpClient;
const problems = (client: HttpClient, query = ''): Promise<Answer> => client.get(`/api/v1/problems${query}`);
const list = async (client: HttpClient, query = ''): Promise<LedgerView> =>
  (await problems(client, query)).body as LedgerView;
const one = async (client: HttpClient, id: string): Promise<ProblemView> =>
  (await problems(client, `/${encodeURIComponent(id)}`)).body as ProblemView;
const faultOf = ({ body }: Answer): unknown => (body as { readonly errors: readonly unknown[] }).errors[0];
const ids = ({ items }: LedgerView): string[] => items.map(({ id }) => id);

const [p03, q03] = ['2023-review-03-01', '2023-review-03-02'];
const [p05, q05] = ['2023-review-05-01', '2023-review-05-02'];
const [p07, q07] = ['2023-review-07-01', '2023-review-07-02'];

beforeAll(async () => {
  app = await ReadModelApp.start({
    module: ProblemQueriesModule,
    projections: [problemLedger],
    entities: [ledgerEntity],
    messages: [problemMessages, dutyMessages],
    clock,
  });
  await app.given([
    ...toldTo('07', story.flagged, story.approved, story.own(...readdressed)),
    ...toldTo('05', story.flagged, story.approved, story.own(...story.closed)),
    ...toldTo('03', story.flagged, story.approved, story.own(...story.inProgress)),
  ]);
  chair = await app.as('chair');
}, 60_000);

afterAll(() => app.close());

describe('the ledger', () => {
  it('lists problems by branch code and number, with lights, whoever owes, and counts', async () => {
    const ledger = await list(chair);
    expect(ids(ledger)).toEqual([p03, q03, p05, q05, p07, q07]);
    expect(ledger.items[0]).toMatchObject({
      no: '2023-述职-03-01',
      raisedIn: 2023,
      status: { code: 'in-progress', zh: '整改中' },
      bulletin: { code: 'under-way', zh: '正在推进' },
      whoOwes: { by: 'unit', unit: { kind: 'branch', code: '03' } },
      dueOn: '2024-06-30',
      light: { code: 'yellow', zh: '滞后', reason: { code: 'step-behind' } },
    });
    expect(ledger.items[1]).toMatchObject({
      status: { code: 'listed' },
      whoOwes: { by: 'office-head', unit: null },
      dueOn: '2024-01-29',
      light: { code: 'red', reason: { code: 'overdue' } },
    });
    expect(ledger.counts).toMatchObject({
      byStatus: { listed: 3, acknowledged: 1, 'in-progress': 1, closed: 1, flagged: 0 },
      byLight: { grey: 1, red: 3, yellow: 1, blue: 1, green: 0 },
    });
    expect(ledger.lightsOf).toMatchObject({ day: '2024-03-05', policyVersion: 0, calendarPublished: false });
  });

  it.each([
    ['branch=05', [p05, q05]],
    ['status=in-progress,closed', [p03, p05]],
    ['light=red', [q03, q05, q07]],
    ['light=yellow,blue', [p03, p07]],
    ['raisedIn=2023&category=dues&source=review', [p03, q03, p05, q05, p07, q07]],
    ['raisedIn=2022', []],
    ['source=check', []],
    ['category=other', []],
    ['leadUnit=FIN', [p07]],
    ['whoOwes=office-head', [q03, q05, q07]],
    ['whoOwes=nobody', [p05]],
    ['owes=nobody', [p05]],
    ['dueFrom=2024-03-01', [p03, p07]],
    ['dueTo=2024-03-31', [q03, q05, p07, q07]],
    ['dueFrom=2024-01-29&dueTo=2024-01-29', [q03, q05, q07]],
    [`text=${encodeURIComponent('党费')}`, [p03, p05, p07]],
    [`text=${encodeURIComponent('费党')}`, []],
    [`text=${encodeURIComponent('党费 不时')}`, []],
    [`text=${encodeURIComponent('笔记 心得')}`, [q03, q05, q07]],
    [`text=${encodeURIComponent('述职-03')}`, [p03, q03]],
  ])('is filtered by %s', async (query, expected) => {
    const ledger = await list(chair, `?${query}`);
    expect(ids(ledger)).toEqual(expected);
    const counted = Object.values(ledger.counts.byLight);
    expect(counted.reduce((a, b) => a + b, 0)).toBe(expected.length);
  });

  it.each([['no'], ['dueOn']])('in pages by %s that together are the whole', async (sort) => {
    const whole = ids(await list(chair, `?sort=${sort}`));
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const page = await list(chair, `?sort=${sort}&limit=2${cursor}`);
      seen.push(...ids(page));
      if (page.next === undefined) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(seen).toEqual(whole);
    expect(whole).toHaveLength(6);
  });

  it('by due date puts what has none last', async () => {
    expect(ids(await list(chair, '?sort=dueOn'))).toEqual([q03, q05, q07, p07, p03, p05]);
  });

  it('refuses a cursor of another day or order, and one that was made up', async () => {
    const { next = '' } = await list(chair, '?limit=2');
    const other = await problems(chair, `?limit=2&sort=dueOn&cursor=${next}`);
    expect(other.status).toBe(400);
    expect(faultOf(other)).toMatchObject({ path: 'cursor', code: 'cursor-outdated' });
    const before = clock.instant;
    clock.instant = new Date('2024-03-06T02:00:00Z');
    expect(faultOf(await problems(chair, `?limit=2&cursor=${next}`))).toMatchObject({ code: 'cursor-outdated' });
    clock.instant = before;
    expect((await problems(chair, `?limit=2&cursor=${next}`)).status).toBe(200);
    const [mark] = JSON.parse(Buffer.from(next, 'base64url').toString()) as string[];
    const madeUp = Buffer.from(JSON.stringify([mark, 'tomorrow', '03', ''])).toString('base64url');
    expect(faultOf(await problems(chair, `?limit=2&cursor=${madeUp}`))).toMatchObject({ code: 'cursor-invalid' });
  });

  it('refuses what it does not know', async () => {
    expect((await problems(chair, '?person=x')).status).toBe(400);
    expect((await problems(chair, '?sort=light')).status).toBe(400);
    expect((await problems(chair, '?light=purple')).status).toBe(400);
  });
});

describe('who sees what', () => {
  it.each([
    ['office-clerk', undefined, [p03, q03, p05, q05, p07, q07]],
    ['auditor', undefined, [p03, q03, p05, q05, p07, q07]],
    ['branch-secretary', '05', [p05, q05]],
    ['branch-clerk', '07', [p07, q07]],
    ['committee-member', '03', [p03, q03]],
    ['department', 'FIN', [p03, p05, p07]],
    ['department', '05', []],
    ['branch-secretary', 'FIN', []],
  ] as const)('%s %s', async (role, unit, expected) => {
    const client = await app.as(role, unit);
    expect(ids(await list(client))).toEqual(expected);
    for (const id of [p03, q05, p07]) {
      const { status } = await problems(client, `/${id}`);
      expect([id, status]).toEqual([id, expected.some((each) => each === id) ? 200 : 404]);
    }
  });

  it('nobody without a role in the business', async () => {
    expect((await problems(await app.as('admin'))).status).toBe(403);
    expect((await problems(await app.as('admin'), `/${p03}`)).status).toBe(403);
  });
});

describe('one problem', () => {
  it('is found by id and by number, and says all of it', async () => {
    const byNumber = await problems(chair, `/${encodeURIComponent('2023-述职-03-01')}`);
    expect(byNumber.status).toBe(200);
    expect(byNumber.headers.get('etag')).toBe('"5"');
    expect(byNumber.body).toEqual((await problems(chair, `/${p03}`)).body);
    expect(byNumber.body).toMatchObject({
      id: p03,
      length: 5,
      listNumber: '党办〔2024〕3号',
      noticeNumber: '通知1号',
      plan: { cause: '重视不够', measures: [{ measure: 1, done: false }, { measure: 2 }, { measure: 3 }] },
      originalDueOn: '2024-06-30',
    });
  });

  it('names no person', async () => {
    const problem = await one(chair, p05);
    expect(JSON.stringify(problem)).not.toContain('somebody');
    expect(Object.keys(problem)).not.toContain('separation');
  });

  it('answers 404 for what does not exist', async () => {
    expect((await problems(chair, '/2023-review-03-09')).status).toBe(404);
    expect((await problems(chair, '/nonsense')).status).toBe(400);
  });

  it('offers what the role may do next, and nothing to who only reads', async () => {
    const secretary = await app.as('branch-secretary', '03');
    expect((await one(secretary, p03)).actions.map(({ act, allowed }) => [act, allowed])).toEqual([
      ['report-progress', true],
      ['request-extension', true],
      ['submit-rectification', true],
    ]);
    expect((await one(await app.as('auditor'), p03)).actions).toEqual([]);
  });

  it('says in both languages why something is not allowed', async () => {
    const member = await app.as('committee-member', '05');
    expect((await one(member, p05)).actions).toMatchObject([{ act: 'reopen-problem', allowed: true, reason: null }]);
    await app.given(toldTo('09', story.flagged, story.approved, story.own(...story.verified)));
    const verified = await one(await app.as('office-head'), '2023-review-09-01');
    expect(verified.actions.find(({ act }) => act === 'close-problem')).toMatchObject({
      allowed: false,
      reason: { code: 'problem-has-standing-measures', zh: expect.stringContaining('长期'), en: expect.any(String) },
    });
  });
});

it('the open list leaves out what is settled, and what was merged into another', async () => {
  const merging = { year: 2023, branch: '03', into: p03, merged: [q03] };
  await app.given(toldTo('10', story.flagged, [event('ProblemsMerged', merging)]));
  const open = await app.app.get(OpenProblems, { strict: false }).openOf(['05', '10']);
  expect(open.map(({ id }) => id)).toEqual([q05, '2023-review-10-01']);
});
