import { context } from '#event-sourcing/testing/decider-kit.js';
import {
  accepted,
  afterClosing,
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
import { acceptReport, returnReport, submit } from './submission.js';

const submission = { ...key, body: '一年来的工作', answers: [{ item: problemRef.id, answer: '已整改' }] };
const facts = { ...key, body: { text: '一年来的工作' } };
const secretary = context({ unit: '03' });

describe('submitting the report', () => {
  it('given items called for, then they are answered', () => {
    aReport(calledFor(problemRef, goalRef))
      .when(submit, submission, secretary, beforeMeeting())
      .thenFollows([
        { type: 'ReportSubmitted', data: { ...facts, answers: [{ item: problemRef, answer: { text: '已整改' } }] } },
      ]);
  });

  it('given that another branch took its place, then that one hands it in', () => {
    const passings = [{ from: '03', to: '05', on: '2024-01-15' }];
    const merged = { ...beforeMeeting(), passings };
    const unanswered = { ...key, body: '一年来的工作' };
    aReport()
      .when(submit, unanswered, context({ unit: '05' }), merged)
      .thenFollows([{ type: 'ReportSubmitted', data: { ...facts, answers: [] } }]);
    aReport()
      .when(submit, unanswered, context({ unit: '05' }), beforeMeeting())
      .thenRefused('report-not-found');
    aReport().when(submit, unanswered, secretary, merged).thenRefused('report-not-found');
  });

  it('given a return, then it is handed in again', () => {
    const outcome = aReport(calledFor(problemRef, goalRef), submitted(goalRef), returned()).when(
      submit,
      submission,
      secretary,
      beforeMeeting(),
    );
    expect(outcome.state).toMatchObject({ status: 'submitted', answered: new Set([problemRef.id]) });
  });

  const unanswered = { ...key, body: '一年来的工作' };

  it('given that it lies there or was accepted, then it is refused', () => {
    aReport(submitted()).when(submit, unanswered, secretary, beforeMeeting()).thenRefused('report-already-submitted');
    aReport(submitted(), accepted())
      .when(submit, unanswered, secretary, beforeMeeting())
      .thenRefused('report-already-submitted');
  });

  it('given that it was delivered, then it is refused', () => {
    aReport(delivered()).when(submit, unanswered, secretary, beforeMeeting()).thenRefused('report-already-delivered');
  });

  it('given an item that was not called for, or twice, then it is refused', () => {
    aReport(calledFor(goalRef))
      .when(submit, submission, secretary, beforeMeeting())
      .thenRefused('answer-not-called-for', { item: problemRef.id }, { path: 'answers[0].item' });
    const answers = [...submission.answers, ...submission.answers];
    aReport(calledFor(problemRef))
      .when(submit, { ...submission, answers }, secretary, beforeMeeting())
      .thenRefused('item-repeated', { item: problemRef.id }, { path: 'answers[1].item' });
  });

  it('given the secretary of another branch, then there is no such report', () => {
    aReport()
      .when(submit, unanswered, context({ unit: '04' }), beforeMeeting())
      .thenRefused('report-not-found', { branch: '03' }, { kind: 'not-found' });
  });

  it('given a branch that is not enrolled, then it is not found', () => {
    aReport().when(submit, unanswered, secretary, aReview().state).thenRefused('branch-not-enrolled');
  });

  it('given a day after the meeting, or a closed review, then it is refused', () => {
    const late = context({ unit: '03', occurredOn: '2024-01-21' });
    aReport().when(submit, unanswered, late, afterMeeting()).thenRefused('meeting-adjourned');
    aReport().when(submit, unanswered, secretary, afterClosing()).thenRefused('review-closed');
  });

  it('given a day before the return, then it is refused', () => {
    aReport(submitted(), returned())
      .when(submit, unanswered, context({ unit: '03', occurredOn: '2024-01-07' }), beforeMeeting())
      .thenRefused('occurred-before-last-step', { last: '2024-01-08' });
  });
});

describe('judging the report', () => {
  it('given one handed in, then it is returned with the reason, or accepted', () => {
    aReport(submitted())
      .when(returnReport, { ...key, reason: '请补充数据' })
      .thenFollows([{ type: 'ReportReturned', data: { ...key, reason: { text: '请补充数据' } } }]);
    aReport(submitted())
      .when(acceptReport, key)
      .thenFollows([{ type: 'ReportAccepted', data: key }]);
  });

  it.each([
    ['nothing handed in', []],
    ['a report returned', [submitted(), returned()]],
    ['a report accepted', [submitted(), accepted()]],
  ])('given %s, then there is nothing to judge', (_, events) => {
    aReport(...events)
      .when(returnReport, { ...key, reason: '请补充数据' })
      .thenRefused('report-not-submitted');
    aReport(...events)
      .when(acceptReport, key)
      .thenRefused('report-not-submitted');
  });

  it('given that it was delivered, then it is refused', () => {
    aReport(submitted(), delivered()).when(acceptReport, key).thenRefused('report-already-delivered');
    aReport(submitted(), delivered())
      .when(returnReport, { ...key, reason: '请补充数据' })
      .thenRefused('report-already-delivered');
  });

  it('given a day before the submission, then it is refused', () => {
    const early = context({ occurredOn: '2024-01-04' });
    aReport(submitted()).when(acceptReport, key, early).thenRefused('occurred-before-last-step');
    aReport(submitted())
      .when(returnReport, { ...key, reason: '请补充数据' }, early)
      .thenRefused('occurred-before-last-step');
  });
});
