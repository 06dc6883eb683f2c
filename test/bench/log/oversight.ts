import { oversightStream, type OversightEvent } from '#oversight/events.js';
import { addDays } from '#time/local-date.js';
import type { Branch } from './branches.js';
import { PEOPLE, type Command } from './command.js';
import type { Random } from './random.js';
import { textOf } from './words.js';

/** What is said beside the life of a problem: seldom an instruction with its answers, sometimes a note or a reminder. */
export const tellOversight = (branch: Branch, year: number, problem: string, random: Random): readonly Command[] => {
  const { code, secretary } = branch;
  const subject = { kind: 'problem', id: problem } as const;
  const unit = { kind: 'branch', code } as const;
  const start = addDays(`${String(year + 1)}-03-01`, random.whole(0, 20));
  const act = (days: number, actor: string, role: string, event: OversightEvent): Command => ({
    stream: oversightStream(problem),
    on: addDays(start, days),
    actor,
    role,
    tags: { branch: code, year },
    events: [event],
  });
  const answer = (days: number, n: number): Command =>
    act(days, secretary, 'branch-secretary', {
      type: 'InstructionAnswered',
      data: { subject, instruction: 1, answer: n, words: textOf(random, 60) },
    });
  const instructed = random.chance(0.08);
  const returned = instructed && random.chance(0.3);
  return [
    ...(random.chance(0.15)
      ? [
          act(0, PEOPLE.clerk, 'office-clerk', {
            type: 'NoteTaken',
            data: { subject, note: 1, words: textOf(random, 40), with: [unit] },
          }),
        ]
      : []),
    ...(instructed
      ? [
          act(3, PEOPLE.chair, 'chair', {
            type: 'InstructionGiven',
            data: { subject, instruction: 1, words: textOf(random, 30), addressee: unit, dueOn: addDays(start, 30) },
          }),
          answer(20, 1),
          ...(returned
            ? [
                act(22, PEOPLE.chair, 'chair', {
                  type: 'InstructionAnswerReturned',
                  data: { subject, instruction: 1, answer: 1, reason: textOf(random, 20) },
                }),
                answer(28, 2),
              ]
            : []),
          act(30, PEOPLE.chair, 'chair', { type: 'InstructionConcluded', data: { subject, instruction: 1 } }),
        ]
      : []),
    ...(random.chance(0.2)
      ? [
          act(60, PEOPLE.clerk, 'office-clerk', {
            type: 'ReminderIssued',
            data: { subject, reminder: 1, unit, words: textOf(random, 20) },
          }),
        ]
      : []),
  ];
};
