/** How often a fault is tried: seldom among all tests, as often as it takes with `npm run test:faults`. */
export const times = (seldom: number, often: number): number => (process.env['FAULTS'] === 'full' ? often : seldom);

/** Of a run that drew at random; `<name>=<seed>` in the environment repeats it. Printed, so that a failure can be. */
export const seedOf = (name: string): number => {
  const seed = Number(process.env[name] ?? Math.floor(Math.random() * 1_000_000));
  process.stdout.write(`${name}=${String(seed)}\n`);
  return seed;
};
