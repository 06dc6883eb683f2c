import { CATALOGUES } from '../../apps/composition/messages.js';
import { fieldMessages } from '#platform/http/field-messages.js';
import { httpMessages } from '#platform/http/http-messages.js';
import type { Catalogue } from '#platform/http/messages.js';
import { sourcesIn } from './sources.js';

/** The first code in `new DomainError('…`, `fault('…` and `RequestProblem(404, '…`. */
const THROWN = /(?:new DomainError\(\s*|\bfault\(\s*|new RequestProblem\(\s*\d{3},\s*)'([a-z][a-z0-9-]*)'/g;

const codesIn = (text: string): string[] => [...text.matchAll(THROWN)].flatMap(([, code]) => code ?? []);

/** Codes that some catalogue does not say in both languages. */
const unsaid = (codes: readonly string[], catalogues: readonly Catalogue[]): string[] => {
  const said = new Map(catalogues.flatMap((catalogue) => Object.entries(catalogue)));
  return codes.filter((code) => {
    const text = said.get(code);
    return text === undefined || text.zh.trim() === '' || text.en.trim() === '';
  });
};

describe('error codes', () => {
  const all = [...CATALOGUES, fieldMessages, httpMessages];
  const codes = [...new Set(sourcesIn('libs', /\.ts$/).flatMap(({ text }) => codesIn(text)))];

  test('each that is thrown is said in Chinese and in English', () => {
    expect(codes.length).toBeGreaterThan(80);
    expect(unsaid(codes, all)).toEqual([]);
  });

  test('one that nobody wrote a message for is noticed', () => {
    expect(codesIn(`throw new DomainError('never-said', {})`)).toEqual(['never-said']);
    expect(unsaid(['never-said'], all)).toEqual(['never-said']);
    expect(unsaid(['half'], [{ half: { zh: '一半', en: ' ' } }])).toEqual(['half']);
  });
});
