import type { Cast } from './cast.js';
import { BRANCHES } from './cast.js';
import type { Script } from './script.js';
import { REQUIREMENTS } from './story-meeting.js';

const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** The first working day of the month in which a goal is due; its result is handed in then. */
const RESULT_DAYS: Readonly<Record<string, string>> = {
  '2024-06': '2024-06-25',
  '2024-09': '2024-09-25',
  '2024-10': '2024-10-28',
  '2024-11': '2024-11-12',
  '2024-12': '2024-12-06',
};

/** Goals accepted, reported on and concluded; requirements acknowledged and implemented, two of three concluded. */
export const followGoals = (script: Script, cast: Cast): void => {
  const clerk = cast.as('office.clerk');
  for (const { code, goals } of BRANCHES) {
    const secretary = cast.as(`secretary.${code}`);
    for (const [index, { dueOn, outcome, statement }] of goals.entries()) {
      const path = `/goals/2023-目标-${code}-${twoDigits(index + 1)}`;
      script.on('2024-01-25', () => secretary.post(`${path}/acceptance`));
      script.on('2024-05-15', () =>
        cast.as(`clerk.${code}`).post(`${path}/progress`, { words: `“${statement}”按计划推进。` }),
      );
      const day = RESULT_DAYS[dueOn.slice(0, 7)];
      if (outcome === undefined || day === undefined) continue;
      script.on(day, () => secretary.post(`${path}/result`, { summary: `“${statement}”已对照衡量标准完成自评。` }));
      script.on('2024-12-11', () =>
        clerk.post(`${path}/conclusion`, { outcome, finding: '对照衡量标准核验，认定属实。' }),
      );
    }
    for (const number of REQUIREMENTS.keys()) {
      const path = `/requirements/2023-要求-${twoDigits(number + 1)}`;
      script.on('2024-01-25', () => secretary.post(`${path}/acknowledgement`));
      if (number === 2 && code === '07') continue;
      script.on('2024-10-15', () =>
        secretary.post(`${path}/implementation`, { words: '已组织专题学习，修订支部工作制度，并建立月度检查。' }),
      );
    }
  }
  for (const no of ['01', '02']) {
    script.on('2024-12-16', () =>
      clerk.post(`/requirements/2023-要求-${no}/conclusion`, { finding: '九个支部均已落实。' }),
    );
  }
};
