import { describe, expect, it } from '@jest/globals';
import { event, inStream, project } from '#event-sourcing/testing/projection-kit.js';
import type { Given } from '#event-sourcing/testing/given-event.js';
import type { BranchEvent } from '../../events.js';
import { branches } from './branches.projection.js';

const ofBranch = (...events: readonly Given<BranchEvent>[]) =>
  inStream<Given<BranchEvent>>('branch-03', { branch: '03' }, ...events);

const given = project(branches).given(
  ofBranch(
    event('BranchEstablished', { code: '03', name: '机关党支部' }, { on: '2019-07-01' }),
    event('OfficeHolderAppointed', { code: '03', post: 'secretary', person: 'p-1', acting: false, from: '2022-01-01' }),
  ),
);

const holding = { post: 'secretary', person: 'p-1', acting: false, from: '2022-01-01' } as const;

describe('the row of a branch', () => {
  it('holds its posts with their dates', () => {
    given.thenRows({
      '03': {
        code: '03',
        name: '机关党支部',
        parentUnit: null,
        establishedOn: '2019-07-01',
        formerNames: [],
        posts: [{ ...holding, until: null }],
        handovers: [],
        handoverSince: null,
        endedOn: null,
        ending: null,
        successors: [],
        mainSuccessor: null,
        length: 2,
      },
    });
  });

  it('ends a holding on its last day and keeps it', () => {
    given
      .when(
        ofBranch(
          event('OfficeHolderReleased', { code: '03', post: 'secretary', person: 'p-1', until: '2024-03-31' }),
          event('OfficeHolderAppointed', {
            code: '03',
            post: 'secretary',
            person: 'p-1',
            acting: true,
            from: '2024-06-01',
          }),
        ),
      )
      .thenChanged({
        '03': {
          posts: [
            { ...holding, until: '2024-03-31' },
            { ...holding, acting: true, from: '2024-06-01', until: null },
          ],
          length: 4,
        },
      });
  });

  it('keeps its former names', () => {
    given
      .when(
        ofBranch(
          event('BranchRenamed', { code: '03', name: '总部党支部', formerName: '机关党支部' }, { on: '2024-05-01' }),
        ),
      )
      .thenChanged({
        '03': { name: '总部党支部', formerNames: [{ name: '机关党支部', until: '2024-05-01' }], length: 3 },
      });
  });
});

describe('a handover', () => {
  const released = event('OfficeHolderReleased', { code: '03', post: 'secretary', person: 'p-1', until: '2024-03-31' });
  const next = event('OfficeHolderAppointed', {
    code: '03',
    post: 'secretary',
    person: 'p-2',
    acting: false,
    from: '2024-06-01',
  });
  const item = { kind: 'problem', id: '2023-review-03-01' } as const;
  const recorded = event('HandoverRecorded', {
    code: '03',
    post: 'secretary',
    from: 'p-1',
    to: 'p-2',
    on: '2024-06-03',
    items: [item],
  });

  it('waits from the first day of a secretary who comes after another, until it is recorded', () => {
    const came = given.when(ofBranch(released, next));
    expect(came.rows['03']?.handoverSince).toBe('2024-06-01');
    expect(given.when(ofBranch(released, next, recorded)).rows['03']).toMatchObject({
      handoverSince: null,
      handovers: [{ post: 'secretary', from: 'p-1', to: 'p-2', on: '2024-06-03', items: [item] }],
    });
  });

  it('does not wait for the first that is known, nor while the post is vacant', () => {
    expect(given.rows['03']?.handoverSince).toBeNull();
    expect(given.when(ofBranch(released)).rows['03']?.handoverSince).toBeNull();
  });
});

describe('the end of a branch', () => {
  it('ends its holdings and names who took its place', () => {
    const ending = { code: '03', on: '2024-06-15', documentNumber: '党委〔2024〕12号' };
    const items = [{ kind: 'goal', id: '2023-goal-03-01', successor: '06' }] as const;
    given
      .when(ofBranch(event('BranchSplit', { ...ending, successors: ['05', '06'], mainSuccessor: '05', items })))
      .thenChanged({
        '03': {
          posts: [{ ...holding, until: '2024-06-15' }],
          endedOn: '2024-06-15',
          ending: { kind: 'split', documentNumber: '党委〔2024〕12号', items },
          successors: ['05', '06'],
          mainSuccessor: '05',
          length: 3,
        },
      });
  });
});
