import { context, event } from '#event-sourcing/testing/decider-kit.js';
import type { Addressees } from '../events.js';
import { adjourned, aReview, enrolled } from '../testing/given.js';
import { giveSummary, issueRequirement } from './summing-up.js';

const late = context({ occurredOn: '2024-01-21' });
const issued = event('RequirementIssued', {
  year: 2023,
  requirement: '2023-requirement-01',
  no: '2023-要求-01',
  number: 1,
  heading: { text: '一' },
  points: [],
  addressees: { kind: 'branches' },
  units: ['03'],
});

describe('summing up the year', () => {
  it('given the meeting, then what was achieved is affirmed, also when entered later', () => {
    aReview(adjourned())
      .when(giveSummary, { year: 2023, achievements: ['党建品牌'] })
      .thenFollows([{ type: 'SummaryGiven', data: { year: 2023, achievements: [{ text: '党建品牌' }] } }]);
  });

  it('given a day after the meeting, then it is refused', () => {
    aReview(adjourned())
      .when(giveSummary, { year: 2023, achievements: ['党建品牌'] }, late)
      .thenRefused('meeting-adjourned');
  });
});

describe('issuing a requirement', () => {
  const issuing = {
    year: 2023,
    heading: '抓好党建',
    points: ['筑牢忠诚', '夯实责任'],
    addressees: { kind: 'branches' },
  } as const;
  const facts = { year: 2023, heading: { text: '抓好党建' }, points: [{ text: '筑牢忠诚' }, { text: '夯实责任' }] };

  it('given no codes, then it binds every branch enrolled by now, in the order of codes', () => {
    aReview(enrolled('05'), enrolled('03'))
      .when(issueRequirement, { ...issuing, dueOn: '2024-06-30' })
      .thenFollows([
        {
          type: 'RequirementIssued',
          data: {
            ...facts,
            requirement: '2023-requirement-01',
            no: '2023-要求-01',
            number: 1,
            addressees: { kind: 'branches' },
            units: ['03', '05'],
            dueOn: '2024-06-30',
          },
        },
      ]);
  });

  it('given one before it, then it has the next number; given codes, then it binds these', () => {
    aReview(enrolled('05'), enrolled('03'), issued)
      .when(issueRequirement, { ...issuing, addressees: { kind: 'branches', codes: ['05'] } })
      .thenFollows([
        {
          type: 'RequirementIssued',
          data: {
            ...facts,
            requirement: '2023-requirement-02',
            no: '2023-要求-02',
            number: 2,
            addressees: { kind: 'branches', codes: ['05'] },
            units: ['05'],
          },
        },
      ]);
  });

  const bound = (addressees: Addressees, units: readonly string[]) =>
    aReview(enrolled('03'))
      .when(issueRequirement, { ...issuing, addressees })
      .thenFollows([
        {
          type: 'RequirementIssued',
          data: { ...facts, requirement: '2023-requirement-01', no: '2023-要求-01', number: 1, addressees, units },
        },
      ]);

  it('given the first responsible persons, then it binds every enrolled branch', () => {
    bound({ kind: 'first-responsible-persons' }, ['03']);
  });

  it('given the first responsible persons, then codes are refused', () => {
    aReview(enrolled('03'))
      .when(issueRequirement, { ...issuing, addressees: { kind: 'first-responsible-persons', codes: ['03'] } })
      .thenRefused('addressees-are-all', {}, { path: 'addressees.codes' });
  });

  it('given departments, then it binds these', () => {
    bound({ kind: 'departments', codes: ['D1', 'D2'] }, ['D1', 'D2']);
  });

  it('given departments without codes, then it is refused', () => {
    aReview(enrolled('03'))
      .when(issueRequirement, { ...issuing, addressees: { kind: 'departments' } })
      .thenRefused('addressees-needed');
  });

  it('given a branch that is not enrolled, then it is refused', () => {
    aReview(enrolled('03'))
      .when(issueRequirement, { ...issuing, addressees: { kind: 'branches', codes: ['03', '09'] } })
      .thenRefused('branch-not-enrolled', { branch: '09' });
  });

  it('given no branch enrolled, then it is refused', () => {
    aReview().when(issueRequirement, issuing).thenRefused('no-branch-enrolled');
  });

  it('given a due date before the meeting, then it is refused', () => {
    aReview(enrolled('03'))
      .when(issueRequirement, { ...issuing, dueOn: '2024-01-19' })
      .thenRefused('due-before-meeting', { on: '2024-01-20' }, { path: 'dueOn' });
  });

  it('given a day after the meeting, then it is refused', () => {
    aReview(enrolled('03'), adjourned()).when(issueRequirement, issuing, late).thenRefused('meeting-adjourned');
  });
});
