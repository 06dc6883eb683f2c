import { branchStream } from '#branches/events.js';
import { PEOPLE, type Command } from './command.js';
import { uuidOf, type Random } from './random.js';

/** A branch and who answers for it at the moment. */
export interface Branch {
  readonly code: string;
  readonly name: string;
  secretary: string;
}

const secretaryOf = (code: string, year: number): string => uuidOf(`secretary ${code} ${String(year)}`);

const act = ({ code }: Branch, on: string, ...events: Command['events']): Command => ({
  stream: branchStream(code),
  on,
  actor: PEOPLE.clerk,
  role: 'office-clerk',
  tags: { branch: code },
  events,
});

const appointed = ({ code, secretary }: Branch, from: string, acting: boolean): Command['events'][number] => ({
  type: 'OfficeHolderAppointed',
  data: { code, post: 'secretary', person: secretary, acting, from },
});

export const establish = (branch: Branch, year: number): readonly Command[] => {
  const on = `${String(year)}-01-05`;
  const { code, name } = branch;
  const parent = Number(code.slice(1)) % 3 === 0 ? {} : { parentUnit: `基层党委${String(Number(code.slice(1)) % 20)}` };
  return [
    act(branch, on, { type: 'BranchEstablished', data: { code, name, ...parent } }),
    act(branch, on, appointed(branch, on, false)),
  ];
};

/** In some years a branch gets another secretary, or another name. */
export const changeBranch = (branch: Branch, year: number, random: Random): readonly Command[] => {
  const commands: Command[] = [];
  if (random.chance(0.15)) {
    const [until, from] = [`${String(year)}-06-30`, `${String(year)}-07-01`];
    const { code, secretary: person } = branch;
    commands.push(
      act(branch, until, { type: 'OfficeHolderReleased', data: { code, post: 'secretary', person, until } }),
    );
    branch.secretary = secretaryOf(code, year);
    commands.push(act(branch, from, appointed(branch, from, random.chance(0.3))));
  }
  if (random.chance(0.03)) {
    const { code, name: formerName } = branch;
    const name = `${formerName.replace(/（.*/, '')}（${String(year)}）`;
    commands.push(act(branch, `${String(year)}-08-15`, { type: 'BranchRenamed', data: { code, name, formerName } }));
  }
  return commands;
};

export const branchesOf = (count: number, firstYear: number): readonly Branch[] =>
  Array.from({ length: count }, (_, index) => {
    const code = `B${String(index + 1).padStart(4, '0')}`;
    return { code, name: `第${String(index + 1)}党支部`, secretary: secretaryOf(code, firstYear) };
  });
