import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReadModelApp } from '#chronicle/testing/read-model-app.js';
import { freeText } from '#event-sourcing/event.js';
import { event, inStream } from '#event-sourcing/testing/given-event.js';
import type { GivenEvent } from '#event-sourcing/testing/given-event.js';
import { FixedClock } from '#platform/testing/http-app.js';
import type { HttpClient } from '#platform/testing/http-client.js';
import { dutyMessages } from '#access/messages.js';
import { problemStream } from './events.js';
import { problemMessages } from './messages.js';
import type { LedgerView } from './problem-queries.controller.js';
import { ProblemQueriesModule } from './problem-queries.module.js';
import type { ProblemView } from './problem-view.js';
import { ledgerEntity, problemLedger } from './projections/ledger/ledger.projection.js';
import * as story from './testing/problem-story.js';

const raised = (
  source: string,
  n: number,
  more: object,
  ...later: readonly [string, object][]
): readonly GivenEvent[] => {
  const problem = `2024-${source}-04-0${String(n)}`;
  const data = {
    problem,
    no: problem,
    year: 2024,
    branch: '04',
    source,
    statement: freeText('会议记录不全'),
    category: 'records',
    lead: { kind: 'branch', code: '04' },
    ...more,
  };
  return inStream<GivenEvent>(
    problemStream(problem),
    { branch: '04', year: 2024 },
    event('ProblemRaised', data, { on: '2024-01-29' }),
    ...later.map(([type, what]) => event(type, { problem, ...what }, { on: '2024-02-01' })),
  );
};

const atOnce = { submission: 1, summary: freeText('当场改正'), atOnce: true, evidence: [] };
const standing = {
  cause: freeText('无制度'),
  adoptedBy: '支委会',
  adoptedOn: '2024-01-31',
  measures: [story.measure(1, 'standing')],
};

/** Written a second time, without SQL, over what the ledger shows of single problems. */
const FILTERS: Readonly<Record<string, (value: string, problem: ProblemView) => boolean>> = {
  raisedIn: (value, { raisedIn }) => String(raisedIn) === value,
  source: (value, { source }) => value.split(',').includes(source ?? ''),
  category: (value, { category }) => category === value,
  kind: (value, { plan, submissions }) => {
    const kinds: string[] = plan === null || plan.returnedOn !== null ? [] : plan.measures.map(({ kind }) => kind);
    const all = submissions.some((each) => each.atOnce) ? [...kinds, 'at-once'] : kinds;
    return value.split(',').some((kind) => all.includes(kind));
  },
  whoOwes: (value, { whoOwes }) => whoOwes.by === value,
  common: (value, { source }) => (source === 'common') === (value === 'true'),
  recurrence: (value, { recurrenceOf }) => (recurrenceOf !== null) === (value === 'true'),
};

const VALUES: readonly (readonly [string, readonly string[]])[] = [
  ['raisedIn', ['2023', '2024']],
  ['source', ['review', 'check,common']],
  ['category', ['dues']],
  ['kind', ['standing', 'at-once,by-date']],
  ['whoOwes', ['unit', 'office-head']],
  ['common', ['true', 'false']],
  ['recurrence', ['true', 'false']],
];

const singles = VALUES.flatMap(([name, values]) => values.map((value) => ({ [name]: value })));
const pairs = singles.flatMap((one, n) => singles.slice(n + 1).map((other) => ({ ...one, ...other })));

let app: ReadModelApp;
let chair: HttpClient;

beforeAll(async () => {
  app = await ReadModelApp.start({
    module: ProblemQueriesModule,
    projections: [problemLedger],
    entities: [ledgerEntity],
    messages: [problemMessages, dutyMessages],
    clock: new FixedClock(new Date('2024-03-05T02:00:00Z')),
  });
  await app.given([
    ...story.flagged,
    ...story.approved,
    ...story.own(...story.inProgress),
    ...raised('check', 1, { recurrenceOf: story.problem }, ['RectificationSubmitted', atOnce]),
    ...raised('common', 1, {}, ['PlanSubmitted', standing]),
    ...raised('common', 2, {}, ['PlanSubmitted', standing], ['PlanReturned', { reason: freeText('不具体') }]),
    ...raised('opinion', 1, { category: 'dues' }),
  ]);
  chair = await app.as('chair');
}, 60_000);

afterAll(() => app.close());

describe('the filters of the ledger', () => {
  it('leave, alone and two by two, what the same conditions leave without the database', async () => {
    const list = async (query: object): Promise<string[]> => {
      const text = new URLSearchParams({ ...query }).toString();
      const answer = await chair.get(`/api/v1/problems?${text}`);
      expect([text, answer.status]).toEqual([text, 200]);
      return (answer.body as LedgerView).items.map(({ id }) => id);
    };
    const all = await Promise.all(
      (await list({})).map(async (id) => (await chair.get(`/api/v1/problems/${id}`)).body as ProblemView),
    );
    expect(all).toHaveLength(6);
    const sizes = new Set<number>();
    for (const query of [...singles, ...pairs]) {
      const expected = all.filter((problem) =>
        Object.entries(query).every(([name, value]) => FILTERS[name]?.(value, problem)),
      );
      expect([query, await list(query)]).toEqual([query, expected.map(({ id }) => id)]);
      sizes.add(expected.length);
    }
    expect([...sizes].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it.each(['common=yes', 'recurrence=1', 'kind=soon', 'whoOwes=me', 'raisedIn=last'])('refuse %s', async (query) => {
    expect((await chair.get(`/api/v1/problems?${query}`)).status).toBe(400);
  });
});
