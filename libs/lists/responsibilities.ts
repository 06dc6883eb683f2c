import { LEAD_KINDS } from '#reviews/events.js';
import type { LeadKind, LeadUnit } from '#reviews/events.js';
import type { Task } from './published/list-source.js';

/** What one post of one unit answers for. */
export interface Responsibility {
  readonly unit: LeadUnit;
  /** A post, never a person; null: whoever heads the unit. */
  readonly post: string | null;
  readonly tasks: readonly Task[];
}

export interface ResponsibilityPlace {
  readonly kind: LeadKind;
  readonly code: string;
  readonly post: string;
}

export const placeOfResponsibility = ({ unit, post }: Omit<Responsibility, 'tasks'>): ResponsibilityPlace => ({
  kind: unit.kind,
  code: unit.code,
  post: post ?? '',
});

const inText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By kind and code of the unit, then by post; nothing is ordered by a figure. */
export const byResponsibility = (a: ResponsibilityPlace, b: ResponsibilityPlace): number =>
  LEAD_KINDS.indexOf(a.kind) - LEAD_KINDS.indexOf(b.kind) || inText(a.code, b.code) || inText(a.post, b.post);

/** 责任清单: the tasks by unit and post, each in the order in which they came. */
export const responsibilitiesOf = (tasks: readonly Task[]): readonly Responsibility[] => {
  const groups = new Map<string, { readonly unit: LeadUnit; readonly post: string | null; readonly tasks: Task[] }>();
  for (const task of tasks) {
    const { unit, post } = task;
    const key = JSON.stringify([unit.kind, unit.code, post]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { unit, post, tasks: [task] });
    else group.tasks.push(task);
  }
  return [...groups.values()].sort((a, b) => byResponsibility(placeOfResponsibility(a), placeOfResponsibility(b)));
};
