import { context } from '#event-sourcing/testing/decider-kit.js';
import { aReport, confirmed, delivered, key, tallied } from '../testing/given.js';
import { confirmTally } from './tally-confirmation.js';

const confirmation = { ...key, form: 'report-review', tally: 1 } as const;
const READ = { passings: [] };
const given = aReport(delivered(), tallied());
const confirmedByA = aReport(delivered(), tallied(), confirmed({ actor: 'a', recordedBy: 'clerk' }));

describe('confirming a tally', () => {
  it('given a tally, then the first confirmation does not complete it', () => {
    given
      .when(confirmTally, confirmation, context({ actor: 'a' }), READ)
      .thenFollows([{ type: 'AppraisalConfirmed', data: { ...confirmation, complete: false } }]);
  });

  it('given one confirmation, then that of another person completes it', () => {
    confirmedByA
      .when(confirmTally, confirmation, context({ actor: 'b' }), READ)
      .thenFollows([{ type: 'AppraisalConfirmed', data: { ...confirmation, complete: true } }]);
  });

  it('given one confirmation, then neither who decided nor who typed it confirms again', () => {
    for (const again of [
      { actor: 'a', recordedBy: 'b' },
      { actor: 'b', recordedBy: 'clerk' },
    ])
      confirmedByA
        .when(confirmTally, confirmation, context(again), READ)
        .thenRefused('tally-confirmed-by-you', { tally: 1 }, { kind: 'forbidden' });
  });

  it('given somebody of that branch, then it is refused; of another branch it is not', () => {
    given
      .when(confirmTally, confirmation, context({ affiliation: '03' }), READ)
      .thenRefused('recused', { unit: '03' }, { kind: 'forbidden' });
    given
      .when(confirmTally, confirmation, context({ affiliation: '04' }), READ)
      .thenFollows([{ type: 'AppraisalConfirmed', data: { ...confirmation, complete: false } }]);
  });

  it('given somebody of the branch that took its place, then it is refused', () => {
    given
      .when(confirmTally, confirmation, context({ affiliation: '05' }), {
        passings: [{ from: '03', to: '05', on: '2024-01-10' }],
      })
      .thenRefused('recused', { unit: '05' }, { kind: 'forbidden' });
  });

  it('given two confirmations, then it is refused', () => {
    aReport(delivered(), tallied(), confirmed({ actor: 'a' }), confirmed({ actor: 'b' }, 1, true))
      .when(confirmTally, confirmation, context({ actor: 'c' }), READ)
      .thenRefused('tally-already-confirmed');
  });

  it('given a newer tally, then the older one is past, and confirmations start anew', () => {
    const recounted = aReport(delivered(), tallied(), confirmed({ actor: 'a' }), tallied(2));
    recounted
      .when(confirmTally, confirmation, context({ actor: 'b' }), READ)
      .thenRefused('tally-replaced', { last: 2 });
    recounted
      .when(confirmTally, { ...confirmation, tally: 2 }, context({ actor: 'a' }), READ)
      .thenFollows([{ type: 'AppraisalConfirmed', data: { ...confirmation, tally: 2, complete: false } }]);
  });

  it.each([0, 2])('given no tally %d, then it is not found', (tally) => {
    given
      .when(confirmTally, { ...confirmation, tally }, context(), READ)
      .thenRefused('tally-not-found', { tally }, { kind: 'not-found' });
  });

  it('given a tally of the other form only, then it is not found', () => {
    given
      .when(confirmTally, { ...confirmation, form: 'democratic-appraisal' }, context(), READ)
      .thenRefused('tally-not-found');
  });
});
