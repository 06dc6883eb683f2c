import type { Fact } from '../fact.js';
import { figure, sum, type Figure } from './figure.js';
import type { CommentFigures, GradeState, ReportFigures } from './sheet.js';

const ofType = <Type extends Fact['type']>(facts: readonly Fact[], type: Type): Extract<Fact, { type: Type }>[] =>
  facts.filter((fact): fact is Extract<Fact, { type: Type }> => fact.type === type);

const modeOf = (facts: readonly Fact[]): ReportFigures<Figure>['mode'] => {
  const delivered = ofType(facts, 'ReportDelivered').at(-1);
  const changed = ofType(facts, 'EnrolmentModeChanged').at(-1);
  const enrolled = ofType(facts, 'BranchEnrolled').at(-1);
  return (delivered ?? changed ?? enrolled)?.data.mode ?? null;
};

/** @param facts those of the review of the year, each stream in its order. */
export const reportFigures = (facts: readonly Fact[]): ReportFigures<Figure> => {
  const delivered = ofType(facts, 'ReportDelivered').at(-1);
  return {
    mode: modeOf(facts),
    deliveredOn: delivered?.occurredOn ?? null,
    acting: delivered?.data.acting ?? false,
    submissions: figure(ofType(facts, 'ReportSubmitted')),
    returns: figure(ofType(facts, 'ReportReturned')),
    toAnswer: sum(ofType(facts, 'AnswersCalledFor').slice(-1), ({ data }) => data.items.length),
    unanswered: sum(ofType(facts, 'ReportDelivered').slice(-1), ({ data }) => data.unanswered.length),
    suppliedLater: figure(ofType(facts, 'MissingAnswerSupplied')),
    excused: figure(ofType(facts, 'MissingAnswerExcused')),
  };
};

export const commentFigures = (facts: readonly Fact[]): CommentFigures<Figure> => {
  const comments = ofType(facts, 'CommentIssued');
  return {
    comments: figure(comments),
    strengths: sum(comments, ({ data }) => data.strengths.length),
    practices: sum(comments, ({ data }) => data.strengths.filter(({ practice }) => practice).length),
    directions: sum(comments, ({ data }) => data.directions.length),
  };
};

/** `beforeFeedback`: the reader may see a grade that the branch has not been told yet. */
export const gradeState = (facts: readonly Fact[], beforeFeedback: boolean): GradeState => {
  const decided = ofType(facts, 'GradeDecided').at(-1);
  const fedBack = ofType(facts, 'GradeFedBack').at(-1);
  const visible = beforeFeedback || fedBack !== undefined;
  return {
    decided: decided !== undefined && visible,
    fedBackOn: fedBack?.data.on ?? null,
    grade: visible ? (decided?.data.grade ?? null) : null,
  };
};
