import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '#access/roles.js';
import { Global, Module } from '@nestjs/common';
import type { EventStore } from '#event-sourcing/event-store.js';
import { ReadModelProgress } from '#event-sourcing/projection/progress.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { EVENT_STORE } from '#event-sourcing/tokens.js';
import { HeavyWork } from '#platform/heavy-work/heavy-work.js';
import type { HttpClient } from '#platform/testing/http-client.js';
import { WorkInProcess } from '#platform/testing/work-in-process.js';
import { ChronicleModule } from './chronicle.module.js';
import { chronicleMessages } from './messages.js';
import { cycleEntity, cycles } from './projections/cycles/cycles.projection.js';
import { timeline, timelineEntity } from './projections/timeline/timeline.projection.js';
import { CyclesQuery } from './projections/cycles/cycles.query.js';
import { TimelineQuery } from './projections/timeline/timeline.query.js';
import { replayWork } from './replay/replay-work.js';
import { isReplayRequest } from './replay/replay.js';
import { ReadModelApp } from './testing/read-model-app.js';
import { TWO_YEARS } from './testing/two-years.js';

/** The replay in this process. */
@Global()
@Module({
  providers: [
    TimelineQuery,
    CyclesQuery,
    {
      provide: HeavyWork,
      inject: [EVENT_STORE, EventSchemas, ReadModelProgress, TimelineQuery, CyclesQuery],
      useFactory: (
        store: EventStore,
        schemas: EventSchemas,
        progress: ReadModelProgress,
        timelines: TimelineQuery,
        years: CyclesQuery,
      ) =>
        new WorkInProcess(({ request }) => {
          if (!isReplayRequest(request)) throw new Error('no replay');
          const reading = { timeline: timelines, cycles: years, progress };
          return replayWork({ store, schemas, timeZone: 'Asia/Shanghai', ...reading }, request);
        }),
    },
  ],
  exports: [HeavyWork],
})
class WorkModule {}

@Module({ imports: [WorkModule, ChronicleModule] })
class ChronicleAtWork {}

let app: ReadModelApp;
const clients = new Map<string, HttpClient>();
const as = async (role: Role, unit?: string): Promise<HttpClient> => {
  const key = `${role} ${unit ?? ''}`;
  const client = clients.get(key) ?? (await app.as(role, unit));
  clients.set(key, client);
  return client;
};

const get = async (client: HttpClient, path: string) => client.get(`/api/v1${path}`);

interface Entry {
  readonly type: string;
  readonly occurredOn: string;
  readonly sentence: { readonly zh: string; readonly en: string };
  readonly cycle: number;
}
interface Entries {
  readonly items: readonly Entry[];
  readonly next?: string;
}
const entries = async (client: HttpClient, branch: string, query = ''): Promise<Entries> => {
  const answer = await get(client, `/branches/${branch}/timeline?limit=200${query}`);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body as Entries;
};
const typesOf = ({ items }: Entries): string[] => items.map(({ type }) => type);

beforeAll(async () => {
  app = await ReadModelApp.start({
    module: ChronicleAtWork,
    projections: [timeline, cycles],
    entities: [timelineEntity, cycleEntity],
    messages: [chronicleMessages],
  });
  await app.given(TWO_YEARS);
}, 60_000);

afterAll(() => app.close());

