import type { CommandResult } from '#event-sourcing/command.js';
import type { BatchPart } from '#platform/http/batches.js';
import { AnswerQuestion } from './answer-question.js';
import { AskQuestion } from './ask-question.js';
import type { RecordedQuestion, RecordedReport, RecordMeeting } from './record-meeting.js';

type Listed = readonly [at: string, part: BatchPart['command'] | undefined, act: BatchPart['act']];

const partOf = ([at, command, act]: Listed, needs: readonly string[] = []): BatchPart[] =>
  command === undefined ? [] : [{ at, act, command, needs }];

const numbered = <Part>(parts: readonly Part[] | undefined, at: string): readonly (readonly [string, Part])[] =>
  (parts ?? []).map((part, n) => [`${at}[${String(n)}]`, part]);

const numberOfQuestion = (result: CommandResult | undefined): number =>
  Number(Reflect.get(result?.events[0]?.data ?? {}, 'question'));

/** The answer takes the number that its question was given. */
const questionParts = (at: string, asked: RecordedQuestion, needs: readonly string[]): BatchPart[] => {
  const { answer, ...question } = asked;
  const command = Object.assign(new AskQuestion(), question);
  const ask: BatchPart = { at, act: 'record-question', command, needs };
  if (answer === undefined) return [ask];
  const answering = Object.assign(new AnswerQuestion(), question, { words: answer });
  const takes: BatchPart['takes'] = (results) => ({ question: numberOfQuestion(results.get(at)) });
  return [ask, { at: `${at}.answer`, act: 'record-question', command: answering, needs: [at], takes }];
};

const reportParts = (at: string, report: RecordedReport): BatchPart[] => {
  const delivered = [`${at}.mode`, `${at}.delivery`];
  return [
    ...partOf([`${at}.mode`, report.mode, 'change-mode']),
    ...partOf([`${at}.delivery`, report.delivery, 'record-delivery'], [`${at}.mode`]),
    ...numbered(report.questions, `${at}.questions`).flatMap(([place, part]) => questionParts(place, part, delivered)),
    ...numbered(report.comments, `${at}.comments`).flatMap(([place, part]) =>
      partOf([place, part, 'comment'], delivered),
    ),
    ...numbered(report.tallies, `${at}.tallies`).flatMap(([place, part]) =>
      partOf([place, part, 'enter-tally'], delivered),
    ),
  ];
};

/** The commands of a meeting in the order in which they are recorded. */
export const meetingParts = ({ roster, reports, summary, requirements, adjournment }: RecordMeeting): BatchPart[] => {
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
