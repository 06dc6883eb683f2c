import { beforeAll, describe, expect, it } from '@jest/globals';
import type { RawEvent } from '../../setup/raw-log.js';
import { inner } from './played-story.js';
import type { Item, PlayedStory } from './played-story.js';
import { foldProblems } from './problem-fold.js';
import { foldGoals, foldRequirements } from './pursuit-fold.js';
import { foldYear, yearOf } from './sheet-fold.js';
import type { FoldedYear, Meetings } from './sheet-fold.js';
import { contains, eventsOfBranch } from './timeline-fold.js';

const MEETINGS: Meetings = [
  [2023, '2024-01-19'],
  [2024, '2025-01-17'],
];
const isOf2024 = (event: RawEvent): boolean => yearOf(event, MEETINGS) === 2024;

const CODES = ['01', '02', '03', '04', '05', '06', '07', '08', '09'];

/** On the day of the second meeting, Friday 2025-01-17, counted by hand with the published calendars. */
const LIGHTS: readonly (readonly [no: string, light: string, dueOn: string | null, owes: string])[] = [
  // Near: five working days on is the 24th, and the 25th is a Saturday; a working Sunday is the 26th.
  ['2023-述职-01-01', 'grey', null, 'nobody'],
  ['2023-述职-08-02', 'grey', null, 'nobody'],
  ['2023-述职-03-01', 'green', null, 'unit'],
  ['2023-述职-04-02', 'red', '2024-11-29', 'unit'],
  ['2023-述职-07-01', 'yellow', '2025-03-31', 'unit'],
  ['2023-述职-07-02', 'blue', '2025-01-22', 'unit'],
  ['2023-述职-05-01', 'blue', '2025-01-21', 'office-head'],
  ['2023-述职-06-01', 'green', '2025-01-26', 'office'],
  ['2024-述职-04-01', 'blue', '2025-01-24', 'chair'],
  ['2024-督查-06-01', 'red', '2024-04-28', 'office-head'],
];

const byKey = (items: readonly Item[], key = 'no'): ReadonlyMap<unknown, Item> =>
  new Map(items.map((item) => [item[key], item]));

