import type { LocalDate } from '#time/local-date.js';

/** `2024H1` for January to June. */
export const halfYearOf = (day: LocalDate): string => `${day.slice(0, 4)}H${day.slice(5, 7) <= '06' ? '1' : '2'}`;
