import { ACTS } from '#access/acts.js';
import type { Role } from '#access/roles.js';
import type { ProblemStatus, StatusRow } from './states.js';
import { actRow, BULLETIN_WORDS, PROBLEM_ACT_NAMES, PROBLEM_STATUSES, STATUS_TABLE } from './states.js';

const OWNERS = {
  office: 'the office',
  'office-head': 'head of the office',
  chair: 'chair',
  unit: 'lead unit',
  nobody: '–',
} as const;

const DATES = { planDueOn: 'date in the notice', dueOn: 'date of the plan, or a later one granted' } as const;

const due = ({ clock }: StatusRow): string => {
  if (clock === undefined) return '–';
  return 'days' in clock ? `policy: \`${clock.days}\`` : DATES[clock.date];
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const statuses = (list: readonly ProblemStatus[]): string => list.map((status) => `\`${status}\``).join(', ');

/** The two halves of the state table, statuses and acts, as they stand in the documentation. */
export const stateTableMarkdown = (): string => {
  const rows = PROBLEM_STATUSES.map((status) => {
    const row = STATUS_TABLE[status];
    return [`\`${status}\``, row.zh, OWNERS[row.owedBy], due(row), BULLETIN_WORDS[row.bulletin].zh];
  });
  const acts = PROBLEM_ACT_NAMES.map((act) => {
    const { from, to, event } = actRow(act);
    const by: readonly Role[] = ACTS[act].by;
    return [`\`${act}\``, ACTS[act].zh, by.join(', '), statuses(from), to === undefined ? '–' : `\`${to}\``, event];
  });
  return [
    table(['Status', '状态', 'Owed by', 'Due', 'Bulletin 通报用语'], rows),
    '',
    table(['Act', '动作', 'By', 'From', 'To', 'Event'], acts),
    '',
  ].join('\n');
};
