import { freeText } from '#event-sourcing/event.js';
import { context, event, specify } from '#event-sourcing/testing/decider-kit.js';
import { acknowledge, conclude, implement } from './fulfilling.js';
import type { IssuedRequirement } from './requirement.js';
import { requirement } from './requirement.js';

const ID = '2023-requirement-01';
const source = { stream: 'review-2023', revision: 7, eventId: '00000000-0000-4000-8000-00000000000a' };
const issued: IssuedRequirement = {
  source,
  on: '2024-01-20',
  data: {
    year: 2023,
    requirement: ID,
    no: '2023-要求-01',
    number: 1,
    heading: freeText('压实责任'),
    points: [freeText('第一责任人亲自抓')],
    addressees: { kind: 'branches', codes: ['03', '05'] },
    units: ['03', '05'],
    dueOn: '2024-06-30',
  },
};
const opening = {
  requirement: ID,
  no: '2023-要求-01',
  year: 2023,
  units: ['03', '05'],
  dueOn: '2024-06-30',
  issued: source,
};
const opened = event('RequirementOpened', opening, { on: '2024-01-22' });
const acknowledged = (unit: string) =>
  event('RequirementAcknowledged', { requirement: ID, unit }, { on: '2024-01-22', actor: `secretary-${unit}` });
const implemented = (unit: string) =>
  event(
    'RequirementImplemented',
    { requirement: ID, unit, words: freeText('已落实'), evidence: [] },
    { on: '2024-06-01', actor: `secretary-${unit}` },
  );
const whole = [opened, acknowledged('03'), acknowledged('05'), implemented('03'), implemented('05')] as const;

const secretary = (unit: string, occurredOn = '2024-06-20') =>
  context({ actor: `secretary-${unit}`, role: 'branch-secretary', unit, occurredOn });
const clerk = context({ actor: 'clerk', role: 'office-clerk', occurredOn: '2024-06-20' });
const plain = { requirement: ID };
const report = { ...plain, words: '已落实' };
const finding = { ...plain, finding: '均已落实' };

describe('given a requirement issued in a review', () => {
  const fresh = specify(requirement).given();

  it('when the first unit acknowledges, then its stream opens with the fact it rests on', () => {
    fresh.when(acknowledge, plain, secretary('05'), { issued }).thenFollows([
      { type: 'RequirementOpened', data: opening },
      { type: 'RequirementAcknowledged', data: { ...plain, unit: '05' } },
    ]);
  });

  it('when it was never issued, or binds other units, then it does not exist', () => {
    fresh
      .when(acknowledge, plain, secretary('05'), {})
      .thenRefused('requirement-not-found', plain, { kind: 'not-found' });
    fresh.when(acknowledge, plain, secretary('07'), { issued }).thenRefused('requirement-not-found');
    fresh.when(conclude, finding, clerk, {}).thenRefused('requirement-not-found');
  });

  it('when it is acknowledged on a day before it was issued, then it is refused', () => {
    fresh
      .when(acknowledge, plain, secretary('05', '2024-01-19'), { issued })
      .thenRefused('occurred-before-last-step', { last: '2024-01-20' });
  });

  it('when a unit implements before it acknowledged, then it is refused', () => {
    fresh
      .when(implement, report, secretary('03'), { issued })
      .thenRefused('requirement-not-in-status', { status: 'issued', needed: 'acknowledged' });
  });
});

describe('given one unit that acknowledged', () => {
  const one = specify(requirement).given(opened, acknowledged('03'));

  it('when it acknowledges again, then it is refused, and the other unit is not', () => {
    one.when(acknowledge, plain, secretary('03'), {}).thenRefused('requirement-not-in-status');
    one
      .when(acknowledge, plain, secretary('05'), {})
      .thenFollows([{ type: 'RequirementAcknowledged', data: { ...plain, unit: '05' } }]);
  });

  it('when it implements, then for itself alone', () => {
    const outcome = one.when(implement, report, secretary('03'), {});
    outcome.thenFollows([
      { type: 'RequirementImplemented', data: { ...plain, unit: '03', words: freeText('已落实'), evidence: [] } },
    ]);
    expect([...(outcome.state?.units ?? [])].map(([unit, { status }]) => [unit, status])).toEqual([
      ['03', 'implemented'],
      ['05', 'issued'],
    ]);
  });

  it('when it would have implemented before it acknowledged, then it is refused', () => {
    one.when(implement, report, secretary('03', '2024-01-21'), {}).thenRefused('occurred-before-last-step');
  });

  it('when the office concludes, then the units that wait are named', () => {
    one.when(conclude, finding, clerk, {}).thenRefused('requirement-not-implemented', { units: '03, 05' });
    specify(requirement)
      .given(...whole.slice(0, 4))
      .when(conclude, finding, clerk, {})
      .thenRefused('requirement-not-implemented', { units: '05' });
  });
});

describe('given a requirement that every unit implemented', () => {
  const ready = specify(requirement).given(...whole);

  it('when the office concludes, then it is concluded for all, and only once', () => {
    const fact = { type: 'RequirementConcluded', data: { ...plain, finding: freeText('均已落实') } } as const;
    const outcome = ready.when(conclude, finding, clerk, {});
    outcome.thenFollows([fact]);
    expect([...(outcome.state?.units.values() ?? [])].map(({ status }) => status)).toEqual(['concluded', 'concluded']);
    specify(requirement)
      .given(...whole, event(fact.type, fact.data))
      .when(conclude, finding, clerk, {})
      .thenRefused('requirement-concluded');
  });

  it('when whoever reported for one of the units concludes, then it is refused', () => {
    ready.when(conclude, finding, { ...clerk, actor: 'secretary-05' }, {}).thenRefused('implementer-may-not-conclude');
    ready.when(conclude, finding, { ...clerk, recordedBy: 'secretary-03' }, {}).thenRefused('separation-needs-basis');
  });

  it('when it would be concluded before the last implementation, then it is refused', () => {
    ready.when(conclude, finding, { ...clerk, occurredOn: '2024-05-31' }, {}).thenRefused('occurred-before-last-step');
  });
});

describe('given a unit that became part of another', () => {
  const passings = [{ from: '05', to: '03', on: '2024-06-15' }];
  const given = specify(requirement).given(opened, acknowledged('03'));

  it('when the successor names its part, then that is acknowledged', () => {
    given
      .when(acknowledge, { ...plain, unit: '05' }, secretary('03'), { passings })
      .thenFollows([{ type: 'RequirementAcknowledged', data: { requirement: ID, unit: '05' } }]);
  });

  it('when anybody else names it, or the day is before, then it does not exist', () => {
    given
      .when(acknowledge, { ...plain, unit: '05' }, secretary('07'), { passings })
      .thenRefused('requirement-not-found');
    given.when(acknowledge, { ...plain, unit: '05' }, secretary('03'), {}).thenRefused('requirement-not-found');
    given
      .when(acknowledge, { ...plain, unit: '05' }, secretary('03', '2024-06-14'), { passings })
      .thenRefused('requirement-not-found');
  });
});
