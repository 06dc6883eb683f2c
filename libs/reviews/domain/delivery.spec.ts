import { context, event } from '#event-sourcing/testing/decider-kit.js';
import {
  accepted,
  afterMeeting,
  aReport,
  aReview,
  beforeMeeting,
  calledFor,
  delivered,
  goalRef,
  key,
  problemRef,
  returned,
  submitted,
} from '../testing/given.js';
import { answerQuestion, askQuestion, recordDelivery } from './delivery.js';

const delivery = { ...key, deliveredBy: 'deputy', acting: true };
const late = context({ occurredOn: '2024-01-21' });
const early = context({ occurredOn: '2024-01-19' });

describe('recording the delivery', () => {
  it('given items that the report did not answer, then they are minuted and do not stop it', () => {
    aReport(calledFor(problemRef, goalRef), submitted(problemRef), accepted())
      .when(recordDelivery, delivery, context(), beforeMeeting())
      .thenFollows([{ type: 'ReportDelivered', data: { ...delivery, mode: 'on-site', unanswered: [goalRef] } }]);
  });

  it('given a report heard without its text, then everything called for is unanswered', () => {
    aReport(calledFor(problemRef, goalRef))
      .when(recordDelivery, { ...key, deliveredBy: 'secretary' }, context(), beforeMeeting('video'))
      .thenFollows([
        {
          type: 'ReportDelivered',
          data: { ...key, deliveredBy: 'secretary', acting: false, mode: 'video', unanswered: [problemRef, goalRef] },
        },
      ]);
  });

  it('given a written report, then it must lie there', () => {
    const written = beforeMeeting('written');
    aReport().when(recordDelivery, delivery, context(), written).thenRefused('written-report-not-submitted');
    aReport(submitted(), returned())
      .when(recordDelivery, delivery, context(), written)
      .thenRefused('written-report-not-submitted');
    for (const events of [[submitted()], [submitted(), accepted()]])
      aReport(...events)
        .when(recordDelivery, delivery, context(), written)
        .thenFollows([{ type: 'ReportDelivered', data: { ...delivery, mode: 'written', unanswered: [] } }]);
  });

  it('given that it was delivered, then it is refused', () => {
    aReport(delivered())
      .when(recordDelivery, delivery, context(), beforeMeeting())
      .thenRefused('report-already-delivered');
  });

  it('given a day after the meeting, or before the last step, then it is refused', () => {
    aReport().when(recordDelivery, delivery, late, afterMeeting()).thenRefused('meeting-adjourned');
    aReport(submitted())
      .when(recordDelivery, delivery, context({ occurredOn: '2024-01-04' }), beforeMeeting())
      .thenRefused('occurred-before-last-step');
  });

  it('given a branch that is not enrolled, then it is not found', () => {
    aReport().when(recordDelivery, delivery, context(), aReview().state).thenRefused('branch-not-enrolled');
  });
});

describe('questions and answers', () => {
  const asked = (question: number) => event('QuestionAsked', { ...key, question, words: { text: '?' } });
  const answered = (question: number) => event('QuestionAnswered', { ...key, question, words: { text: '!' } });

  it('given a report delivered, then questions are numbered', () => {
    aReport(delivered(), asked(1), answered(1))
      .when(askQuestion, { ...key, words: '如何抓学习?' }, context(), beforeMeeting())
      .thenFollows([{ type: 'QuestionAsked', data: { ...key, question: 2, words: { text: '如何抓学习?' } } }]);
  });

  it('given no delivery, then it is refused', () => {
    aReport(submitted())
      .when(askQuestion, { ...key, words: '?' }, context(), beforeMeeting())
      .thenRefused('report-not-delivered');
  });

  it('given a day before the delivery, or after the meeting, then it is refused', () => {
    const words = { ...key, words: '?' };
    aReport(delivered()).when(askQuestion, words, early, beforeMeeting()).thenRefused('occurred-before-last-step');
    aReport(delivered()).when(askQuestion, words, late, afterMeeting()).thenRefused('meeting-adjourned');
    const answer = { ...words, question: 1 };
    const given = aReport(delivered(), asked(1));
    given.when(answerQuestion, answer, early, beforeMeeting()).thenRefused('occurred-before-last-step');
    given.when(answerQuestion, answer, late, afterMeeting()).thenRefused('meeting-adjourned');
  });

  it('given a question, then it is answered once', () => {
    const answer = { ...key, question: 2, words: '每月一次' };
    aReport(delivered(), asked(1), asked(2), answered(1))
      .when(answerQuestion, answer, context(), beforeMeeting())
      .thenFollows([{ type: 'QuestionAnswered', data: { ...key, question: 2, words: { text: '每月一次' } } }]);
    aReport(delivered(), asked(1), asked(2), answered(2))
      .when(answerQuestion, answer, context(), beforeMeeting())
      .thenRefused('question-already-answered', { question: 2 });
  });

  it.each([0, 2])('given question %d that nobody asked, then it is not found', (question) => {
    aReport(delivered(), asked(1))
      .when(answerQuestion, { ...key, question, words: '!' }, context(), beforeMeeting())
      .thenRefused('question-not-found', { question }, { kind: 'not-found' });
  });
});
