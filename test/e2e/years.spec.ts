import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { times } from '../setup/fault-scale.js';
import type { RawEvent } from '../setup/raw-log.js';
import { foldProblems } from './story/problem-fold.js';
import { foldYear } from './story/sheet-fold.js';
import { YearsOffice } from './years/office.js';
import { MEETINGS, Years } from './years/play.js';
import { toAnswer } from './years/to-answer.js';

const BRANCHES = times(12, 50);

interface Sheet {
  readonly branch: string;
}

interface Line {
  readonly id: string;
  readonly no: string;
  readonly raisedIn: number;
  readonly status: { readonly code: string };
}

describe(`given two years of ${String(BRANCHES)} branches, played through HTTP`, () => {
  let office: YearsOffice;
  let events: readonly RawEvent[];

  beforeAll(async () => {
    office = await YearsOffice.open(BRANCHES);
    const years = new Years(office);
    await years.establish();
    for (const [year, meeting] of MEETINGS) {
      await years.review(year, meeting);
      if (year < 2025) await years.follow(year + 1);
    }
    events = await office.log();
  }, 240_000);

  afterAll(() => office?.stop());

  it.each([2024, 2025])('the sheets of %d agree, branch by branch and block by block, with the log', async (year) => {
    const expected = foldYear(events, year, MEETINGS);
    const sheets = await office.items<Sheet>(`/reviews/${String(year)}/annual-sheets`);
    expect(sheets.map(({ branch }) => branch)).toEqual(office.codes);
    for (const sheet of sheets) {
      const { branch } = sheet;
      expect(sheet).toMatchObject({
        inherited: expected.block(branch, 'inherited'),
        raised: expected.block(branch, 'raised'),
        ...expected.report(branch),
      });
    }
  });

  it('every problem open after the first year is met in the second under the same id and number', async () => {
    const [, firstEnd] = MEETINGS[1];
    const then = foldProblems(
      events.filter(({ metadata }) => metadata.occurredOn <= firstEnd),
      () => false,
    );
    const open = [...then.values()].filter(({ status }) => status !== 'closed' && status !== 'withdrawn');
    expect(open.length).toBeGreaterThan(BRANCHES);
    const now = new Map((await office.items<Line>('/problems')).map((line) => [line.id, line]));
    for (const { id, no, raisedIn } of open) expect(now.get(id)).toMatchObject({ no, raisedIn });
  });

  it('every report was asked for, and minuted with, every item that it had to answer', async () => {
    for (const [year] of MEETINGS.slice(1)) {
      const before = events.findIndex(({ type, data }) => type === 'ReviewScheduled' && data.year === year);
      const expected = toAnswer(events.slice(0, before + 1), year);
      for (const branch of office.codes) {
        const report = await office
          .as('head')
          .get<{ answers: readonly { item: { id: string } }[]; unanswered: readonly { id: string }[] }>(
            `/reviews/${String(year)}/reports/${branch}`,
          );
        const met = [...report.answers.map(({ item }) => item.id), ...report.unanswered.map(({ id }) => id)];
        expect([...new Set(met)].toSorted()).toEqual(expected.get(branch));
      }
    }
  });
});
