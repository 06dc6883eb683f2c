import type { CommandResult } from '#event-sourcing/command.js';
import type { BatchPart } from '#platform/http/batch-part.js';
import { AnswerQuestion } from './answer-question.js';
import { AskQuestion } from './ask-question.js';
import type { RecordedQuestion, RecordedReport, RecordMeeting } from './record-meeting.js';

type Listed = readonly [at: string, part: BatchPart['command'], act: BatchPart['act']];
type IsReadable = (at: string) => boolean;

const numberOfQuestion = (result: CommandResult | undefined): number =>
  Number(Reflect.get(result?.events[0]?.data ?? {}, 'question'));

/**
 * The commands of a meeting in the order in which they are recorded. What cannot be read holds its place without a
 * command.
 */
export const meetingParts = (
  { roster, reports, summary, requirements, adjournment }: RecordMeeting,
  isReadable: IsReadable,
): BatchPart[] => {
  const partOf = ([at, command, act]: Listed, needs: readonly string[] = []): BatchPart[] =>
    command === undefined ? [] : [{ at, act, command: isReadable(at) ? command : undefined, needs }];

  /** The answer takes the number that its question was given. */
  const questionParts = (at: string, asked: RecordedQuestion, needs: readonly string[]): BatchPart[] => {
    if (!isReadable(at)) return [{ at, act: 'record-question', command: undefined, needs }];
    const { answer, ...question } = asked;
    const ask = partOf([at, Object.assign(new AskQuestion(), question), 'record-question'], needs);
    if (answer === undefined) return ask;
    const answering = Object.assign(new AnswerQuestion(), question, { words: answer });
    const takes: BatchPart['takes'] = (results) => ({ question: numberOfQuestion(results.get(at)) });
    return [...ask, { at: `${at}.answer`, act: 'record-question', command: answering, needs: [at], takes }];
  };

  const reportParts = (at: string, report: RecordedReport): BatchPart[] => {
    if (!isObject(report)) return [];
    const { mode, delivery, questions, comments, tallies } = report;
    const delivered = [`${at}.mode`, `${at}.delivery`];
    return [
      ...partOf([`${at}.mode`, mode, 'change-mode']),
      ...partOf([`${at}.delivery`, delivery, 'record-delivery'], [`${at}.mode`]),
      ...numbered(questions, `${at}.questions`).flatMap(([place, part]) => questionParts(place, part, delivered)),
      ...numbered(comments, `${at}.comments`).flatMap(([place, part]) => partOf([place, part, 'comment'], delivered)),
      ...numbered(tallies, `${at}.tallies`).flatMap(([place, part]) => partOf([place, part, 'enter-tally'], delivered)),
    ];
  };

  const heard = numbered(reports, 'reports').flatMap(([at, report]) => reportParts(at, report));
  return [
    ...partOf(['roster', roster, 'record-roster']),
    ...heard,
    ...partOf(['summary', summary, 'give-summary']),
    ...numbered(requirements, 'requirements').flatMap(([at, part]) => partOf([at, part, 'issue-requirement'])),
    ...partOf(
      ['adjournment', adjournment, 'adjourn-meeting'],
      heard.map(({ at }) => at).filter((at) => /\.(?:mode|delivery)$/.test(at)),
    ),
  ];
};

/** A list that is none was told of; it has no parts. */
const numbered = <Part>(parts: readonly Part[] | undefined, at: string): readonly (readonly [string, Part])[] =>
  Array.isArray(parts) ? parts.map((part, n) => [`${at}[${String(n)}]`, part]) : [];

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
