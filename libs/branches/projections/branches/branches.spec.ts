import { describe, it } from '@jest/globals';
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
