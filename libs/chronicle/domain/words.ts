const isFreeText = (value: object): value is { readonly text: string } =>
  'text' in value && typeof value.text === 'string' && Object.keys(value).length === 1;

/** Every free text in the data of an event, in the order of its fields. */
export const freeTextsOf = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return isFreeText(value) ? [value.text] : Object.values(value).flatMap(freeTextsOf);
};

/** Stands where a free text stood. */
const LEFT_OUT = '…';

/** The same data with nothing of what people wrote in it. */
export const withoutWords = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutWords);
  if (isFreeText(value)) return { text: LEFT_OUT };
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutWords(part)]));
};

/** The data of an event as they are shown: a free text is its words. */
export const inWords = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inWords);
  if (isFreeText(value)) return value.text;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inWords(part)]));
};
