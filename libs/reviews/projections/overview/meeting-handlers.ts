import { isLimited, levelOf } from '#access/levels.js';
import type { Recorded } from '#event-sourcing/event.js';
import type { Handlers } from '#event-sourcing/projection/projection.js';
import type { ReportEvent } from '../../events.js';
import { said } from './change.js';
import type { LimitedCounts, OverviewRow } from './overview-row.js';
import type { CommentView, QuestionView } from './report-detail.js';

type Events = Extract<
  ReportEvent,
  {
    type:
      | 'QuestionAsked'
      | 'QuestionAnswered'
      | 'CommentIssued'
      | 'ProblemFlagged'
      | 'ProblemRestated'
      | 'ProblemSplit'
      | 'ProblemsMerged'
      | 'GoalAssigned';
  }
>;

const inComment = (
  comments: readonly CommentView[],
  comment: number,
  add: (comment: CommentView) => CommentView,
): CommentView[] => comments.map((each) => (each.comment === comment ? add(each) : each));

/** How many more of them are 限班子. */
const more = (
  row: OverviewRow,
  event: Recorded<Events>,
  what: Partial<LimitedCounts>,
): Pick<OverviewRow, 'limited'> => {
  if (!isLimited({ level: levelOf(event) })) return { limited: row.limited };
  const { questions = 0, questionsOpen = 0, comments = 0, problems = 0 } = what;
  const { limited } = row;
  return {
    limited: {
      questions: limited.questions + questions,
      questionsOpen: limited.questionsOpen + questionsOpen,
      comments: limited.comments + comments,
      problems: limited.problems + problems,
    },
  };
};

const openIn = (questions: readonly QuestionView[]): number => questions.filter(({ answer }) => answer === null).length;

/** What was said to a report at the meeting. */
export const meetingHandlers: Handlers<OverviewRow, Events> = {
  QuestionAsked: said((row, event) => {
    const { question, words } = event.data;
    const asked = { question, words: words.text, level: levelOf(event), answer: null, answerLevel: null };
    return {
      questions: row.questions + 1,
      questionsOpen: row.questionsOpen + 1,
      ...more(row, event, { questions: 1, questionsOpen: 1 }),
      detail: { questions: [...row.detail.questions, asked] },
    };
  }),
  QuestionAnswered: said(({ limited, detail }, event) => {
    const { question, words } = event.data;
    const questions = detail.questions.map((each) =>
      each.question === question ? { ...each, answer: words.text, answerLevel: levelOf(event) } : each,
    );
    return {
      questionsOpen: openIn(questions),
      limited: { ...limited, questionsOpen: openIn(questions.filter(isLimited)) },
      detail: { questions },
    };
  }),
  CommentIssued: said((row, event) => {
    const { data, metadata } = event;
    const issued = {
      comment: data.comment,
      leading: data.leading,
      commentator: data.commentator,
      on: metadata.occurredOn,
      words: data.words?.text ?? null,
      level: levelOf(event),
      strengths: data.strengths.map(({ words, practice }) => ({ words: words.text, practice })),
      problems: [],
      goals: [],
      directions: data.directions.map(({ text }) => text),
    };
    return {
      comments: row.comments + 1,
      ...more(row, event, { comments: 1 }),
      detail: { comments: [...row.detail.comments, issued] },
    };
  }),
  ProblemFlagged: said((row, event) => {
    const { data } = event;
    const flagged = {
      id: data.problem,
      no: data.no,
      statement: data.statement.text,
      category: data.category,
      lead: data.lead,
      level: levelOf(event),
      recurrenceOf: data.recurrenceOf ?? null,
    };
    return {
      problems: row.problems + 1,
      ...more(row, event, { problems: 1 }),
      detail: {
        comments: inComment(row.detail.comments, data.comment, (comment) => ({
          ...comment,
          problems: [...comment.problems, flagged],
        })),
      },
    };
  }),
  // Comments keep the words as they were said: of the wording for the list only the number of problems is here.
  ProblemRestated: said(() => ({})),
  ProblemSplit: said((row, event) => {
    const parts = event.data.parts.length - 1;
    return { problems: row.problems + parts, ...more(row, event, { problems: parts }) };
  }),
  ProblemsMerged: said((row, event) => {
    const merged = event.data.merged.length;
    return { problems: row.problems - merged, ...more(row, event, { problems: -merged }) };
  }),
  GoalAssigned: said(({ goals, detail }, { data }) => ({
    goals: goals + 1,
    detail: {
      comments: inComment(detail.comments, data.comment, (comment) => ({
        ...comment,
        goals: [
          ...comment.goals,
          {
            id: data.goal,
            no: data.no,
            statement: data.statement.text,
            measure: data.measure.text,
            dueOn: data.dueOn,
          },
        ],
      })),
    },
  })),
};
