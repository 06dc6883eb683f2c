/** Does a piece of work and answers its figure. */
export type Measured = () => Promise<number>;

/** Figures of runs that took turns: those at the same place stood next to each other in time. */
export interface Figures {
  readonly ours: readonly number[];
  readonly reference: readonly number[];
}

/** So much was done in a second. */
export const perSecond = async (count: number, work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (count * 1_000) / (performance.now() - began);
};

export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return ((sorted[middle] ?? 0) + (sorted[sorted.length - 1 - middle] ?? 0)) / 2;
};

/** Both by turns, each first in every other run, so that whatever else the machine does meets both. */
export const byTurns = async (runs: number, ours: Measured, reference: Measured): Promise<Figures> => {
  const figures: { ours: number[]; reference: number[] } = { ours: [], reference: [] };
  for (let run = 0; run < runs; run += 1) {
    if (run % 2 === 0) figures.ours.push(await ours());
    figures.reference.push(await reference());
    if (run % 2 === 1) figures.ours.push(await ours());
  }
  return figures;
};
