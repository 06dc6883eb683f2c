const whole = new Intl.NumberFormat('en');

/** 12,000 */
export const figure = (count: number): string => whole.format(count);

/** Seconds since `started`, a moment of `performance.now()`. */
export const secondsSince = (started: number): number => Math.round(performance.now() - started) / 1_000;

/** 3.2 s, 12,000/s */
export const pace = (events: number, seconds: number): string =>
  `${seconds.toFixed(1)} s${seconds === 0 ? '' : `  ${figure(Math.round(events / seconds))}/s`}`;
