import { context, event } from '#event-sourcing/testing/decider-kit.js';
import {
  afterClosing,
  afterMeeting,
  aReport,
  aReview,
  beforeMeeting,
  confirmed,
  delivered,
  graded,
  key,
  tallied,
} from '../testing/given.js';
import { decideGrade, feedBackGrade } from './grade.js';

const decision = {
  ...key,
  grade: 'fairly-good',
  meetingOn: '2024-02-01',
  minutesNumber: '党委会纪要〔2024〕3号',
  opinion: '基础扎实,融合不够',
  sourcesConsidered: ['述职', '督查'],
} as const;
const facts = {
  ...decision,
  opinion: { text: '基础扎实,融合不够' },
  sourcesConsidered: [{ text: '述职' }, { text: '督查' }],
};
const later = context({ occurredOn: '2024-02-02' });

describe('entering the grade that the committee decided', () => {
  it('given the meeting adjourned, then it stands with its basis; no tally is asked for', () => {
    aReport(delivered())
      .when(decideGrade, decision, later, afterMeeting())
      .thenFollows([{ type: 'GradeDecided', data: facts }]);
  });

  it('given tallies, then it does not depend on them', () => {
    aReport(delivered(), tallied(), confirmed({ actor: 'a' }))
      .when(decideGrade, { ...decision, grade: 'poor' }, later, afterClosing())
      .thenFollows([{ type: 'GradeDecided', data: { ...facts, grade: 'poor' } }]);
  });

  it('given a grade, then it is never decided again', () => {
    aReport(delivered(), graded())
      .when(decideGrade, decision, later, afterMeeting())
      .thenRefused('grade-already-decided');
  });

  it('given the meeting not adjourned, then it is refused', () => {
    aReport(delivered()).when(decideGrade, decision, later, beforeMeeting()).thenRefused('meeting-not-adjourned');
  });

  it('given a committee meeting before the review’s, or after the entry, then it is refused', () => {
    aReport(delivered())
      .when(decideGrade, { ...decision, meetingOn: '2024-01-19' }, later, afterMeeting())
      .thenRefused('grade-before-meeting', { on: '2024-01-20' }, { path: 'meetingOn' });
    aReport(delivered())
      .when(decideGrade, { ...decision, meetingOn: '2024-02-03' }, later, afterMeeting())
      .thenRefused('grade-entered-before-decided', {}, { path: 'meetingOn' });
  });

  it('given a day before the last step, then it is refused', () => {
    aReport(delivered('2024-02-03'))
      .when(decideGrade, decision, later, afterMeeting())
      .thenRefused('occurred-before-last-step');
  });

  it('given a branch that is not enrolled, then it is not found', () => {
    aReport().when(decideGrade, decision, later, aReview().state).thenRefused('branch-not-enrolled');
  });
});

describe('feeding the grade back', () => {
  it('given a grade, then the day on which the branch was told is recorded, once', () => {
    aReport(delivered(), graded())
      .when(feedBackGrade, key, later)
      .thenFollows([{ type: 'GradeFedBack', data: { ...key, on: '2024-02-02' } }]);
    aReport(delivered(), graded(), event('GradeFedBack', { ...key, on: '2024-02-01' }, { on: '2024-02-01' }))
      .when(feedBackGrade, key, later)
      .thenRefused('grade-already-fed-back');
  });

  it('given no grade, then it is refused', () => {
    aReport(delivered()).when(feedBackGrade, key, later).thenRefused('grade-not-decided');
  });

  it('given a day before the decision, then it is refused', () => {
    aReport(delivered(), graded())
      .when(feedBackGrade, key, context({ occurredOn: '2024-01-31' }))
      .thenRefused('occurred-before-last-step');
  });
});
