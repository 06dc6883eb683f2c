import { context, event } from '#event-sourcing/testing/decider-kit.js';
import { afterClosing, afterMeeting, aReport, delivered, goalRef, key, problemRef } from '../testing/given.js';
import { excuseAnswer, supplyAnswer } from './missing-answers.js';

const given = aReport(delivered('2024-01-20', problemRef, goalRef));
const supply = { ...key, item: problemRef.id, answer: '已完成' };
const excuse = { ...key, item: goalRef.id, reason: '机构调整' };
const on = (occurredOn: string, unit = '03') => context({ unit, occurredOn });

describe('supplying a missing answer', () => {
  it('given one missing at delivery, then it is supplied, also after the meeting', () => {
    const outcome = given.when(supplyAnswer, supply, on('2024-01-25'), afterMeeting());
    outcome.thenFollows([
      { type: 'MissingAnswerSupplied', data: { ...key, item: problemRef, answer: { text: '已完成' } } },
    ]);
    expect(outcome.state.missing).toEqual([goalRef]);
  });

  it('given none missing, or one supplied before, then it is refused', () => {
    aReport(delivered()).when(supplyAnswer, supply, on('2024-01-25'), afterMeeting()).thenRefused('answer-not-missing');
    aReport(
      delivered('2024-01-20', problemRef),
      event('MissingAnswerSupplied', { ...key, item: problemRef, answer: { text: '' } }),
    )
      .when(supplyAnswer, supply, on('2024-01-25'), afterMeeting())
      .thenRefused('answer-not-missing', { item: problemRef.id });
  });

  it('given another branch, then there is no such report', () => {
    given.when(supplyAnswer, supply, on('2024-01-25', '04'), afterMeeting()).thenRefused('report-not-found');
  });

  it('given a closed review, or a day before the delivery, then it is refused', () => {
    given.when(supplyAnswer, supply, on('2024-02-01'), afterClosing()).thenRefused('review-closed');
    given.when(supplyAnswer, supply, on('2024-01-19'), afterMeeting()).thenRefused('occurred-before-last-step');
  });
});

describe('excusing a missing answer', () => {
  it('given one missing at delivery, then it is excused with the reason', () => {
    const outcome = given.when(excuseAnswer, excuse, context(), afterMeeting());
    outcome.thenFollows([
      { type: 'MissingAnswerExcused', data: { ...key, item: goalRef, reason: { text: '机构调整' } } },
    ]);
    expect(outcome.state.missing).toEqual([problemRef]);
  });

  it('given none missing, then it is refused', () => {
    aReport(delivered()).when(excuseAnswer, excuse, context(), afterMeeting()).thenRefused('answer-not-missing');
  });

  it('given a closed review, or a day before the delivery, then it is refused', () => {
    given.when(excuseAnswer, excuse, on('2024-02-01'), afterClosing()).thenRefused('review-closed');
    given.when(excuseAnswer, excuse, on('2024-01-19'), afterMeeting()).thenRefused('occurred-before-last-step');
  });
});
