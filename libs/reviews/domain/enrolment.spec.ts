import { context, event, specify } from '#event-sourcing/testing/decider-kit.js';
import type { BranchState } from '#branches/published/branch.js';
import { adjourned, aReport, aReview, closed, delivered, enrolled, submitted } from '../testing/given.js';
import { changeMode, enrol, nameCommentator } from './enrolment.js';
import { report } from './report.js';
import { review } from './review.js';

const known: BranchState = { code: '03', name: '第三党支部', holdings: [], handovers: [] };
const unknown: BranchState = { holdings: [], handovers: [] };
const enrolling = { year: 2023, branch: '03', mode: 'on-site', commentator: 'a', substitutes: ['b'] } as const;

describe('enrolling a branch', () => {
  it('given a branch, then it is enrolled', () => {
    aReview()
      .when(enrol, enrolling, context(), known)
      .thenFollows([{ type: 'BranchEnrolled', data: enrolling }]);
  });

  it('given no such branch, then it is refused', () => {
    aReview().when(enrol, enrolling, context(), unknown).thenRefused('branch-not-found', { code: '03' });
  });

  it('given a branch that has ended, then it is refused', () => {
    const ended = { on: '2024-01-01', successors: ['05'], mainSuccessor: '05', items: new Map() };
    aReview()
      .when(enrol, enrolling, context(), { ...known, ended })
      .thenRefused('branch-ended', { code: '03', on: '2024-01-01' }, { path: 'branch' });
  });

  it('given that it is enrolled, then it is refused', () => {
    aReview(enrolled('03')).when(enrol, enrolling, context(), known).thenRefused('branch-already-enrolled');
  });

  it('given that the meeting was adjourned, then it is refused', () => {
    aReview(adjourned()).when(enrol, enrolling, context(), known).thenRefused('meeting-adjourned');
  });

  it('given no review, then it is not found', () => {
    specify(review)
      .given()
      .when(enrol, enrolling, context(), known)
      .thenRefused('review-not-found', { year: 2023 }, { kind: 'not-found' });
  });

  it('given a day before the scheduling, then it is refused', () => {
    aReview()
      .when(enrol, enrolling, context({ occurredOn: '2023-12-19' }), known)
      .thenRefused('occurred-before-last-step');
  });

  it.each([[['a']], [['b', 'b']]])('given the substitutes %j, then it is refused', (substitutes) => {
    aReview()
      .when(enrol, { ...enrolling, substitutes }, context(), known)
      .thenRefused('substitute-repeated', {}, { path: 'substitutes' });
  });
});

describe('changing the mode', () => {
  const change = { year: 2023, branch: '03', mode: 'written', reason: '出差' } as const;

  it('given that nothing was delivered, then both modes are told', () => {
    aReview(enrolled('03'))
      .when(changeMode, change, context(), aReport(submitted()).state)
      .thenFollows([
        {
          type: 'EnrolmentModeChanged',
          data: { year: 2023, branch: '03', mode: 'written', formerMode: 'on-site', reason: { text: '出差' } },
        },
      ]);
  });

  it('given that the report was delivered, then it is refused', () => {
    aReview(enrolled('03'))
      .when(changeMode, change, context(), aReport(delivered()).state)
      .thenRefused('report-already-delivered');
  });

  it('given the same mode, then it is refused', () => {
    const changed = { year: 2023, branch: '03', mode: 'written', formerMode: 'on-site', reason: { text: '' } } as const;
    aReview(enrolled('03'), event('EnrolmentModeChanged', changed))
      .when(changeMode, change, context(), report.initial)
      .thenRefused('mode-unchanged');
  });

  it('given a branch that is not enrolled, then it is not found', () => {
    aReview(enrolled('04'))
      .when(changeMode, change, context(), report.initial)
      .thenRefused('branch-not-enrolled', { branch: '03' }, { kind: 'not-found' });
  });

  it('given that the meeting was adjourned, then it is refused', () => {
    aReview(enrolled('03'), adjourned())
      .when(changeMode, change, context(), report.initial)
      .thenRefused('meeting-adjourned');
  });
});

describe('naming a commentator', () => {
  const naming = { year: 2023, branch: '03', commentator: 'c', substitutes: ['d'] };

  it('given an enrolled branch, then the names take the place of the former', () => {
    const outcome = aReview(enrolled('03')).when(nameCommentator, naming);
    outcome.thenFollows([{ type: 'CommentatorNamed', data: naming }]);
    expect(outcome.state.enrolments.get('03')).toEqual({ mode: 'on-site', commentator: 'c', substitutes: ['d'] });
  });

  it('given a substitute who is the commentator, then it is refused', () => {
    aReview(enrolled('03'))
      .when(nameCommentator, { ...naming, substitutes: ['c'] })
      .thenRefused('substitute-repeated');
  });

  it('given a branch that is not enrolled, then it is not found', () => {
    aReview().when(nameCommentator, naming).thenRefused('branch-not-enrolled');
  });

  it('given that the review is closed, then it is refused', () => {
    aReview(enrolled('03'), adjourned(), closed()).when(nameCommentator, naming).thenRefused('review-closed');
  });
});
