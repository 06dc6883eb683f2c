/** Running numbers of problems and goals within one report. */

/** The next `count` numbers after the last one given, without those that an item of the old ledger has. */
export const nextNumbers = (last: number, count: number, taken: ReadonlySet<number> = new Set()): readonly number[] => {
  const numbers: number[] = [];
  for (let n = last + 1; numbers.length < count; n += 1) if (!taken.has(n)) numbers.push(n);
  return numbers;
};
