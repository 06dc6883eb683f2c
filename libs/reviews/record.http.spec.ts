import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FixedClock } from '#platform/testing/http-app.js';
import type { Answer } from '#platform/testing/http-client.js';
import { paperMeeting } from './testing/paper-meeting.js';
import type { PaperMeeting, PaperReport } from './testing/paper-meeting.js';
import { ReviewApp } from './testing/review-app.js';
import type { User } from './testing/review-app.js';
import { troubled } from './testing/troubled-store.js';
import type { Trouble } from './testing/troubled-store.js';

const clock = new FixedClock(new Date('2024-01-10T02:00:00Z'));
const MEETING = '2024-01-20';
const RECORD = '/api/v1/reviews/2023/record';

let app: ReviewApp;
let clerk: User;
let chair: User;
let secretary: User;
const trouble: Trouble = { after: Infinity };

const enrolled = ['01', '02', '03'];

beforeAll(async () => {
  app = await ReviewApp.start(clock, (store) => troubled(store, trouble));
  clerk = await app.user('clerk', 'office-clerk');
  chair = await app.user('chair', 'chair');
  secretary = await app.user('secretary', 'branch-secretary', { unit: '01' });
  const entered = async (path: string, body: object): Promise<void> => {
    const { status, body: answer } = await clerk.http.post(path, body);
    expect([path, status, status === 201 ? undefined : answer]).toEqual([path, 201, undefined]);
  };
  for (const code of enrolled) await entered('/api/v1/branches', { code, name: `第${code}党支部` });
  const schedule = { committee: '集团党委', title: '述职评议会', presider: chair.person };
  for (const year of [2022, 2023, 2024]) {
    const plannedOn = year === 2022 ? '2023-12-20' : MEETING;
    await entered('/api/v1/reviews', { year, plannedOn, ...schedule });
    for (const branch of enrolled)
      await entered(`/api/v1/reviews/${String(year)}/enrolments`, {
        branch,
        mode: 'on-site',
        commentator: chair.person,
      });
  }
  clock.instant = new Date('2024-01-21T02:00:00Z');
}, 60_000);

afterAll(() => app?.close());

const meeting = (): PaperMeeting =>
  paperMeeting({ clerk: clerk.person, chair: chair.person, secretary: secretary.person }, enrolled, MEETING);

const reportOf = (branch: string): PaperReport => {
  const [first] = meeting().reports;
  if (first === undefined) throw new Error('nobody reported');
  return { ...first, branch };
};

const streamLengths = async (year: number): Promise<readonly number[]> =>
  Promise.all(
    [`review-${String(year)}`, ...enrolled.map((branch) => `report-${String(year)}-${branch}`)].map(async (stream) => {
      const slice = await app.log.store.readStream(stream);
      return slice.status === 'found' ? slice.events.length : 0;
    }),
  );

const send = (body: object, key?: string, path = RECORD): Promise<Answer> =>
  clerk.http.post(path, body, key === undefined ? {} : { 'Idempotency-Key': key });

