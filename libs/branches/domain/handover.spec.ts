import { context, event, specify } from '#event-sourcing/testing/decider-kit.js';
import { branch } from '../published/branch.js';
import { handOver } from './handover.js';

const PROBLEM = '2023-review-03-01';
const holding = (person: string, from: string) =>
  event('OfficeHolderAppointed', { code: '03', post: 'secretary', person, acting: false, from });
const given = specify(branch).given(
  event('BranchEstablished', { code: '03', name: '第三党支部' }),
  holding('old', '2020-01-01'),
  event('OfficeHolderReleased', { code: '03', post: 'secretary', person: 'old', until: '2024-06-30' }),
  holding('new', '2024-07-01'),
);
const office = context({ role: 'office-clerk', occurredOn: '2024-07-02' });
const secretary = context({ role: 'branch-secretary', unit: '03', actor: 'new', occurredOn: '2024-07-02' });
const STANDINGS = new Map([[PROBLEM, { open: true, answeredBy: ['03'] }]]);
const HANDOVER = { code: '03', post: 'secretary', from: 'old', to: 'new', items: [{ item: PROBLEM }] } as const;
const RECORDED = {
  code: '03',
  post: 'secretary',
  from: 'old',
  to: 'new',
  on: '2024-07-02',
  items: [{ kind: 'problem', id: PROBLEM }],
} as const;

describe('handing over', () => {
  it('given the new holder, then the list acknowledged is fixed', () => {
    given.when(handOver, HANDOVER, office, STANDINGS).thenFollows([{ type: 'HandoverRecorded', data: RECORDED }]);
    given.when(handOver, HANDOVER, secretary, STANDINGS).thenFollows([{ type: 'HandoverRecorded', data: RECORDED }]);
  });

  it('given a problem that is 限班子, then the new holder is not asked to acknowledge it', () => {
    const hidden = new Map([[PROBLEM, { open: true, answeredBy: ['03'], level: 'committee-only' as const }]]);
    given
      .when(handOver, HANDOVER, office, hidden)
      .thenRefused('level-hides-task', { entry: PROBLEM }, { path: 'items[0].item' });
  });

  it('given a post that was vacant before, then there is nobody from whom', () => {
    const { from: _nobody, ...vacant } = HANDOVER;
    const { from: _none, ...recorded } = RECORDED;
    given
      .when(handOver, { ...vacant, items: [] }, office, STANDINGS)
      .thenFollows([{ type: 'HandoverRecorded', data: { ...recorded, items: [] } }]);
  });

  it('given somebody who does not hold the post on that day, then it is refused', () => {
    given.when(handOver, { ...HANDOVER, to: 'other' }, office, STANDINGS).thenRefused('not-in-post');
    const early = context({ role: 'office-clerk', occurredOn: '2024-06-30' });
    given.when(handOver, HANDOVER, early, STANDINGS).thenRefused('not-in-post', {}, { path: 'to' });
  });

  it('given somebody who did not hold it before, then it is refused', () => {
    given
      .when(handOver, { ...HANDOVER, from: 'other' }, office, STANDINGS)
      .thenRefused('not-in-post-before', { post: 'secretary' }, { path: 'from' });
    given.when(handOver, { ...HANDOVER, from: 'new' }, office, STANDINGS).thenRefused('not-in-post-before');
  });

  it('given that it is recorded, then not again', () => {
    specify(branch)
      .given(
        event('BranchEstablished', { code: '03', name: '三' }),
        holding('new', '2024-07-01'),
        event('HandoverRecorded', RECORDED),
      )
      .when(handOver, { code: '03', post: 'secretary', to: 'new', items: [] }, office, STANDINGS)
      .thenRefused('handover-already-recorded');
  });

  it('given an item that the branch does not answer for, then it is refused', () => {
    given
      .when(handOver, HANDOVER, office, new Map([[PROBLEM, { open: true, answeredBy: ['05'] }]]))
      .thenRefused('item-not-of-branch', { item: PROBLEM, code: '03' }, { path: 'items[0].item' });
  });

  it('given a secretary, then only of the own post and the own branch', () => {
    const other = { ...secretary, actor: 'deputy' };
    given.when(handOver, HANDOVER, other, STANDINGS).thenRefused('handover-of-another', {}, { kind: 'forbidden' });
    given
      .when(handOver, { ...HANDOVER, post: 'clerk' }, secretary, STANDINGS)
      .thenRefused('handover-of-another', {}, { kind: 'forbidden' });
    given
      .when(handOver, HANDOVER, { ...secretary, unit: '05' }, STANDINGS)
      .thenRefused('branch-not-found', {}, { kind: 'not-found' });
  });
});