describe('the timeline of a branch', () => {
  it('tells everything, newest first or oldest first', async () => {
    const chair = await as('chair');
    const newest = await entries(chair, '03');
    const oldest = await entries(chair, '03', '&direction=oldest-first');
    expect(typesOf(oldest)).toEqual(typesOf(newest).toReversed());
    expect(oldest.items[0]).toMatchObject({
      type: 'BranchEstablished',
      sentence: { zh: '设立第三党支部', en: 'Branch established: 第三党支部' },
      lateEntry: true,
      by: { role: 'some-role' },
    });
  });

  it('comes in pages that together are the whole', async () => {
    const chair = await as('chair');
    const whole = await entries(chair, '03', '&direction=oldest-first');
    const pages: Entry[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const query = `/branches/03/timeline?limit=7&direction=oldest-first${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page = (await get(chair, query)).body as Entries;
      pages.push(...page.items);
      cursor = page.next;
    }
    expect(pages).toEqual(whole.items);
  });

  it('is found by cycle, kind, item, days and words of two characters', async () => {
    const chair = await as('chair');
    const cycle = await entries(chair, '03', '&year=2023');
    expect(new Set(cycle.items.map((entry) => entry.cycle))).toEqual(new Set([2023]));
    expect(typesOf(cycle)).toContain('GradeFedBack');
    expect(typesOf(cycle)).not.toContain('ProblemDispatched');
    expect(typesOf(await entries(chair, '03', '&kind=comment'))).toEqual(['CommentIssued', 'CommentIssued']);
    expect(typesOf(await entries(chair, '03', `&item=${encodeURIComponent('2023-目标-03-01')}`))).toHaveLength(4);
    expect(typesOf(await entries(chair, '03', '&from=2024-07-01&to=2024-08-31'))).toEqual(['ProblemClosed']);
    expect(typesOf(await entries(chair, '03', `&text=${encodeURIComponent('党费 台账')}`))).toEqual(['ProblemFlagged']);
    expect(typesOf(await entries(chair, '03', `&text=${encodeURIComponent('费党')}`))).toEqual([]);
    // Its pairs 20 and 02 stand in every number of 2023; the word itself does not.
    expect(typesOf(await entries(chair, '03', '&item=2023-review-03-01&text=2020'))).toEqual([]);
    expect(typesOf(await entries(chair, '03', '&item=2023-review-03-01&text=2023')).length).toBeGreaterThan(5);
  });

  it('holds the conclusion of a requirement for each branch that it binds', async () => {
    const secretary = await as('branch-secretary', '05');
    expect(typesOf(await entries(secretary, '05', '&kind=requirement'))).toEqual([
      'RequirementConcluded',
      'RequirementImplemented',
      'RequirementAcknowledged',
      'RequirementIssued',
    ]);
  });

  it('is a branch’s own: another’s is not found', async () => {
    const secretary = await as('branch-secretary', '05');
    expect((await get(secretary, '/branches/03/timeline')).status).toBe(404);
    expect((await get(await as('chair'), '/branches/77/timeline')).status).toBe(404);
    expect((await get(await as('department', '03'), '/branches/03/timeline')).status).toBe(403);
  });

  it('shows a branch its grade only when it was fed back', async () => {
    const own = async (code: string) => typesOf(await entries(await as('branch-secretary', code), code, '&kind=grade'));
    expect(await own('03')).toEqual(['GradeFedBack', 'GradeDecided']);
    expect(await own('05')).toEqual([]);
    expect(typesOf(await entries(await as('chair'), '05', '&kind=grade'))).toEqual(['GradeDecided']);
  });

  it('refuses what it does not know', async () => {
    const answer = await get(await as('chair'), '/branches/03/timeline?person=x');
    expect(answer.status).toBe(400);
    expect((await get(await as('chair'), '/branches/03/timeline?cursor=eA')).errors).toEqual([
      'cursor: cursor-invalid',
    ]);
  });
});

describe('the annual sheet', () => {
  it('has its two blocks, and names events on demand', async () => {
    const sheet = await get(await as('branch-secretary', '03'), '/branches/03/annual-sheets/2024');
    expect(sheet.body).toMatchObject({
      branch: '03',
      name: '第三党支部',
      level: 'internal',
      unit: '集团党委',
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      inherited: { problems: { total: 2, closed: 1, submittedInTime: 1, submittedLate: 1 }, goals: { achieved: 1 } },
      raised: { problems: { total: 2, withdrawn: 1 } },
    });
    const explained = await get(await as('chair'), '/branches/03/annual-sheets/2024?explain=true');
    expect(explained.at('inherited', 'problems', 'closed')).toEqual({
      count: 1,
      events: [{ stream: 'problem-2023-review-03-01', revision: 12 }],
    });
  });

  it('of a year comes per branch in the order of codes, with no figure over all', async () => {
    const all = await get(await as('chair'), '/reviews/2024/annual-sheets');
    expect(Object.keys(all.body as object)).toEqual(['items']);
    expect((all.body as { items: { branch: string }[] }).items.map(({ branch }) => branch)).toEqual(['03', '05']);
    const own = await get(await as('branch-secretary', '05'), '/reviews/2024/annual-sheets');
    expect((own.body as { items: { branch: string }[] }).items.map(({ branch }) => branch)).toEqual(['05']);
  });

  it('tells a branch no grade before feedback', async () => {
    const path = '/branches/05/annual-sheets/2023';
    expect((await get(await as('branch-secretary', '05'), path)).at('grade', 'grade')).toBeNull();
    expect((await get(await as('auditor'), path)).at('grade', 'decided')).toBe(false);
    expect((await get(await as('chair'), path)).at('grade', 'grade')).toBe('fair');
  });
});

describe('a replay', () => {
  it('gives the same bytes again, finds the log intact and the sheets equal', async () => {
    const group = await as('annual-review');
    const first = await group.post('/api/v1/replays', { year: 2024 });
    const second = await (await as('auditor')).post('/api/v1/replays', { year: 2024 });
    expect(first.status).toBe(200);
    expect(first.body).toEqual(second.body);
    expect(first.at('verdict')).toEqual({ verdict: 'intact', log: 'intact', sheets: 'equal', different: [] });
    expect(first.at('report', 'branches', 0, 'sheet', 'inherited', 'problems', 'closed', 'count')).toBe(1);
  });

  it('is for those who review, and for a branch that exists', async () => {
    expect((await (await as('branch-secretary', '03')).post('/api/v1/replays', { year: 2024 })).status).toBe(403);
    expect((await (await as('chair')).post('/api/v1/replays', { year: 2024, branch: '77' })).status).toBe(404);
  });
});