describe('a meeting entered from paper', () => {
  it('is tried: what it would record, and nothing is recorded', async () => {
    const before = await streamLengths(2023);
    const trial = await send(meeting(), undefined, `${RECORD}?dryRun=true`);
    expect([trial.status, trial.at('dryRun'), trial.at('errors')]).toEqual([200, true, []]);
    expect(trial.at('events', 'report-2023-01')).toEqual({
      ReportDelivered: 1,
      QuestionAsked: 2,
      QuestionAnswered: 1,
      CommentIssued: 1,
      ProblemFlagged: 2,
      GoalAssigned: 1,
      AppraisalTallied: 1,
    });
    expect(trial.at('items', 1)).toEqual({ id: '2023-review-01-02', no: '2023-述职-01-02' });
    expect(trial.at('lateEntries', 0)).toEqual({ path: 'roster', occurredOn: MEETING, days: 1, pastGrace: false });
    expect(trial.at('lateEntries', 3, 'path')).toBe('reports[0].questions[0].answer');
    expect(await streamLengths(2023)).toEqual(before);
  });

  it('takes the level of each part, which is refused where a unit is to act on it', async () => {
    const level = 'committee-only';
    const { requirements } = meeting();
    const own = reportOf('01');
    const hidden = {
      ...meeting(),
      reports: [{ ...own, comments: own.comments.map((each) => ({ ...each, level })) }],
      requirements: requirements.slice(0, 1).map((each) => ({ ...each, level })),
    };
    expect((await send(hidden, undefined, `${RECORD}?dryRun=true`)).errors.slice(0, 2)).toEqual([
      'reports[0].comments[0].goals: level-hides-task',
      'requirements[0].level: level-not-for-act',
    ]);
  });

  it('is told of every fault at its place, of whatever kind, and then nothing is recorded', async () => {
    const before = await streamLengths(2023);
    const wrong = {
      ...meeting(),
      reports: [
        {
          ...reportOf('01'),
          tallies: reportOf('01').tallies.map((tally) => ({ ...tally, supervisedBy: clerk.person })),
        },
        { ...reportOf('77') },
        { ...reportOf('03'), comments: [{ problems: [{ statement: '无人点评', category: '其他' }] }] },
      ],
    };
    const places = [
      'reports[0].tallies[0].supervisedBy: counters-same',
      'reports[1].delivery: branch-not-enrolled',
      'reports[2].comments[0]: role-not-held',
    ];
    const trial = await send(wrong, undefined, `${RECORD}?dryRun=true`);
    expect([trial.status, trial.errors]).toEqual([200, places]);
    const refused = await send(wrong, 'meeting-2023');
    expect([refused.status, refused.code, refused.errors]).toEqual([422, 'batch-refused', places]);
    expect((await send(meeting())).code).toBe('idempotency-key-required');
    expect((await secretary.http.post(RECORD, meeting())).status).toBe(403);
    expect(await streamLengths(2023)).toEqual(before);
  });

  it('is told of faults of form and of rules together, each where it was said', async () => {
    const before = await streamLengths(2023);
    const wrong = {
      ...meeting(),
      stage: '礼堂',
      reports: [
        { ...reportOf('01'), questions: [7], tallies: 'none' },
        { ...reportOf('77'), delivery: { deliveredBy: secretary.person, year: 2023 } },
        { ...reportOf('0 3') },
        { ...reportOf('78') },
        null,
      ],
      summary: { actor: chair.person, achievements: ['很好'], occurredOn: '2024-02-01' },
    };
    const ofForm = [
      'reports[1].delivery.year: field-from-path',
      'stage: unknown-field',
      'reports[0].questions[0]: not-object',
      'reports[0].tallies: not-list',
      'reports[2].branch: not-code',
      'reports[4]: not-object',
    ];
    const ofRules = ['reports[3].delivery: branch-not-enrolled', 'summary.occurredOn: occurred-in-future'];
    const trial = await send(wrong, undefined, `${RECORD}?dryRun=true`);
    expect([trial.status, [...trial.errors].sort()]).toEqual([200, [...ofForm, ...ofRules].sort()]);
    expect(trial.at('events', 'report-2023-01')).toMatchObject({ ReportDelivered: 1, CommentIssued: 1 });
    const refused = await send(wrong, 'wrong-form');
    expect([refused.status, refused.code, refused.errors]).toEqual([400, 'request-invalid', trial.errors]);
    expect(await streamLengths(2023)).toEqual(before);
  });

  it('is told once of what many parts take from the whole', async () => {
    const tried = (body: object): Promise<Answer> =>
      send({ ...meeting(), ...body }, undefined, `${RECORD}?dryRun=true`);
    expect((await tried({ occurredOn: '昨天' })).errors).toEqual(['occurredOn: not-day']);
    expect((await tried({ occurredOn: '2024-02-01' })).errors).toEqual(['occurredOn: occurred-in-future']);
    expect((await tried({ basis: { kind: 'minutes', date: '2024-02-01' } })).errors).toEqual([
      'basis.date: basis-in-future',
    ]);
    const roster = { ...meeting(), reports: [], occurredOn: '2024-01-12', adjournment: undefined };
    expect((await tried(roster)).errors).toEqual(['lateReason: late-reason-required']);
    expect((await tried({ ...roster, lateReason: '会后补录' })).at('lateEntries', 0)).toEqual({
      path: 'roster',
      occurredOn: '2024-01-12',
      days: 9,
      pastGrace: true,
    });
  });

  it('goes on where it was interrupted, and is recorded once', async () => {
    trouble.after = 9;
    const interrupted = await send(meeting(), 'meeting-2023');
    expect([interrupted.status, interrupted.code]).toEqual([503, 'log-unavailable']);
    expect(interrupted.at('parts', 'recorded', 0)).toBe('roster');
    expect(interrupted.at('parts', 'recorded', 7)).toBe('reports[1].delivery');
    expect(interrupted.at('parts', 'recorded', 8)).toBeUndefined();
    expect(interrupted.at('parts', 'left', 0)).toBe('reports[1].questions[0]');
    trouble.after = Infinity;
    const other = await send(
      { ...meeting(), summary: { actor: chair.person, achievements: ['其他'] } },
      'meeting-2023',
    );
    expect([other.status, other.code]).toEqual([422, 'idempotency-key-reused']);
    const done = await send(meeting(), 'meeting-2023');
    expect([done.status, done.at('dryRun')]).toEqual([200, false]);
    expect(done.at('events', 'review-2023')).toEqual({
      RosterRecorded: 1,
      SummaryGiven: 1,
      RequirementIssued: 3,
      MeetingAdjourned: 1,
    });
    const lengths = await streamLengths(2023);
    expect(lengths).toEqual([10, 9, 9, 9]);
    const again = await send(meeting(), 'meeting-2023');
    expect([again.status, again.body]).toEqual([200, done.body]);
    expect(await streamLengths(2023)).toEqual(lengths);
  });

  it('says which parts are recorded where somebody was first', async () => {
    const path = '/api/v1/reviews/2022';
    trouble.meanwhile = () =>
      clerk.http.post(`${path}/reports/01/delivery`, { occurredOn: MEETING, deliveredBy: secretary.person });
    const { occurredOn, basis, roster } = meeting();
    const body = {
      occurredOn,
      basis,
      roster,
      reports: [{ branch: '01', delivery: { deliveredBy: secretary.person } }],
    };
    const stopped = await send(body, 'meeting-2022', `${path}/record`);
    expect([stopped.status, stopped.code, stopped.at('parts')]).toEqual([
      409,
      'batch-interrupted',
      { recorded: ['roster'], left: ['reports[0].delivery'] },
    ]);
    expect(stopped.errors).toEqual(['reports[0].delivery: report-already-delivered']);
  });

  it('is told from another one under its key, also where they have no part in common', async () => {
    const path = '/api/v1/reviews/2022/record';
    const { occurredOn, basis, roster, reports } = meeting();
    const [, second] = reports;
    const first = { occurredOn, basis, reports: [second] };
    expect((await send(first, 'half', path)).status).toBe(200);
    const other = { occurredOn, basis, roster };
    for (const where of [`${path}?dryRun=true`, path]) {
      const refused = await send(other, 'half', where);
      expect([where, refused.status, refused.code]).toEqual([where, 422, 'idempotency-key-reused']);
    }
    expect((await send(other, 'other-half', path)).status).toBe(200);
    expect((await send(first, 'half', path)).status).toBe(200);
  });

  it('is recorded from the office’s draft, which is gone then', async () => {
    const [path, draft] = ['/api/v1/reviews/2022/record', '/api/v1/drafts/minutes/2022'];
    const issue = (more = {}, where = path) => send({ fromDraft: true, ...more }, 'minutes', where);
    expect((await issue()).code).toBe('draft-not-found');
    const { occurredOn, basis, roster } = meeting();
    const kept = await clerk.http.put(draft, { content: { occurredOn, basis, roster: {}, 标题: '会议纪要' } });
    expect((await issue({ roster })).errors).toEqual(['fromDraft: draft-and-body']);
    expect((await issue()).errors).toEqual(['roster.groups: field-required']);
    const content = { occurredOn, basis, roster };
    await clerk.http.put(draft, { content }, { 'If-Match': String(kept.headers.get('etag')) });
    const trial = await issue({}, `${path}?dryRun=true`);
    expect([trial.status, trial.errors, trial.at('events', 'review-2022')]).toEqual([200, [], { RosterRecorded: 1 }]);
    expect((await clerk.http.get(draft)).status).toBe(200);
    const done = await issue();
    expect([done.status, done.at('events')]).toEqual([200, { 'review-2022': { RosterRecorded: 1 } }]);
    expect((await clerk.http.get(draft)).status).toBe(404);
    expect([(await issue()).code, (await issue()).status]).toEqual(['draft-issued', 409]);
    await clerk.http.put(draft, { content: { ...content, lateReason: '补录' } });
    expect((await issue()).code).toBe('idempotency-key-reused');
  });

  it('stands in the log as if each part had been entered by itself', async () => {
    const whole = await told(2023);
    clock.instant = new Date(clock.instant.getTime() + 1_000);
    await oneByOne();
    expect(await told(2024)).toEqual(whole.map((line) => line.replaceAll('2023', '2024')));
  });
});

