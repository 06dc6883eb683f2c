import { event, specify } from '#event-sourcing/testing/decider-kit.js';
import { branch } from '../published/branch.js';
import { appoint, release } from './office-holders.js';

const established = event('BranchEstablished', { code: '03', name: '第三党支部' });
const secretary = (person: string, from: string, acting = false) =>
  event('OfficeHolderAppointed', { code: '03', post: 'secretary', person, acting, from });
const left = (person: string, until: string) =>
  event('OfficeHolderReleased', { code: '03', post: 'secretary', person, until });
const toSecretary = (person: string, from: string) => ({ code: '03', post: 'secretary', person, from }) as const;

describe('appointing to a post', () => {
  it('given a vacant post, then it is held from that day on', () => {
    specify(branch)
      .given(established, secretary('a', '2020-01-01'), left('a', '2023-12-31'))
      .when(appoint, toSecretary('b', '2024-01-01'))
      .thenFollows([
        {
          type: 'OfficeHolderAppointed',
          data: { code: '03', post: 'secretary', person: 'b', acting: false, from: '2024-01-01' },
        },
      ]);
  });

  it('given a holder on that day, then it is refused', () => {
    specify(branch)
      .given(established, secretary('a', '2020-01-01'))
      .when(appoint, toSecretary('b', '2024-01-01'))
      .thenRefused('post-held', { post: 'secretary', from: '2024-01-01' }, { path: 'from' });
  });

  it('given a holder until that very day, then it is refused', () => {
    specify(branch)
      .given(established, secretary('a', '2020-01-01'), left('a', '2024-01-01'))
      .when(appoint, toSecretary('b', '2024-01-01'))
      .thenRefused('post-held');
  });

  it('given a holder, then nobody can act as well', () => {
    specify(branch)
      .given(established, secretary('a', '2020-01-01'))
      .when(appoint, { ...toSecretary('b', '2024-01-01'), acting: true })
      .thenRefused('post-held');
  });

  it('given a vacant post, then somebody may act', () => {
    specify(branch)
      .given(established)
      .when(appoint, { ...toSecretary('b', '2024-01-01'), acting: true })
      .thenFollows([
        {
          type: 'OfficeHolderAppointed',
          data: { code: '03', post: 'secretary', person: 'b', acting: true, from: '2024-01-01' },
        },
      ]);
  });

  it('given somebody who acts, then the holder who comes ends it the day before', () => {
    specify(branch)
      .given(established, secretary('a', '2023-06-01', true))
      .when(appoint, toSecretary('b', '2024-01-01'))
      .thenFollows([
        {
          type: 'OfficeHolderReleased',
          data: { code: '03', post: 'secretary', person: 'a', until: '2023-12-31' },
        },
        {
          type: 'OfficeHolderAppointed',
          data: { code: '03', post: 'secretary', person: 'b', acting: false, from: '2024-01-01' },
        },
      ]);
  });

  it('given somebody who acts from that day on, then no holder can have come before', () => {
    specify(branch)
      .given(established, secretary('a', '2024-01-01', true))
      .when(appoint, toSecretary('b', '2024-01-01'))
      .thenRefused('post-held');
  });

  it('given somebody who acts, then nobody else can act as well', () => {
    specify(branch)
      .given(established, secretary('a', '2023-06-01', true))
      .when(appoint, { ...toSecretary('b', '2024-01-01'), acting: true })
      .thenRefused('post-held');
  });

  it('given a member of the branch committee, then there may be a second one, but not the same twice', () => {
    const member = (person: string) => ({ code: '03', post: 'committee-member', person, from: '2024-01-01' }) as const;
    const given = specify(branch).given(established, event('OfficeHolderAppointed', { ...member('a'), acting: false }));
    given
      .when(appoint, member('b'))
      .thenFollows([{ type: 'OfficeHolderAppointed', data: { ...member('b'), acting: false } }]);
    given.when(appoint, member('a')).thenRefused('post-held');
  });

  it('given no such branch, then it is not found', () => {
    specify(branch).given().when(appoint, toSecretary('b', '2024-01-01')).thenRefused('branch-not-found');
  });
});

describe('releasing from a post', () => {
  const given = specify(branch).given(established, secretary('a', '2020-01-01'));

  it('given the holder, then the last day is told', () => {
    given
      .when(release, { code: '03', post: 'secretary', person: 'a', until: '2024-01-31', reason: '调任' })
      .thenFollows([
        {
          type: 'OfficeHolderReleased',
          data: { code: '03', post: 'secretary', person: 'a', until: '2024-01-31', reason: { text: '调任' } },
        },
      ]);
  });

  it('given somebody else, or the same person in another post, then it is refused', () => {
    given.when(release, { code: '03', post: 'secretary', person: 'b', until: '2024-01-31' }).thenRefused('not-in-post');
    given.when(release, { code: '03', post: 'clerk', person: 'a', until: '2024-01-31' }).thenRefused('not-in-post');
  });

  it('given somebody already released, then it is refused', () => {
    specify(branch)
      .given(established, secretary('a', '2020-01-01'), left('a', '2023-12-31'))
      .when(release, { code: '03', post: 'secretary', person: 'a', until: '2024-01-31' })
      .thenRefused('not-in-post');
  });

  it('given a day before the first, then it is refused', () => {
    given
      .when(release, { code: '03', post: 'secretary', person: 'a', until: '2019-12-31' })
      .thenRefused('released-before-appointed', { from: '2020-01-01' }, { path: 'until' });
  });

  it('given no such branch, then it is not found', () => {
    specify(branch)
      .given()
      .when(release, { code: '03', post: 'secretary', person: 'a', until: '2024-01-31' })
      .thenRefused('branch-not-found');
  });
});
