import { DEFAULT_POLICY } from '#policy/published/default-policy.js';
import { WorkCalendar } from '#policy/published/working-days.js';
import { goalDueOf, goalLightOf, requirementDueOf, requirementLightOf } from './clock.js';

const calendar = new WorkCalendar();
const facts = { since: '2024-03-01', dueOn: '2024-06-28', returned: false } as const;

describe('given a goal', () => {
  it.each([
    ['assigned', 'unit', '2024-03-08'],
    ['accepted', 'unit', '2024-06-28'],
    ['submitted', 'office', '2024-03-15'],
    ['concluded', 'nobody', undefined],
  ] as const)('that is %s, then it is owed by the %s on %s', (status, owedBy, dueOn) => {
    const due = goalDueOf({ ...facts, status }, DEFAULT_POLICY, calendar);
    expect(due).toEqual(dueOn === undefined ? { owedBy } : { owedBy, dueOn });
  });

  it.each([
    ['green', '2024-06-20', {}],
    ['blue', '2024-06-21', {}],
    ['yellow', '2024-06-21', { returned: true }],
    ['red', '2024-06-29', { returned: true }],
    ['grey', '2024-06-29', { status: 'concluded' }],
  ] as const)('then its light is %s on %s given %j', (light, today, some) => {
    expect(goalLightOf({ ...facts, status: 'accepted', ...some }, today, DEFAULT_POLICY, calendar)).toBe(light);
  });
});

describe('given a requirement', () => {
  it('then each unit owes its acknowledgement and its implementation, and the office the conclusion', () => {
    const due = (status: 'issued' | 'acknowledged' | 'implemented', dueOn: string | null = facts.dueOn) =>
      requirementDueOf({ ...facts, status, dueOn }, DEFAULT_POLICY, calendar);
    expect([due('issued'), due('acknowledged'), due('acknowledged', null), due('implemented')]).toEqual([
      { owedBy: 'unit', dueOn: '2024-03-08' },
      { owedBy: 'unit', dueOn: '2024-06-28' },
      { owedBy: 'unit' },
      { owedBy: 'office' },
    ]);
  });

  it('then without a date it is never late', () => {
    const undated = { ...facts, status: 'acknowledged', dueOn: null } as const;
    expect(requirementLightOf(undated, '2030-01-01', DEFAULT_POLICY, calendar)).toBe('green');
  });
});
