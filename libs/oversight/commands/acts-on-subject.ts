import { branchStream } from '#branches/events.js';
import { branch } from '#branches/published/branch.js';
import { readPassings } from '#branches/published/succession.js';
import type { Command, Load } from '#event-sourcing/command.js';
import { handles } from '#event-sourcing/command-handler.js';
import type { Decide } from '#event-sourcing/decider.js';
import { goalStream, requirementStream } from '#goals/events.js';
import { readAssigned, readIssued } from '#goals/published/pursuit-standing.js';
import { goal, requirement } from '#goals/published/pursuits.js';
import { problemStream } from '#problems/events.js';
import { problemLevel } from '#problems/published/problem-level.js';
import { opened, problem } from '#problems/published/problem.js';
import { readOpening } from '#problems/published/problem-standing.js';
import { SETTLED } from '#problems/published/states.js';
import type { LeadUnit } from '#reviews/events.js';
import type { Oversight } from '../domain/oversight.js';
import { oversight } from '../domain/oversight.js';
import type { KnownSubject, OnSubject, SubjectRead } from '../domain/subject.js';
import { subjectOf } from '../domain/subject.js';
import type { OversightEvent, Subject } from '../events.js';
import { oversightStream } from '../events.js';

type Known = KnownSubject | undefined;

const branchUnit = (code: string): LeadUnit => ({ kind: 'branch', code });

const ofBranch = (code: string, settled: boolean): KnownSubject => {
  const lead = branchUnit(code);
  return { branch: code, lead, units: [lead], settled };
};

const knownProblem = async (id: string, load: Load): Promise<Known> => {
  const { state } = await load(problem, problemStream(id));
  const found = state ?? opened(await readOpening(id, load))?.problem;
  if (found === undefined) return undefined;
  const { branch: code, lead, measures, status } = found;
  const supporting = measures.flatMap(({ leadUnit, supportingUnits }) => [leadUnit, ...supportingUnits]);
  const units = [lead, branchUnit(code), ...supporting];
  return { branch: code, lead, units, level: await problemLevel(id, load), settled: SETTLED.includes(status) };
};

const knownGoal = async (id: string, load: Load): Promise<Known> => {
  const { state } = await load(goal, goalStream(id));
  if (state !== undefined) return ofBranch(state.branch, state.status === 'concluded');
  const assigned = await readAssigned(id, load);
  return assigned === undefined ? undefined : ofBranch(assigned.data.branch, false);
};

/** Nobody but its issue says of what kind the units are, and codes of branches and departments may be the same. */
const knownRequirement = async (id: string, load: Load): Promise<Known> => {
  const { state } = await load(requirement, requirementStream(id));
  const issued = await readIssued(id, load);
  if (issued === undefined) return undefined;
  const kind = issued.data.addressees.kind === 'departments' ? 'department' : 'branch';
  const concluded = [...(state?.units.values() ?? [])].some(({ status }) => status === 'concluded');
  return { units: issued.data.units.map((code) => ({ kind, code })), settled: concluded };
};

const known = async ({ kind, id }: Subject, load: Load): Promise<Known> => {
  if (kind === 'problem') return knownProblem(id, load);
  if (kind === 'goal') return knownGoal(id, load);
  if (kind === 'requirement') return knownRequirement(id, load);
  return (await load(branch, branchStream(id))).revision < 0 ? undefined : ofBranch(id, false);
};

/** A subject with the branches to which it passed; `undefined`: there is no such thing. */
export const knownSubject = async (subject: string, load: Load): Promise<Known> => {
  const found = await known(subjectOf(subject), load);
  if (found === undefined) return undefined;
  const branches = found.units.flatMap(({ kind, code }) => (kind === 'branch' ? [code] : []));
  const passings = await readPassings(branches, subject, load);
  const units = [...found.units, ...passings.map(({ to }) => branchUnit(to))];
  return { ...found, units, passings };
};

/** Binds a command to its decision, with what the subject's own streams say of it. */
export const actsOnSubject = <C extends Command & OnSubject>(
  command: new () => C,
  decide: Decide<C, Oversight, OversightEvent, SubjectRead>,
) =>
  handles<C, Oversight, OversightEvent, SubjectRead>({
    command,
    aggregate: oversight,
    stream: ({ subject }) => oversightStream(subject),
    reads: async ({ subject }, load) => {
      const found = await knownSubject(subject, load);
      return found === undefined ? {} : { known: found };
    },
    decide,
  });