export const describeFigures = (story: () => PlayedStory): void => {
  let events: readonly RawEvent[];
  let year: FoldedYear;
  const ofType = <Type extends RawEvent['type']>(type: Type): Extract<RawEvent, { type: Type }>[] =>
    events.filter((event): event is Extract<RawEvent, { type: Type }> => event.type === type);

  beforeAll(() => {
    events = story().events;
    year = foldYear(events, 2024, MEETINGS);
  });

  describe('the meeting', () => {
    it('has nine branches, five reports on the spot and four in writing, each with a comment', async () => {
      const established = ofType('BranchEstablished').map(({ data }) => data.code);
      expect(established.toSorted()).toEqual(CODES);
      const modes = ofType('ReportDelivered').filter(({ data }) => data.year === 2023);
      expect(modes.map(({ data }) => data.mode).toSorted()).toEqual([
        ...Array.from({ length: 5 }, () => 'on-site'),
        ...Array.from({ length: 4 }, () => 'written'),
      ]);
      const overview: readonly Item[] = Object((await story().read('chair', '/reviews/2023/overview')).at('items'));
      expect(overview.map(({ branch }) => branch)).toEqual(CODES);
      for (const row of overview) {
        const here = (type: RawEvent['type']): number =>
          events.filter((event) => event.type === type && event.stream === `report-2023-${String(row['branch'])}`)
            .length;
        expect(row).toMatchObject({
          mode: modes.find(({ data }) => data.branch === row['branch'])?.data.mode,
          deliveredOn: '2024-01-19',
          comments: 1,
          questions: here('QuestionAsked'),
          problems: here('ProblemFlagged'),
          goals: here('GoalAssigned'),
          talliesConfirmed: here('AppraisalTallied'),
          gradeFedBackOn: '2024-02-07',
        });
      }
    });

    it('is minuted with a roster of more than forty, the achievements and three requirements with their points', async () => {
      const groups = ofType('RosterRecorded').at(-1)?.data.groups ?? [];
      const present = groups.reduce((sum, group) => sum + group.present, 0);
      expect(present).toBeGreaterThan(40);
      const minutes = (await story().read('office.head', '/reviews/2023/minutes')).body;
      expect(minutes).toMatchObject({
        roster: { groups, total: { present, due: groups.reduce((sum, group) => sum + group.due, 0) } },
        reported: { 'on-site': 5, video: 0, written: 4 },
        achievements: ofType('SummaryGiven')[0]?.data.achievements.map(({ text }) => text),
        requirements: ofType('RequirementIssued').map(({ data }) => ({
          no: data.no,
          heading: data.heading.text,
          points: data.points.map(({ text }) => text),
          units: CODES,
        })),
      });
      expect(ofType('RequirementIssued')).toHaveLength(3);
    });
  });

  describe('the ledger', () => {
    it('holds every problem once, by branch and number, in the state that its events led to', async () => {
      const expected = [...foldProblems(events, isOf2024).values()];
      const items = await story().items('office.clerk', '/problems');
      expect(items.map(({ no }) => String(no)).toSorted()).toEqual(expected.map(({ no }) => no).toSorted());
      expect(items.map(({ branch }) => branch)).toEqual(expected.map(({ branch }) => branch).toSorted());
      const found = byKey(items);
      for (const { no, branch, status, dueOn } of expected)
        expect({
          no,
          branch: found.get(no)?.['branch'],
          status: inner(found.get(no) ?? {}, 'status'),
          dueOn: found.get(no)?.['rectificationDueOn'],
        }).toEqual({ no, branch, status, dueOn });
    });

    it('counts by status what it shows', async () => {
      const expected: Record<string, number> = {};
      for (const { status } of foldProblems(events, isOf2024).values()) expected[status] = (expected[status] ?? 0) + 1;
      const { body } = await story().read('chair', '/problems');
      expect(body).toMatchObject({
        counts: { byStatus: expected },
        lightsOf: { day: '2025-01-17', calendarPublished: true },
      });
    });

    it.each(LIGHTS)('shows %s %s, due on %s and owed by %s', async (no, light, dueOn, owes) => {
      const { body } = await story().read('chair', `/problems/${encodeURIComponent(no)}`);
      expect(body).toMatchObject({ no, light: { code: light }, dueOn, whoOwes: { by: owes } });
      const listed = await story().items('chair', `/problems?light=${light}`);
      expect(listed.map((item) => item['no'])).toContain(no);
    });
  });

  describe('goals and requirements', () => {
    it('stand as their events left them', async () => {
      const goals = byKey(await story().items('chair', '/goals'), 'id');
      const expected = foldGoals(events, isOf2024);
      expect([...goals.keys()].map(String).toSorted()).toEqual([...expected.keys()].toSorted());
      for (const { id, branch, dueOn, outcome } of expected.values())
        expect(goals.get(id)).toMatchObject({ branch, goalDueOn: dueOn, outcome });
    });

    it('requirements bind each unit, and show what it did', async () => {
      const parts = foldRequirements(events, isOf2024);
      expect(parts).toHaveLength(27);
      const items = byKey(await story().items('chair', '/requirements'));
      for (const { no, unit, acknowledged, implemented, concluded } of parts) {
        const units: readonly Item[] = Object(items.get(no)?.['units']);
        const status = concluded ? 'concluded' : implemented ? 'implemented' : acknowledged ? 'acknowledged' : 'issued';
        const part = units.find((each) => each['unit'] === unit);
        expect({ no, unit, status: inner(part ?? {}, 'status') }).toEqual({ no, unit, status });
      }
    });
  });

  describe.each(CODES)('branch %s', (code) => {
    it('has an annual sheet with the figures of its events', async () => {
      const { body } = await story().read('chair', `/branches/${code}/annual-sheets/2024`);
      expect(body).toMatchObject({
        cycle: { after: '2024-01-19', upTo: '2025-01-17' },
        inherited: year.block(code, 'inherited'),
        raised: year.block(code, 'raised'),
        ...year.report(code),
      });
    });

    it('has a timeline with everything that concerns it, once, in order', async () => {
      const expected = eventsOfBranch(events, code);
      const nameOf = ({ stream, revision }: { stream?: unknown; revision?: unknown }): string =>
        `${String(stream)}@${String(revision)}`;
      const entries = await story().items('chair', `/branches/${code}/timeline?direction=oldest-first`);
      expect(entries.map(nameOf).toSorted()).toEqual(expected.map(nameOf).toSorted());
      const days = entries.map(({ occurredOn }) => String(occurredOn));
      expect(days).toEqual(days.toSorted());
      const ofCycle = await story().items('chair', `/branches/${code}/timeline?year=2024`);
      expect(ofCycle).toHaveLength(expected.filter(isOf2024).length);
    });

    it.each(['党费', '整改'])(
      'finds %s, a word of two characters, where it was said and nowhere else',
      async (word) => {
        const expected = eventsOfBranch(events, code).filter(({ data }) => contains(data, word));
        const path = `/branches/${code}/timeline?text=${encodeURIComponent(word)}`;
        const found = await story().items('chair', path);
        const names = (all: readonly Item[]): string[] =>
          all.map(({ stream, revision }) => `${String(stream)}@${String(revision)}`).toSorted();
        expect(names(found)).toEqual(names(expected.map(({ stream, revision }) => ({ stream, revision }))));
      },
    );
  });

  it.each(['党费', '整改', '台账'])('finds %s in the ledger', async (word) => {
    const expected = [...ofType('ProblemFlagged'), ...ofType('ProblemRaised')].filter(({ data }) =>
      data.statement.text.includes(word),
    );
    const found = await story().items('office.clerk', `/problems?text=${encodeURIComponent(word)}`);
    expect(expected).not.toEqual([]);
    expect(found.map(({ no }) => no)).toEqual(expected.map(({ data }) => data.no).toSorted());
  });
};
