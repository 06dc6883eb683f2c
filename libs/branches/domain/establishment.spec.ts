import { context, event, specify } from '#event-sourcing/testing/decider-kit.js';
import { branch } from '../published/branch.js';
import { establish, rename } from './establishment.js';

const established = event('BranchEstablished', { code: '03', name: '第三党支部' });

describe('establishing a branch', () => {
  it('given none, then it exists under its code', () => {
    specify(branch)
      .given()
      .when(establish, { code: '03', name: '第三党支部', parentUnit: '机关党委' })
      .thenFollows([{ type: 'BranchEstablished', data: { code: '03', name: '第三党支部', parentUnit: '机关党委' } }]);
  });

  it('given that code, then it is refused: codes are for ever', () => {
    specify(branch)
      .given(established)
      .when(establish, { code: '03', name: '另一个支部' })
      .thenRefused('branch-already-established', { code: '03' }, { path: 'code' });
  });
});

describe('renaming a branch', () => {
  it('given another name, then both names are told', () => {
    specify(branch)
      .given(established, event('BranchRenamed', { code: '03', name: '生产党支部', formerName: '第三党支部' }))
      .when(rename, { code: '03', name: '生产一党支部' })
      .thenFollows([{ type: 'BranchRenamed', data: { code: '03', name: '生产一党支部', formerName: '生产党支部' } }]);
  });

  it('given the same name, then it is refused', () => {
    specify(branch).given(established).when(rename, { code: '03', name: '第三党支部' }).thenRefused('name-unchanged');
  });

  it('given no such branch, then it is not found', () => {
    specify(branch)
      .given()
      .when(rename, { code: '03', name: '新名' }, context())
      .thenRefused('branch-not-found', { code: '03' }, { kind: 'not-found' });
  });
});
