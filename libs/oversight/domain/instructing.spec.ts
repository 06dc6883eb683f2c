import { freeText } from '#event-sourcing/event.js';
import { context, event, specify } from '#event-sourcing/testing/decider-kit.js';
import type { LeadUnit } from '#reviews/events.js';
import { answerInstruction, concludeInstruction, giveInstruction, returnAnswer } from './instructing.js';
import { oversight } from './oversight.js';
import type { KnownSubject } from './subject.js';

const ID = '2023-review-03-02';
const BRANCH: LeadUnit = { kind: 'branch', code: '03' };
const HR: LeadUnit = { kind: 'department', code: 'HR' };
const OFFICE: LeadUnit = { kind: 'office', code: 'OFFICE' };

const subject = { kind: 'problem', id: ID } as const;
const words = '请查清原因';
const order = { subject: ID, words };
const first = { subject: ID, instruction: 1 };
const known: KnownSubject = { branch: '03', lead: BRANCH, units: [BRANCH, HR], settled: false };
const read = { known };

const on = (role: string, some: object = {}) => context({ actor: role, role, occurredOn: '2024-03-10', ...some });
const chair = on('chair');
const leader = on('committee-member', { unit: '03' });
const secretary = on('branch-secretary', { unit: '03' });

const given = event(
  'InstructionGiven',
  { subject, instruction: 1, words: freeText(words), addressee: BRANCH, dueOn: '2024-03-15' },
  { on: '2024-03-08', actor: 'chair' },
);
const answered = event(
  'InstructionAnswered',
  { subject, instruction: 1, answer: 1, words: freeText('已查清') },
  { on: '2024-03-09', actor: 'branch-secretary' },
);
const returned = event(
  'InstructionAnswerReturned',
  { subject, instruction: 1, answer: 1, reason: freeText('不清楚') },
  { on: '2024-03-09', actor: 'chair' },
);

describe('given a problem', () => {
  const fresh = specify(oversight).given();

  it('when a leader instructs, then whoever works on it owes the answer', () => {
    fresh.when(giveInstruction, { ...order, dueOn: '2024-03-15' }, chair, read).thenFollows([
      {
        type: 'InstructionGiven',
        data: { subject, instruction: 1, words: freeText(words), addressee: BRANCH, dueOn: '2024-03-15' },
      },
    ]);
  });

  it('when another unit is to answer, then it must be concerned, or be the office', () => {
    const to = (addressee: LeadUnit) => fresh.when(giveInstruction, { ...order, addressee }, chair, read);
    expect(to(HR).state?.instructions.get(1)?.addressee).toEqual(HR);
    expect(to(OFFICE).state?.instructions.get(1)?.addressee).toEqual(OFFICE);
    to({ kind: 'branch', code: 'HR' }).thenRefused('unit-not-concerned', { code: 'HR' }, { path: 'addressee' });
  });

  it('when it is 限班子, itself or as an instruction, then no branch or department is told to answer', () => {
    const narrow = on('chair', { level: 'committee-only' });
    const hidden = { known: { ...known, level: 'committee-only' as const } };
    const toOffice = { ...order, addressee: OFFICE };
    fresh.when(giveInstruction, order, narrow, read).thenRefused('level-hides-task', {}, { path: 'addressee' });
    fresh.when(giveInstruction, order, chair, hidden).thenRefused('level-hides-task');
    for (const each of [
      fresh.when(giveInstruction, toOffice, narrow, hidden),
      fresh.when(giveInstruction, toOffice, narrow, read),
    ])
      each.thenFollows([expect.anything() as never]);
  });

  it('when a leader of another contact point instructs, or there is no such problem, then there is none', () => {
    const other = on('committee-member', { unit: '05' });
    fresh.when(giveInstruction, order, other, read).thenRefused('oversight-subject-not-found');
    fresh.when(giveInstruction, order, chair, {}).thenRefused('oversight-subject-not-found');
    expect(fresh.when(giveInstruction, order, leader, read).state?.instructions.size).toBe(1);
  });

  it('when the office itself leads, then every member of the committee may instruct it', () => {
    const own = { known: { ...known, lead: OFFICE, units: [OFFICE, BRANCH] } };
    const other = on('committee-member', { unit: '05' });
    expect(fresh.when(giveInstruction, order, other, own).state?.instructions.get(1)?.addressee).toEqual(OFFICE);
  });

  it('when the committee leads, then the addressee must be told', () => {
    const committee: LeadUnit = { kind: 'committee', code: 'PC' };
    fresh
      .when(giveInstruction, order, chair, { known: { ...known, lead: committee } })
      .thenRefused('instruction-addressee-missing', {}, { path: 'addressee' });
  });

  it('when the answer would be due before the instruction, then it is refused', () => {
    fresh
      .when(giveInstruction, { ...order, dueOn: '2024-03-09' }, chair, read)
      .thenRefused('answer-due-before-instruction', { dueOn: '2024-03-09' }, { path: 'dueOn' });
  });

  it('when the instruction is on a goal, then it is refused', () => {
    fresh
      .when(giveInstruction, { ...order, subject: '2023-goal-03-01' }, chair, read)
      .thenRefused('instruction-on-problem-or-branch');
  });
});

