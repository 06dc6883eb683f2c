import { describe, it } from '@jest/globals';
import { event, inStream, project } from '#event-sourcing/testing/projection-kit.js';
import { branchNames } from './branch-names.projection.js';

describe('the name of a branch', () => {
  it('is its newest one', () => {
    const established = inStream(
      'branch-03',
      { branch: '03' },
      event('BranchEstablished', { code: '03', name: '机关党支部' }),
    );
    project(branchNames)
      .given(established)
      .when(
        event('BranchRenamed', { code: '03', name: '总部党支部', formerName: '机关党支部' }, { stream: 'branch-03' }),
      )
      .thenChanged({ '03': { name: '总部党支部' } });
  });
});
