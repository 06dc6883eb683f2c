import type { ActionFacts, ActionViewer } from './actions.js';
import { possibleActions } from './actions.js';

const facts = (some: Partial<ActionFacts> = {}): ActionFacts => ({
  level: 'internal',
  status: 'submitted',
  branch: '03',
  lead: { kind: 'branch', code: '03' },
  unitsInvolved: ['03', 'HR'],
  measureLeads: [{ kind: 'department', code: 'HR' }],
  hasStandingMeasures: false,
  dueOn: '2024-06-30',
  extensionOpen: false,
  extensionsGranted: 0,
  notedHalves: [],
  submittedBy: 'secretary',
  ...some,
});
const viewer = (role: ActionViewer['grants'][number]['role'], some: Partial<ActionViewer> = {}): ActionViewer => {
  const unit = role === 'branch-secretary' || role === 'committee-member' ? { unit: '03' } : {};
  return { person: 'somebody', grants: [{ role, ...unit }], today: '2024-07-01', ...some };
};

describe('given a submission', () => {
  it('then the office may verify or return it, and nothing else', () => {
    expect(possibleActions(facts(), viewer('office-clerk'))).toEqual([
      { act: 'verify-rectification', allowed: true },
      { act: 'return-rectification', allowed: true },
    ]);
  });

  it('then its unit may take it back, and another unit sees nothing to do', () => {
    const secretary = viewer('branch-secretary');
    expect(possibleActions(facts(), secretary)).toEqual([{ act: 'take-back-submission', allowed: true }]);
    expect(possibleActions(facts(), { ...secretary, grants: [{ role: 'branch-secretary', unit: '05' }] })).toEqual([]);
    expect(possibleActions(facts(), viewer('auditor'))).toEqual([]);
  });
});

describe('what is not allowed is told with its reason', () => {
  it.each([
    ['verify-rectification', 'recused', {}, viewer('office-clerk', { affiliation: 'HR' })],
    ['verify-rectification', 'submitter-may-not-verify', {}, viewer('office-clerk', { person: 'secretary' })],
    ['approve-plan', 'planner-may-not-decide', { status: 'planned', plannedBy: 'somebody' }, viewer('office-head')],
    [
      'dispatch-problem',
      'contester-may-not-dispatch',
      { status: 'listed', contestedBy: 'somebody' },
      viewer('office-head'),
    ],
    [
      'grant-extension',
      'second-extension-by-chair',
      { status: 'in-progress', extensionOpen: true, extensionsGranted: 1 },
      viewer('office-head'),
    ],
    [
      'grant-extension',
      'asker-may-not-answer-extension',
      { status: 'in-progress', extensionOpen: true, extensionAskedBy: 'somebody' },
      viewer('chair'),
    ],
    [
      'request-extension',
      'extension-already-requested',
      { status: 'in-progress', extensionOpen: true },
      viewer('branch-secretary'),
    ],
    ['request-extension', 'no-date-to-extend', { status: 'in-progress', dueOn: null }, viewer('branch-secretary')],
    ['close-problem', 'verifier-may-not-close', { status: 'verified', verifiedBy: 'somebody' }, viewer('office-head')],
    [
      'close-problem',
      'submitter-may-not-close',
      { status: 'verified', submittedBy: 'somebody' },
      viewer('committee-member'),
    ],
    [
      'close-problem',
      'problem-has-standing-measures',
      { status: 'verified', hasStandingMeasures: true },
      viewer('office-head'),
    ],
    ['close-problem', 'chair-closes-standing-only', { status: 'verified' }, viewer('chair')],
    ['close-problem', 'standing-closed-by-chair', { status: 'standing' }, viewer('office-head')],
    ['begin-standing', 'no-standing-measures', { status: 'verified' }, viewer('office-head')],
    [
      'note-standing',
      'standing-already-noted',
      { status: 'standing', notedHalves: ['2024H2'] },
      viewer('branch-secretary'),
    ],
  ] as const)('%s: %s', (act, reason, some, who) => {
    expect(possibleActions(facts(some), who)).toContainEqual({ act, allowed: false, reason });
  });

  it('and is allowed in another of the roles held', () => {
    const both = viewer('office-head', { grants: [{ role: 'office-head' }, { role: 'chair' }] });
    const second = facts({ status: 'in-progress', extensionOpen: true, extensionsGranted: 1 });
    expect(possibleActions(second, both)).toContainEqual({ act: 'grant-extension', allowed: true });
    expect(possibleActions(facts({ status: 'verified' }), both)).toContainEqual({
      act: 'close-problem',
      allowed: true,
    });
  });
});

it('given a measure that a department leads, then it may report progress, and do nothing else', () => {
  const department = viewer('department', { grants: [{ role: 'department', unit: 'HR' }] });
  expect(possibleActions(facts({ status: 'in-progress' }), department)).toEqual([
    { act: 'report-progress', allowed: true },
  ]);
});

describe('given no request for an extension', () => {
  it('then there is nothing to grant or refuse', () => {
    expect(possibleActions(facts({ status: 'in-progress' }), viewer('office-head'))).toEqual([]);
  });
});

describe('given a closed problem of another contact point', () => {
  it('then its leader has nothing to do with it', () => {
    const leader = viewer('committee-member', { grants: [{ role: 'committee-member', unit: '05' }] });
    expect(possibleActions(facts({ status: 'closed' }), leader)).toEqual([]);
    expect(possibleActions(facts({ status: 'closed' }), viewer('committee-member'))).toEqual([
      { act: 'reopen-problem', allowed: true },
    ]);
  });
});