describe('given an instruction', () => {
  const waiting = specify(oversight).given(given);
  const reply = { ...first, words: '已查清' };

  it('when its addressee answers, then it waits for the leader', () => {
    const outcome = waiting.when(answerInstruction, reply, secretary, read);
    outcome.thenFollows([
      { type: 'InstructionAnswered', data: { subject, instruction: 1, answer: 1, words: freeText('已查清') } },
    ]);
    expect(outcome.state?.instructions.get(1)?.status).toBe('answered');
  });

  it('when the answer names evidence, then it is kept with it', () => {
    const document = { kind: 'document', title: '情况说明', date: '2024-03-09', number: '三支部〔2024〕5号' } as const;
    const outcome = waiting.when(answerInstruction, { ...reply, evidence: [document] }, secretary, read);
    const evidence = [{ ...document, title: freeText('情况说明') }];
    outcome.thenFollows([
      {
        type: 'InstructionAnswered',
        data: { subject, instruction: 1, answer: 1, words: freeText('已查清'), evidence },
      },
    ]);
  });

  it.each([
    ['another branch', on('branch-secretary', { unit: '05' })],
    ['a department of the same code', on('department', { unit: '03' })],
    ['the office', on('office-head')],
  ])('when %s answers, then there is no instruction', (_, who) => {
    waiting.when(answerInstruction, reply, who, read).thenRefused('instruction-not-found', { instruction: 1 });
  });

  it('when it is concluded without an answer, or answered before it was given, then it is refused', () => {
    waiting
      .when(concludeInstruction, first, chair, read)
      .thenRefused('instruction-not-in-status', { status: 'given', needed: 'answered' });
    waiting
      .when(answerInstruction, reply, { ...secretary, occurredOn: '2024-03-07' }, read)
      .thenRefused('occurred-before-last-step');
  });

  it('when another is given, then it has the next number, and its own life', () => {
    const two = specify(oversight).given(given, answered).when(giveInstruction, order, chair, read);
    expect([...(two.state?.instructions ?? [])].map(([n, { status }]) => [n, status])).toEqual([
      [1, 'answered'],
      [2, 'given'],
    ]);
  });
});

describe('given an answer', () => {
  const read1 = specify(oversight).given(given, answered);

  it('when the leader concludes it, then it is done with, once', () => {
    const outcome = read1.when(concludeInstruction, { ...first, words: '已阅' }, leader, read);
    outcome.thenFollows([{ type: 'InstructionConcluded', data: { subject, instruction: 1, words: freeText('已阅') } }]);
    expect(outcome.state?.instructions.get(1)?.status).toBe('concluded');
  });

  it('when it is returned, then it is owed again, and the next answer is counted on', () => {
    read1
      .when(returnAnswer, { ...first, reason: '不清楚' }, chair, read)
      .thenFollows([
        { type: 'InstructionAnswerReturned', data: { subject, instruction: 1, answer: 1, reason: freeText('不清楚') } },
      ]);
    const again = specify(oversight)
      .given(given, answered, returned)
      .when(answerInstruction, { ...first, words: '补充' }, secretary, read);
    expect(again.state?.instructions.get(1)).toMatchObject({ status: 'answered', answers: 2 });
  });

  it('when whoever answered judges it in another role, then it is refused', () => {
    const same = on('chair', { actor: 'branch-secretary' });
    read1.when(concludeInstruction, first, same, read).thenRefused('answerer-may-not-judge', {}, { kind: 'forbidden' });
    read1.when(returnAnswer, { ...first, reason: '不清楚' }, same, read).thenRefused('answerer-may-not-judge');
  });

  it('when the leader of another contact point reads it, then there is none', () => {
    const other = on('committee-member', { unit: '05' });
    read1.when(concludeInstruction, first, other, read).thenRefused('oversight-subject-not-found');
  });
});

it('an instruction on a branch itself is tagged with the branch, one on a problem with its year as well', () => {
  expect(oversight.tags({ ...oversight.initial, subject: { kind: 'branch', id: '03' } })).toEqual({ branch: '03' });
  expect(oversight.tags({ ...oversight.initial, subject })).toEqual({ branch: '03', year: 2023 });
  expect(oversight.tags({ ...oversight.initial, subject: { kind: 'requirement', id: '2023-requirement-01' } })).toEqual(
    {
      year: 2023,
    },
  );
});
