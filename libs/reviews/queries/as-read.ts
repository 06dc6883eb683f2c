import { isLimited, narrowest, withinLevel, type Level } from '#access/levels.js';
import type { OverviewRow } from '../projections/overview/overview-row.js';
import type { CommentView, QuestionView, ReportDetail } from '../projections/overview/report-detail.js';

type Counts = Pick<OverviewRow, 'questions' | 'questionsOpen' | 'comments' | 'problems' | 'limited'>;

/** What somebody who does not read what is 限班子 is told of how much was said. */
export const countsAsRead = <Row extends Counts>(row: Row, seesLimited: boolean): Row => {
  if (seesLimited) return row;
  const { questions, questionsOpen, comments, problems, limited } = row;
  return {
    ...row,
    questions: questions - limited.questions,
    questionsOpen: questionsOpen - limited.questionsOpen,
    comments: comments - limited.comments,
    problems: problems - limited.problems,
  };
};

const questionAsRead = (question: QuestionView): QuestionView =>
  question.answerLevel !== null && isLimited({ level: question.answerLevel })
    ? { ...question, answer: null, answerLevel: null }
    : question;

const commentAsRead = (comment: CommentView): CommentView => ({
  ...comment,
  problems: withinLevel(comment.problems, false),
});

const detailAsRead = (detail: ReportDetail): ReportDetail => ({
  ...detail,
  questions: withinLevel(detail.questions, false).map(questionAsRead),
  comments: withinLevel(detail.comments, false).map(commentAsRead),
});

/** A report as somebody reads it who does, or does not, read what is 限班子 about its branch. */
export const reportAsRead = (row: OverviewRow, seesLimited: boolean): OverviewRow =>
  seesLimited ? row : { ...countsAsRead(row, false), detail: detailAsRead(row.detail) };

/** Of all that was said to a report. */
export const levelsIn = ({
  questions,
  comments,
}: {
  readonly questions: readonly Pick<QuestionView, 'level' | 'answerLevel'>[];
  readonly comments: readonly Pick<CommentView, 'level' | 'problems'>[];
}): readonly Level[] => [
  ...questions.flatMap(({ level, answerLevel }) => [level, ...(answerLevel === null ? [] : [answerLevel])]),
  ...comments.flatMap(({ level, problems }) => [level, ...problems.map((problem) => problem.level)]),
];

/** Of a document: the narrowest of what is in it. What stands in none of its entries is internal. */
export const documentLevel = (levels: readonly Level[]): Level => narrowest(['internal', ...levels]);
