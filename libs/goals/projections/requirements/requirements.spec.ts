import { describe, expect, it } from '@jest/globals';
import { freeText } from '#event-sourcing/event.js';
import { expectSameInAnyInterleaving } from '#event-sourcing/testing/interleavings.js';
import type { Given } from '#event-sourcing/testing/given-event.js';
import { event, inStream, project } from '#event-sourcing/testing/projection-kit.js';
import { reviewStream } from '#reviews/events.js';
import { requirementStream } from '../../events.js';
import type { RequirementEvent } from '../../events.js';
import { requirementUnits } from './requirement-units.projection.js';
import { requirements } from './requirements.projection.js';

const requirement = '2023-requirement-01';

const issued = inStream(
  reviewStream(2023),
  { year: 2023 },
  event(
    'RequirementIssued',
    {
      year: 2023,
      requirement,
      no: '2023-要求-01',
      number: 1,
      heading: freeText('压实责任'),
      points: [freeText('党支部书记是第一责任人'), freeText('每季度研究一次')],
      addressees: { kind: 'first-responsible-persons' },
      units: ['01', '03'],
      dueOn: '2024-10-31',
    },
    { on: '2024-01-18' },
  ),
);
const followed = inStream<Given<RequirementEvent>>(
  requirementStream(requirement),
  { year: 2023 },
  event(
    'RequirementOpened',
    {
      requirement,
      no: '2023-要求-01',
      year: 2023,
      units: ['01', '03'],
      issued: { stream: reviewStream(2023), revision: 9, eventId: 'e' },
    },
    { on: '2024-01-22' },
  ),
  event('RequirementAcknowledged', { requirement, unit: '03' }, { on: '2024-01-22' }),
  event(
    'RequirementImplemented',
    { requirement, unit: '03', words: freeText('已研究四次'), evidence: [] },
    { on: '2024-10-08' },
  ),
);
const concluded = event(
  'RequirementConcluded',
  { requirement, finding: freeText('落实') },
  { on: '2024-11-11', stream: requirementStream(requirement) },
);

describe('the requirements', () => {
  it('stand as issued, with their own length', () => {
    expect(project(requirements).given(issued, followed).rows[requirement]).toMatchObject({
      no: '2023-要求-01',
      heading: '压实责任',
      points: ['党支部书记是第一责任人', '每季度研究一次'],
      units: ['01', '03'],
      issuedOn: '2024-01-18',
      dueOn: '2024-10-31',
      concludedOn: null,
      length: 3,
    });
  });

  it('are concluded for all units at once', () => {
    project(requirements)
      .given(issued, followed)
      .when(concluded)
      .thenChanged({ [requirement]: { concludedOn: '2024-11-11', finding: '落实', length: 4 } });
  });

  it('have a state for each unit that they bind', () => {
    const { rows } = project(requirementUnits).given(issued, followed);
    expect(Object.keys(rows)).toEqual([`${requirement}/01`, `${requirement}/03`]);
    expect(rows[`${requirement}/01`]).toMatchObject({ unit: '01', status: 'issued', since: '2024-01-18' });
    expect(rows[`${requirement}/03`]).toMatchObject({
      unit: '03',
      status: 'implemented',
      since: '2024-10-08',
      acknowledgedOn: '2024-01-22',
      words: '已研究四次',
    });
  });

  it('are the same in any interleaving of review and requirement', () => {
    const events = project(requirements).given(issued, followed).record();
    expectSameInAnyInterleaving(requirements, events);
    expectSameInAnyInterleaving(requirementUnits, events);
  });
});

describe('a requirement that binds a branch which has ended', () => {
  const merged = inStream(
    'branch-03',
    { branch: '03' },
    event('BranchMerged', {
      code: '03',
      on: '2024-06-15',
      documentNumber: '1',
      successors: ['05'],
      mainSuccessor: '05',
      items: [{ kind: 'requirement', id: requirement, successor: '05' }],
    }),
  );

  it('says who answers for that part, in whatever order the streams are seen', () => {
    project(requirements)
      .given(issued)
      .when(merged)
      .thenChanged({ [requirement]: { passed: { '03': '05' }, heirs: { '03': '05' } } });
    expectSameInAnyInterleaving(requirements, project(requirements).given(issued, followed, merged).record());
  });
});
