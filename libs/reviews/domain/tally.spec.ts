import { context } from '#event-sourcing/testing/decider-kit.js';
import type { GroupTally } from '../events.js';
import { afterClosing, afterMeeting, aReport, aReview, confirmed, delivered, key, tallied } from '../testing/given.js';
import { enterTally } from './tally.js';

const item = { item: '抓党建', good: 5, fairlyGood: 2, fair: 1, poor: 0, abstained: 1 };
const members: GroupTally = {
  groups: ['committee-members', 'cadres'],
  entitledPresent: 12,
  issued: 11,
  returned: 10,
  invalid: 1,
  items: [item, { ...item, item: '抓队伍' }],
};
const secretaries: GroupTally = { ...members, groups: ['branch-secretaries'] };
const tallying = {
  ...key,
  form: 'report-review',
  groups: [members, secretaries],
  countedBy: 'counter',
  supervisedBy: 'supervisor',
} as const;

const given = aReport(delivered());
const refuse = (groups: readonly GroupTally[], code: string, path: string) => {
  given
    .when(enterTally, { ...tallying, groups }, context(), afterMeeting())
    .thenRefused(code, {}, { path, kind: 'invalid' });
};

describe('entering a tally', () => {
  it('given counts that agree, then they are recorded as they are, without any total', () => {
    given
      .when(enterTally, tallying, context(), afterMeeting())
      .thenFollows([{ type: 'AppraisalTallied', data: { ...tallying, tally: 1 } }]);
  });

  it('given an unconfirmed tally of that form, or one confirmed by one only, then it is replaced', () => {
    for (const events of [[tallied()], [tallied(), confirmed({ actor: 'a' })]])
      aReport(delivered(), ...events)
        .when(enterTally, tallying, context(), afterMeeting())
        .thenFollows([{ type: 'AppraisalTallied', data: { ...tallying, tally: 2 } }]);
  });

  it('given a tally confirmed by two, then it stands; the other form is counted by itself', () => {
    const confirmedByTwo = aReport(
      delivered(),
      tallied(),
      confirmed({ actor: 'a' }),
      confirmed({ actor: 'b' }, 1, true),
    );
    confirmedByTwo.when(enterTally, tallying, context(), afterMeeting()).thenRefused('tally-already-confirmed');
    confirmedByTwo
      .when(enterTally, { ...tallying, form: 'democratic-appraisal' }, context(), afterMeeting())
      .thenFollows([{ type: 'AppraisalTallied', data: { ...tallying, form: 'democratic-appraisal', tally: 1 } }]);
  });

  it('given a report that was not delivered, then only the branch itself can be appraised', () => {
    aReport().when(enterTally, tallying, context(), afterMeeting()).thenRefused('report-not-delivered');
    aReport()
      .when(enterTally, { ...tallying, form: 'democratic-appraisal' }, context(), afterMeeting())
      .thenFollows([{ type: 'AppraisalTallied', data: { ...tallying, form: 'democratic-appraisal', tally: 1 } }]);
  });

  it.each<[string, Partial<GroupTally>, string, string]>([
    ['more issued than entitled and present', { issued: 13 }, 'issued-exceed-entitled', 'groups[1].issued'],
    ['more returned than issued', { returned: 12 }, 'returned-exceed-issued', 'groups[1].returned'],
    ['more invalid than returned', { invalid: 11, items: [] }, 'invalid-exceed-returned', 'groups[1].invalid'],
    [
      'marks that do not add up',
      { items: [item, { ...item, item: '抓队伍', poor: 1 }] },
      'tally-does-not-add-up',
      'groups[1].items[1]',
    ],
    ['an item twice', { items: [item, item] }, 'tally-item-repeated', 'groups[1].items[1].item'],
  ])('given %s, then it is refused', (_, wrong, code, path) => {
    refuse([members, { ...secretaries, ...wrong }], code, path);
  });

  it('given a rater group in two places, then it is refused', () => {
    refuse([members, { ...secretaries, groups: ['branch-secretaries', 'cadres'] }], 'tally-group-repeated', 'groups');
  });

  it('given fewer than five raters beside another group, then they must be merged first', () => {
    const few = { ...secretaries, entitledPresent: 4, issued: 4, returned: 4, invalid: 0, items: [] };
    refuse([members, few], 'group-too-small', 'groups[1].entitledPresent');
    expect(
      given
        .when(enterTally, { ...tallying, groups: [few] }, context(), afterMeeting())
        .state.tallies.get('report-review'),
    ).toMatchObject({ tally: 1 });
    expect(
      given.when(
        enterTally,
        { ...tallying, groups: [members, { ...few, entitledPresent: 5 }] },
        context(),
        afterMeeting(),
      ).state.tallies.size,
    ).toBe(1);
  });

  it('given one person who counts and supervises, then it is refused', () => {
    given
      .when(enterTally, { ...tallying, supervisedBy: 'counter' }, context(), afterMeeting())
      .thenRefused('counters-same', {}, { path: 'supervisedBy' });
  });

  it('given a branch that is not enrolled, or a closed review, then it is refused', () => {
    given.when(enterTally, tallying, context(), aReview().state).thenRefused('branch-not-enrolled');
    given.when(enterTally, tallying, context(), afterClosing()).thenRefused('review-closed');
  });
});
