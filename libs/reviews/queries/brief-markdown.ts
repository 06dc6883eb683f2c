import { GRADE_NAMES } from '../published/names.js';
import { BRIEF_WORDS } from './brief-words.js';
import type { Brief, BriefItem } from './brief.js';
import { escaped } from './markdown.js';
import { printHead, type Printing } from './print-head.js';

type Comment = NonNullable<Brief['last']>['comments'][number];

/** The brief as a text to print, in one language; what people wrote stays as it was written. */
export const briefMarkdown = (brief: Brief, printing: Printing): string => {
  const { language } = printing;
  const word = (key: keyof typeof BRIEF_WORDS): string => BRIEF_WORDS[key][language];
  const { report, last, lastGrade } = brief;

  const item = ({ no, title, status, light, dueOn, settled, onTime, done }: BriefItem): string[] => [
    `- **${no}** ${escaped(title)}`,
    `  - ${[
      status[language],
      ...(settled === null ? [light[language]] : [settled.on]),
      ...(settled === null && dueOn !== null ? [`${word('due')} ${dueOn}`] : []),
      ...(onTime === null ? [] : [word(onTime ? 'onTime' : 'late')]),
    ].join(' · ')}`,
    ...done.map(
      (step) => `  - ${step.on} ${step[language]}${step.words === null ? '' : `: ${escaped(oneLine(step.words))}`}`,
    ),
  ];
  const list = (key: keyof typeof BRIEF_WORDS, lines: readonly string[]): string[] => [
    `## ${word(key)}`,
    '',
    ...(lines.length === 0 ? [word('none')] : lines),
    '',
  ];
  const comment = ({ commentator, on, words, strengths, problems, goals, directions }: Comment): string[] => [
    `**${escaped(commentator ?? '')}** ${on}`,
    '',
    ...(words === null ? [] : [escaped(words), '']),
    ...strengths.map((each) => `- ${word('strengths')}: ${escaped(each.words)}`),
    ...problems.map(({ no, statement }) => `- ${no} ${escaped(statement)}`),
    ...goals.map(({ no, statement, dueOn }) => `- ${no} ${escaped(statement)} (${word('due')} ${dueOn})`),
    ...directions.map((direction) => `- ${word('directions')}: ${escaped(direction)}`),
  ];
  const handedIn = word(report.status === 'none' ? 'awaited' : report.status);
  const answered = `${String(report.answered)}/${report.toAnswer === null ? '–' : String(report.toAnswer)}`;
  const grade = lastGrade === null ? null : `${String(lastGrade.year)} ${GRADE_NAMES[lastGrade.grade][language]}`;

  return [
    `# ${escaped(brief.name ?? brief.branch)} (${brief.branch}) ${String(brief.year)} ${word('brief')}`,
    '',
    ...printHead(brief.level, printing),
    `- ${word('commentator')}: ${escaped(brief.commentator ?? '')}`,
    `- ${word('report')}: ${handedIn}`,
    `- ${word('answered')}: ${answered}`,
    ...(grade === null ? [] : [`- ${word('grade')}: ${grade}`]),
    '',
    ...list('last', last === null ? [] : last.comments.flatMap(comment)),
    ...list('raisedLast', brief.raisedLast.flatMap(item)),
    ...list('otherOpen', brief.otherOpen.flatMap(item)),
    ...list(
      'recurring',
      brief.recurring.map(({ chain }) => `- ${chain.map(({ no, title }) => `${no} ${escaped(title)}`).join(' → ')}`),
    ),
    ...list(
      'common',
      [...brief.raisedLast, ...brief.otherOpen]
        .filter(({ id }) => brief.common.includes(id))
        .map(({ no, title }) => `- ${no} ${escaped(title)}`),
    ),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
};

const oneLine = (text: string): string => text.replaceAll('\n', ' ');
