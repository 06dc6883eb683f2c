const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** PostgreSQL counts from 1 January 2000. */
const EPOCH = Date.UTC(2000, 0, 1);
/** Days from 1 March of the year 0 to it. */
const EPOCH_DAY = 730_425;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Days from 2000-01-01; `undefined` for what is no day of the calendar, or before the year 1. */
export const dayNumber = (text: string): number | undefined => {
  if (!DAY.test(text)) return undefined;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const length = (MONTH_LENGTHS[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0);
  if (year === 0 || day === 0 || day > length) return undefined;
  // Years that begin in March have the leap day last, and their months lengths that a line tells.
  const fromMarch = month < 3 ? year - 1 : year;
  const days = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leapDays = Math.floor(fromMarch / 4) - Math.floor(fromMarch / 100) + Math.floor(fromMarch / 400);
  return fromMarch * 365 + leapDays + days - EPOCH_DAY;
};

/** Microseconds from 2000-01-01 in UTC; `undefined` for what is no instant. */
export const microseconds = (text: string): bigint | undefined => {
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : BigInt(time - EPOCH) * 1_000n;
};
