import { freeText } from '#event-sourcing/event.js';
import { event, specify } from '#event-sourcing/testing/decider-kit.js';
import { by, ID, lifeUpTo } from '../testing/lives.js';
import { beginStanding, close, noteStanding, refuseClosing, reopen, withdraw } from './closing.js';
import { problem } from './problem.js';

const plain = { problem: ID };
const reason = { problem: ID, reason: '不彻底' };
const anew = { ...reason, dueOn: '2024-12-31' };
const verified = specify(problem).given(...lifeUpTo('verified'));
const withStanding = specify(problem).given(...lifeUpTo('verified', true));
const standing = specify(problem).given(...lifeUpTo('standing'));
const closed = specify(problem).given(...lifeUpTo('closed'));

describe('given a verified rectification', () => {
  it.each(['office-head', 'committee-member'])('when the %s closes it, then it is closed', (role) => {
    verified
      .when(close, { ...plain, conclusion: '同意销号' }, by(role), {})
      .thenFollows([{ type: 'ProblemClosed', data: { ...plain, conclusion: freeText('同意销号') } }]);
  });

  it('when the leader of another contact point closes it, then it does not exist', () => {
    verified.when(close, plain, by('committee-member', { unit: '05' }), {}).thenRefused('problem-not-found');
  });

  it('when the chair closes it, then it is refused', () => {
    verified.when(close, plain, by('chair'), {}).thenRefused('chair-closes-standing-only', {}, { kind: 'forbidden' });
  });

  it.each([
    ['secretary', 'submitter-may-not-close'],
    ['clerk', 'verifier-may-not-close'],
  ])('when the %s of the rectification settles it, then it is refused', (actor, code) => {
    const same = by('office-head', { actor });
    verified.when(close, plain, same, {}).thenRefused(code, {}, { kind: 'forbidden' });
    verified.when(refuseClosing, reason, same, {}).thenRefused(code);
    withStanding.when(beginStanding, plain, same, {}).thenRefused(code);
    closed.when(reopen, anew, same, {}).thenRefused(code);
  });

  it('when the account that recorded the verification settles it without a paper, then it is refused', () => {
    const typed = by('office-head', { recordedBy: 'clerk' });
    verified.when(close, plain, typed, {}).thenRefused('separation-needs-basis');
    const onPaper = { ...typed, basis: { kind: 'approval', date: '2024-07-01' } };
    verified.when(close, plain, onPaper, {}).thenFollows([{ type: 'ProblemClosed', data: plain }]);
  });

  it('when closing is refused, then the rectification goes on', () => {
    verified
      .when(refuseClosing, reason, by('office-head'), {})
      .thenFollows([{ type: 'CloseRefused', data: { ...plain, reason: freeText('不彻底') } }]);
  });

  it('when it has no standing measures, then it cannot stand', () => {
    verified.when(beginStanding, plain, by('office-head'), {}).thenRefused('no-standing-measures');
  });

  it('when it has standing measures, then it stands and is not closed at once', () => {
    withStanding.when(close, plain, by('office-head'), {}).thenRefused('problem-has-standing-measures');
    withStanding
      .when(beginStanding, plain, by('office-head'), {})
      .thenFollows([{ type: 'StandingBegun', data: plain }]);
  });
});

describe('given a standing problem', () => {
  const note = { ...plain, words: '继续坚持' };
  const noted = event('StandingNoted', { ...plain, half: '2024H2', words: freeText('坚持') }, { on: '2024-07-01' });

  it('when it is noted, then for the half-year of the day', () => {
    standing
      .when(noteStanding, note, by('branch-clerk', { occurredOn: '2024-06-30' }), {})
      .thenFollows([{ type: 'StandingNoted', data: { ...plain, half: '2024H1', words: freeText('继续坚持') } }]);
  });

  it('when a half-year has its note, then there is no second one, but one for the next', () => {
    const once = specify(problem).given(...lifeUpTo('standing'), noted);
    once
      .when(noteStanding, note, by('branch-clerk', { occurredOn: '2024-12-31' }), {})
      .thenRefused('standing-already-noted', { half: '2024H2' });
    expect(
      once.when(noteStanding, note, by('branch-clerk', { occurredOn: '2025-01-01' }), {}).state?.notedHalves,
    ).toEqual(['2024H2', '2025H1']);
  });

  it('when anybody but the chair closes it, then it is refused', () => {
    standing
      .when(close, plain, by('office-head'), {})
      .thenRefused('standing-closed-by-chair', {}, { kind: 'forbidden' });
    standing.when(close, plain, by('committee-member'), {}).thenRefused('standing-closed-by-chair');
    standing.when(close, plain, by('chair'), {}).thenFollows([{ type: 'ProblemClosed', data: plain }]);
  });
});

describe('given a settled problem', () => {
  it.each([closed, standing])('when it is reopened, then with a new date, under the same number', (settled) => {
    const outcome = settled.when(reopen, anew, by('committee-member'), {});
    outcome.thenFollows([
      { type: 'ProblemReopened', data: { ...plain, reason: freeText('不彻底'), dueOn: '2024-12-31' } },
    ]);
    expect(outcome.state).toMatchObject({
      id: ID,
      status: 'in-progress',
      deadlines: { dueOn: '2024-12-31', originalDueOn: '2024-06-30' },
    });
  });

  it('when the new date is not after the reopening, then it is refused', () => {
    closed
      .when(reopen, { ...anew, dueOn: '2024-07-01' }, by('office-head'), {})
      .thenRefused('new-date-not-later', { dueOn: '2024-07-01' }, { path: 'dueOn' });
  });
});

describe('given an open problem', () => {
  it('when the chair withdraws it, then the reason stays', () => {
    verified
      .when(withdraw, reason, by('chair'), {})
      .thenFollows([{ type: 'ProblemWithdrawn', data: { ...plain, reason: freeText('不彻底') } }]);
  });
});
