import type { Handlers } from '#event-sourcing/projection/projection.js';
import type { ReportEvent } from '../../events.js';
import { said } from './change.js';
import type { OverviewRow } from './overview-row.js';
import type { CommentView } from './report-detail.js';

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

/** What was said to a report at the meeting. */
export const meetingHandlers: Handlers<OverviewRow, Events> = {
  QuestionAsked: said(({ questions, questionsOpen, detail }, { data: { question, words } }) => ({
    questions: questions + 1,
    questionsOpen: questionsOpen + 1,
    detail: { questions: [...detail.questions, { question, words: words.text, answer: null }] },
  })),
  QuestionAnswered: said(({ detail }, { data: { question, words } }) => {
    const questions = detail.questions.map((each) =>
      each.question === question ? { ...each, answer: words.text } : each,
    );
    return { questionsOpen: questions.filter(({ answer }) => answer === null).length, detail: { questions } };
  }),
  CommentIssued: said(({ comments, detail }, { data, metadata }) => ({
    comments: comments + 1,
    detail: {
      comments: [
        ...detail.comments,
        {
          comment: data.comment,
          leading: data.leading,
          commentator: data.commentator,
          on: metadata.occurredOn,
          words: data.words?.text ?? null,
          strengths: data.strengths.map(({ words, practice }) => ({ words: words.text, practice })),
          problems: [],
          goals: [],
          directions: data.directions.map(({ text }) => text),
        },
      ],
    },
  })),
  ProblemFlagged: said(({ problems, detail }, { data }) => ({
    problems: problems + 1,
    detail: {
      comments: inComment(detail.comments, data.comment, (comment) => ({
        ...comment,
        problems: [
          ...comment.problems,
          {
            id: data.problem,
            no: data.no,
            statement: data.statement.text,
            category: data.category,
            lead: data.lead,
            recurrenceOf: data.recurrenceOf ?? null,
          },
        ],
      })),
    },
  })),
  // Comments keep the words as they were said: of the wording for the list only the number of problems is here.
  ProblemRestated: said(() => ({})),
  ProblemSplit: said(({ problems }, { data }) => ({ problems: problems + data.parts.length - 1 })),
  ProblemsMerged: said(({ problems }, { data }) => ({ problems: problems - data.merged.length })),
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
