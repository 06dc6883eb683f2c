import { ACTS, rolesFor } from '#access/acts.js';
import type { OwnLead } from '#access/acts.js';
import { ownerOf } from './owners.js';
import type { ProblemStatus, StatusRow } from './states.js';
import { actRow, BULLETIN_WORDS, PROBLEM_ACT_NAMES, PROBLEM_STATUSES, STATUS_TABLE } from './states.js';

const OWNERS = {
  office: 'the office',
  'office-head': 'head of the office',
  'committee-member': 'committee member',
  chair: 'chair',
  unit: 'lead unit',
  nobody: '–',
} as const;

const OWN_LEADS: readonly OwnLead[] = ['office', 'committee'];

/** What differs where the office itself or the committee leads; a dash where nothing does. */
const otherwise = (usual: string, own: readonly string[]): readonly string[] =>
  own.map((each) => (each === usual ? '–' : each));

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
    const owedBy = OWNERS[row.owedBy];
    const own = otherwise(
      owedBy,
      OWN_LEADS.map((lead) => OWNERS[ownerOf(status, lead)]),
    );
    return [`\`${status}\``, row.zh, owedBy, ...own, due(row), BULLETIN_WORDS[row.bulletin].zh];
  });
  const acts = PROBLEM_ACT_NAMES.map((act) => {
    const { from, to, event } = actRow(act);
    const by = rolesFor(act, 'branch').join(', ');
    const own = otherwise(
      by,
      OWN_LEADS.map((lead) => rolesFor(act, lead).join(', ')),
    );
    return [`\`${act}\``, ACTS[act].zh, by, ...own, statuses(from), to === undefined ? '–' : `\`${to}\``, event];
  });
  return [
    table(['Status', '状态', 'Owed by', 'Office leads', 'Committee leads', 'Due', 'Bulletin 通报用语'], rows),
    '',
    table(['Act', '动作', 'By', 'Office leads', 'Committee leads', 'From', 'To', 'Event'], acts),
    '',
  ].join('\n');
};
