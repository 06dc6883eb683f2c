export type Language = 'zh' | 'en';

/** As `Content-Language` names them. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

/** The language that an `Accept-Language` header prefers; Chinese when it prefers neither. */
export function languageOf(accepted: string | undefined): Language {
  const ranges = (accepted ?? '').split(',').map(parseRange);
  const weight = (language: Language) =>
    Math.max(0, ...ranges.filter(({ tag }) => tag === language || tag.startsWith(`${language}-`)).map(({ q }) => q));
  return weight('en') > weight('zh') ? 'en' : 'zh';
}

function parseRange(range: string): { readonly tag: string; readonly q: number } {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const given = parameters.find((parameter) => parameter.startsWith('q='));
  const q = given === undefined ? 1 : Number(given.slice(2));
  return { tag, q: Number.isNaN(q) ? 0 : q };
}
