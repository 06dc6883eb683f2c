import { DEFAULT_POLICY } from '#policy/published/default-policy.js';
import type { Cast } from './cast.js';
import { BRANCHES } from './cast.js';
import type { Script } from './script.js';
import { OPINIONS } from './story-meeting.js';

const days = (month: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `${month}-${String(from + index).padStart(2, '0')}`);

/** The published arrangements of holidays and working weekends. */
const CALENDARS = [
  {
    year: 2024,
    documentNumber: '国办发明电〔2023〕7号',
    holidays: [
      '2024-01-01',
      ...days('2024-02', 10, 17),
      ...days('2024-04', 4, 6),
      ...days('2024-05', 1, 5),
      '2024-06-10',
      ...days('2024-09', 15, 17),
      ...days('2024-10', 1, 7),
    ],
    workdays: [
      '2024-02-04',
      '2024-02-18',
      '2024-04-07',
      '2024-04-28',
      '2024-05-11',
      '2024-09-14',
      '2024-09-29',
      '2024-10-12',
    ],
  },
  {
    year: 2025,
    documentNumber: '国办发明电〔2024〕12号',
    holidays: [
      '2025-01-01',
      ...days('2025-01', 28, 31),
      ...days('2025-02', 1, 4),
      ...days('2025-04', 4, 6),
      ...days('2025-05', 1, 5),
      '2025-05-31',
      ...days('2025-06', 1, 2),
      ...days('2025-10', 1, 8),
    ],
    workdays: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
] as const;

const POLICY = { ...DEFAULT_POLICY, approveListDays: 5 };

/** Branches, posts, policy and calendar; then the review of 2023 is scheduled and the reports come in. */
export const prepare = (script: Script, cast: Cast): void => {
  const clerk = cast.as('office.clerk');
  const head = cast.as('office.head');
  script.on('2024-01-02', async () => {
    await head.post('/policy', { values: POLICY, from: '2024-01-02', documentNumber: '集团党办〔2024〕1号' });
    for (const { year, ...calendar } of CALENDARS) await clerk.post(`/calendars/${String(year)}`, calendar);
  });
  script.on('2024-01-03', async () => {
    for (const { code, name } of BRANCHES) {
      await clerk.post('/branches', { code, name, parentUnit: '集团党委' });
      await clerk.post(`/branches/${code}/holders`, {
        post: 'secretary',
        person: cast.person(`secretary.${code}`),
        acting: false,
        from: '2024-01-03',
      });
    }
  });
  script.on('2024-01-04', async () => {
    await clerk.post('/reviews', {
      year: 2023,
      committee: '集团党委',
      title: '2023年度党支部书记抓基层党建述职评议会',
      plannedOn: '2024-01-19',
      place: '集团三楼会议室',
      presider: cast.person('chair'),
    });
    for (const { code, mode } of BRANCHES) {
      await clerk.post('/reviews/2023/enrolments', {
        branch: code,
        mode,
        commentator: cast.person('chair'),
        substitutes: [cast.person('deputy')],
      });
    }
    await clerk.put('/reviews/2023/opinions', { summary: OPINIONS });
  });
  for (const { code, report } of BRANCHES) {
    const path = `/reviews/2023/reports/${code}`;
    script.on('2024-01-10', () => cast.as(`secretary.${code}`).post(`${path}/submission`, { body: report }));
    if (code === '07') {
      script.on('2024-01-11', () => clerk.post(`${path}/return`, { reason: '请补充办实事的具体事例。' }));
      script.on('2024-01-12', () =>
        cast.as(`secretary.${code}`).post(`${path}/submission`, {
          body: `${report}\n四、实事举例：职工食堂延时供餐，夜班职工满意度明显提高。`,
        }),
      );
    }
    script.on('2024-01-15', () => clerk.post(`${path}/acceptance`));
  }
};
