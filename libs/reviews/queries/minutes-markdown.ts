import type { Minutes, ReportMinutes } from './minutes.js';
import { GROUP_NAMES, MODE_NAMES } from '../published/names.js';
import { escaped } from './markdown.js';
import { printHead, type Printing } from './print-head.js';
import { MINUTES_WORDS } from './minutes-words.js';

type Comment = ReportMinutes['comments'][number];

/** The minutes as a text to print, in one language; the words of the meeting stay as they were said. */
export const minutesMarkdown = (minutes: Minutes, printing: Printing): string => {
  const { language } = printing;
  const word = (key: keyof typeof MINUTES_WORDS): string => MINUTES_WORDS[key][language];
  const line = (key: keyof typeof MINUTES_WORDS, value: string | null): string[] =>
    value === null || value === '' ? [] : [`- ${word(key)}: ${escaped(value)}`];
  const list = (key: keyof typeof MINUTES_WORDS, items: readonly string[]): string[] =>
    items.length === 0
      ? []
      : [`**${word(key)}**`, '', ...items.map((item, i) => `${String(i + 1)}. ${escaped(item)}`), ''];

  const roster = minutes.roster.groups
    .map(({ group, present }) => `${GROUP_NAMES[group][language]} ${String(present)}`)
    .join(', ');
  const reported = Object.entries(minutes.reported)
    .map(
      ([mode, count]) =>
        [MODE_NAMES[mode === 'video' ? 'video' : mode === 'written' ? 'written' : 'on-site'], count] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name[language]} ${String(count)}`)
    .join(', ');

  const comment = ({ commentator, words, strengths, problems, goals, directions }: Comment): string[] => [
    `**${word('comment')}** ${escaped(commentator ?? '')}`,
    '',
    ...(words === null ? [] : [escaped(words), '']),
    ...list(
      'strengths',
      strengths.map((each) => each.words),
    ),
    ...list(
      'problems',
      problems.map(({ no, statement }) => `${no} ${statement}`),
    ),
    ...list(
      'goals',
      goals.map(({ no, statement, dueOn }) => `${no} ${statement} (${word('due')} ${dueOn})`),
    ),
    ...list('directions', directions),
  ];

  const report = ({ branch, name, mode, acting, unanswered, questions, comments }: ReportMinutes): string[] => [
    `### ${escaped(name ?? branch)} (${branch})`,
    '',
    ...(mode === null ? [] : [`${MODE_NAMES[mode][language]}${acting ? ` (${word('acting')})` : ''}`, '']),
    ...(unanswered.length === 0 ? [] : [`${word('unanswered')}: ${unanswered.map(({ id }) => id).join(', ')}`, '']),
    ...questions.flatMap((each) => [
      `- ${word('question')}: ${escaped(each.words)}`,
      ...(each.answer === null ? [] : [`  - ${word('answer')}: ${escaped(each.answer)}`]),
    ]),
    ...(questions.length === 0 ? [] : ['']),
    ...comments.flatMap(comment),
  ];

  return [
    `# ${escaped(minutes.title)} ${word('minutes')}`,
    '',
    ...printHead(minutes.level, printing),
    ...(minutes.scope === 'own' ? [word('extract'), ''] : []),
    ...line('committee', minutes.committee),
    ...line('held', minutes.adjournedOn ?? minutes.plannedOn),
    ...line('place', minutes.place),
    ...line('presider', minutes.presider),
    ...line('present', `${String(minutes.roster.total.present)}${roster === '' ? '' : ` (${roster})`}`),
    ...line('reported', reported),
    '',
    `## ${word('achievements')}`,
    '',
    ...minutes.achievements.map((text) => `- ${escaped(text)}`),
    '',
    `## ${word('requirements')}`,
    '',
    ...minutes.requirements.flatMap(({ number, heading, points }) => [
      `${String(number)}. ${escaped(heading)}`,
      ...points.map((point) => `   - ${escaped(point)}`),
    ]),
    '',
    ...list(
      'commonProblems',
      minutes.commonProblems.map(
        ({ no, statement, units }) => `${no} ${statement} (${units.map(({ branch }) => branch).join(', ')})`,
      ),
    ),
    `## ${word('reports')}`,
    '',
    ...minutes.reports.flatMap(report),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
};
