/**
 * A calendar day, `YYYY-MM-DD`: no time, no zone. Sorts as text.
 * @format date
 */
export type LocalDate = string;

const PATTERN = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

const toUtc = (date: LocalDate): Date => new Date(`${date}T00:00:00Z`);

export const isLocalDate = (value: unknown): value is LocalDate => {
  if (typeof value !== 'string' || !PATTERN.test(value)) return false;
  const date = toUtc(value);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
};

/** Days since 1970-01-01, for counting over many of them. */
export const dayNumber = (date: LocalDate): number => toUtc(date).getTime() / DAY_MS;

export const dayOf = (number: number): LocalDate => new Date(number * DAY_MS).toISOString().slice(0, 10);

export const addDays = (date: LocalDate, days: number): LocalDate => dayOf(dayNumber(date) + days);

export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from);

/** 0 Sunday … 6 Saturday. */
export const weekday = (date: LocalDate): number => toUtc(date).getUTCDay();

/** Each is some ten kilobytes that the garbage collector knows nothing of; there are a handful of zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, format);
  return format;
};

/** The day that it is at `instant` in an IANA time zone. */
export const dayIn = (timeZone: string, instant: Date): LocalDate => formatOf(timeZone).format(instant);
