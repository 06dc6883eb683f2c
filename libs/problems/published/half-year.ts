import type { LocalDate } from '#time/local-date.js';

/** `2024H1` for January to June. */
export const halfYearOf = (day: LocalDate): string => `${day.slice(0, 4)}H${day.slice(5, 7) <= '06' ? '1' : '2'}`;

const halfAfter = (half: string): string => {
  const year = Number(half.slice(0, 4));
  return half.endsWith('1') ? `${String(year)}H2` : `${String(year + 1)}H1`;
};

/** Half-years from one day to another, both included, that have no note. */
export const halvesWithout = (noted: readonly string[], since: LocalDate, today: LocalDate): readonly string[] => {
  const halves: string[] = [];
  for (let half = halfYearOf(since); half <= halfYearOf(today); half = halfAfter(half)) halves.push(half);
  return halves.filter((half) => !noted.includes(half));
};
