/** Does some work and answers how many things it did in a second. */
export type Measured = () => Promise<number>;

/** How long `work` took, as a rate of `count` things. */
export async function perSecond(count: number, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (count * 1_000) / (performance.now() - began);
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return ((sorted[middle] ?? 0) + (sorted[sorted.length - 1 - middle] ?? 0)) / 2;
};

/**
 * Runs ours and theirs by turns, so that whatever else the machine does meets both, and prints each run and the
 * median of the ratios of the pairs.
 */
export async function compare(title: string, runs: number, ours: Measured, theirs: Measured): Promise<void> {
  console.log(`\n${title}`);
  // The first of each warms up.
  await ours();
  await theirs();
  const ratios: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const first = run % 2 === 0;
    const one = await (first ? ours() : theirs());
    const two = await (first ? theirs() : ours());
    const [port, bare] = first ? [one, two] : [two, one];
    ratios.push(port / bare);
    console.log(`  port ${rate(port)}  bare client ${rate(bare)}  ratio ${(port / bare).toFixed(2)}`);
  }
  console.log(`  median ratio ${median(ratios).toFixed(2)}`);
}

const rate = (value: number): string => `${Math.round(value).toLocaleString('en').padStart(8)}/s`;