/** What each event of a meeting says, without what differs from one recording to the next. */
const told = async (year: number): Promise<readonly string[]> => {
  const streams = [`review-${String(year)}`, ...enrolled.map((branch) => `report-${String(year)}-${branch}`)];
  const lines = await Promise.all(
    streams.map(async (stream) => {
      const slice = await app.log.store.readStream(stream);
      const events = slice.status === 'found' ? slice.events : [];
      return events.map(({ envelope: { type, data, metadata }, texts }) => {
        const { occurredOn, seq, actor, role, recordedBy, basis, tags } = metadata;
        const reads = metadata.reads?.toSorted((a, b) => (a.stream < b.stream ? -1 : 1));
        const words = JSON.stringify(data, (_, value: unknown) =>
          typeof value === 'object' && value !== null && 'textDigest' in value
            ? texts[String(value.textDigest)]?.[1]
            : value,
        );
        return JSON.stringify([stream, type, words, { occurredOn, seq, actor, role, recordedBy, basis, tags, reads }]);
      });
    }),
  );
  return lines.flat();
};

/** The same meeting for the review of 2024, by the ordinary routes. */
const oneByOne = async (): Promise<void> => {
  const { occurredOn, basis, roster, reports, summary, requirements, adjournment } = meeting();
  const review = '/api/v1/reviews/2024';
  const enter = async (method: 'post' | 'put', path: string, body: object): Promise<void> => {
    const { status, body: answer } = await clerk.http[method](`${review}${path}`, { occurredOn, basis, ...body });
    expect([path, status, status === 201 ? undefined : answer]).toEqual([path, 201, undefined]);
  };
  await enter('put', '/roster', roster);
  for (const { branch, delivery, questions, comments, tallies } of reports) {
    const path = `/reports/${branch}`;
    await enter('post', `${path}/delivery`, delivery);
    for (const [n, { words, answer, seq }] of questions.entries()) {
      await enter('post', `${path}/questions`, { words, seq });
      if (answer !== undefined)
        await enter('post', `${path}/questions/${String(n + 1)}/answer`, { words: answer, seq });
    }
    for (const comment of comments) await enter('post', `${path}/comments`, comment);
    for (const tally of tallies) await enter('post', `${path}/appraisals`, tally);
  }
  await enter('post', '/summary', summary);
  for (const requirement of requirements) await enter('post', '/requirements', requirement);
  await enter('post', '/adjournment', adjournment);
};
