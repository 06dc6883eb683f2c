import type { Passing } from '#branches/published/succession.js';
import { answering } from '#branches/published/succession.js';
import type { LocalDate } from '#time/local-date.js';
import type { Problem } from './problem.js';

/** Branches on whose end it depends who acts on a problem. */
export const branchesOf = ({ branch, lead }: Pick<Problem, 'branch' | 'lead'>): readonly string[] => [
  ...new Set([branch, ...(lead.kind === 'branch' ? [lead.code] : [])]),
];

/** The problem as it is led on a day: by the successors of branches that have ended. */
export const passedOn = <P extends Pick<Problem, 'branch' | 'lead'>>(
  problem: P,
  passings: readonly Passing[],
  day: LocalDate,
): P & Pick<Problem, 'heir' | 'formerLeads'> => {
  if (passings.length === 0) return problem;
  const { branch, lead } = problem;
  const heir = answering(branch, passings, day);
  const code = lead.kind === 'branch' ? answering(lead.code, passings, day) : lead.code;
  return {
    ...problem,
    lead: { kind: lead.kind, code },
    ...(heir === branch ? {} : { heir }),
    formerLeads: passings.filter(({ on }) => on <= day).map(({ from }) => from),
  };
};
