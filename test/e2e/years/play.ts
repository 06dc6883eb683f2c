import { itemId } from '#text/item-number.js';
import type { Act } from './fates.js';
import { GOAL_FATES, PROBLEM_FATES } from './fates.js';
import type { YearsOffice } from './office.js';
import { atOnce } from './office.js';
import { toAnswer } from './to-answer.js';

/** Days of the meetings by the year reported on. */
export const MEETINGS = [
  [2023, '2024-01-19'],
  [2024, '2025-01-17'],
  [2025, '2026-01-16'],
] as const;

interface ActOnItem extends Act {
  readonly branch: string;
  readonly item: string;
}

const CATEGORIES = ['组织生活', '党费管理', '意识形态', '党风廉政'];

/** Plays reviews and what follows from them, day by day; what is still to come of an item waits here for its day. */
export class Years {
  private readonly toCome: ActOnItem[] = [];

  constructor(private readonly office: YearsOffice) {}

  async establish(): Promise<void> {
    const clerk = this.office.as('clerk');
    await this.office.forEach((code) =>
      clerk.post('/branches', { code, name: `第${code}党支部`, parentUnit: '集团党委' }),
    );
  }

  /** From the scheduling to the adjournment, which is entered on the day after. */
  async review(year: number, meeting: string): Promise<void> {
    const { office } = this;
    const clerk = office.as('clerk');
    const base = `/reviews/${String(year)}`;
    office.on(`${String(year)}-12-20`);
    const title = `${String(year)}年度党支部书记述职评议会`;
    const chair = office.person('chair');
    await clerk.post('/reviews', { year, committee: '集团党委', title, plannedOn: meeting, presider: chair });
    const items = toAnswer(await office.log(), year);
    await office.forEach(async (code) => {
      const mode = Number(code) % 2 === 0 ? 'written' : 'on-site';
      await clerk.post(`${base}/enrolments`, { branch: code, mode, commentator: chair });
      const called = (items.get(code) ?? []).map((item) => ({ item }));
      await clerk.post(`${base}/reports/${code}/answers-called-for`, { items: called });
      const answers = called.map(({ item }) => ({ item, answer: `关于${item}：已按要求推进。` }));
      // One in ten leaves its last item unanswered.
      const given = Number(code) % 10 === 0 ? answers.slice(0, -1) : answers;
      const body = `${String(year)}年度述职报告。`;
      await office.post('secretary', code, `${base}/reports/${code}/submission`, { body, answers: given });
      await clerk.post(`${base}/reports/${code}/acceptance`);
    });
    office.on(meeting);
    await office.forEach((code) => this.hear(year, code));
    for (const heading of ['抓牢理论学习', '压实整改责任'])
      await office
        .as('chair')
        .post(`${base}/requirements`, { heading, points: [heading], addressees: { kind: 'branches' } });
    office.on(dayAfter(meeting));
    await clerk.post(`${base}/adjournment`, { occurredOn: meeting });
  }

  /** What is to come, up to the end of a year. */
  async follow(year: number): Promise<void> {
    const { office } = this;
    office.on(`${String(year)}-01-24`);
    const problems = (await office.log()).flatMap(({ type, data }) =>
      type === 'ProblemFlagged' && data.year === year - 1 ? [data.problem] : [],
    );
    await office.as('chair').post(`/reviews/${String(year - 1)}/problem-list`, { problems, documentNumber: '党发1号' });
    for (const day of [`${String(year)}-02-20`, `${String(year)}-06-20`, `${String(year)}-10-15`]) {
      office.on(day);
      await this.play(day);
      if (day.endsWith('06-20')) await this.meetRequirements(year);
    }
  }

  private async hear(year: number, code: string): Promise<void> {
    const { office } = this;
    const base = `/reviews/${String(year)}/reports/${code}`;
    await office.as('clerk').post(`${base}/delivery`, { deliveredBy: office.person('secretary', code) });
    const fates = [0, 1].map((n) => pick(Object.keys(PROBLEM_FATES), Number(code) * 2 + n + year));
    const fate = pick(Object.keys(GOAL_FATES), Number(code) + year);
    await office.as('chair').post(`${base}/comments`, {
      strengths: [{ words: '工作扎实。' }],
      directions: ['推动党建与业务融合'],
      problems: fates.map((words) => ({ statement: `问题：${words}`, category: pick(CATEGORIES, Number(code)) })),
      goals: [{ statement: `目标：${fate}`, measure: '年底前完成', dueOn: `${String(year + 1)}-12-31` }],
    });
    for (const [index, words] of fates.entries()) {
      const item = itemId({ sort: 'review', year, branch: code, n: index + 1 });
      this.await(code, `/problems/${item}`, PROBLEM_FATES[words]?.(year + 1));
    }
    const goal = itemId({ sort: 'goal', year, branch: code, n: 1 });
    this.await(code, `/goals/${goal}`, GOAL_FATES[fate]?.(year + 1));
  }

  private await(branch: string, item: string, acts: readonly Act[] = []): void {
    this.toCome.push(...acts.map((act) => ({ ...act, branch, item })));
  }

  /** One item after the other's steps in their order; items of several branches at once. */
  private play(day: string): Promise<void> {
    const today = this.toCome.filter(({ on }) => on === day);
    const items = [...new Set(today.map(({ item }) => item))];
    return atOnce(
      items.map((item) => async () => {
        for (const act of today.filter((each) => each.item === item))
          await this.office.post(act.by, act.branch, `${item}/${act.path}`, act.body);
      }),
    );
  }

  /** Of the two requirements of the last review: the first by all, and concluded; the second by some. */
  private async meetRequirements(year: number): Promise<void> {
    const { office } = this;
    const path = (n: number): string => `/requirements/${itemId({ sort: 'requirement', year: year - 1, n })}`;
    const implement = async (n: number, code: string): Promise<void> => {
      await office.post('secretary', code, `${path(n)}/acknowledgement`, {});
      await office.post('secretary', code, `${path(n)}/implementation`, { words: '已落实。' });
    };
    await office.forEach((code) => implement(1, code));
    await office.forEach(async (code) => (Number(code) % 3 === 0 ? implement(2, code) : undefined));
    await office.as('clerk').post(`${path(1)}/conclusion`, { finding: '均已落实。' });
  }
}

/** Each has its turn, so that every fate falls to some branch in every year. */
const pick = (all: readonly string[], turn: number): string => all[turn % all.length] ?? '';

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
