/** Every free text in the data of an event, in the order of its fields. */
export const freeTextsOf = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === 'text' && typeof first[1] === 'string') return [first[1]];
  return entries.flatMap(([, part]) => freeTextsOf(part));
};
