import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dutyMessages } from '#access/messages.js';
import { branchMessages } from '#branches/messages.js';
import { problemMessages } from '#problems/messages.js';
import { reviewMessages } from './messages.js';

const DOMAIN = join(process.cwd(), 'libs/reviews/domain');
const CODES = /(?:new DomainError|refuseAny)\(\s*'([a-z-]+)'/g;

const thrown = readdirSync(DOMAIN)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .flatMap((file) => [...readFileSync(join(DOMAIN, file), 'utf8').matchAll(CODES)].map(([, code = '']) => code));

describe('the refusals of reviews', () => {
  it('are all told in both languages', () => {
    const told = { ...branchMessages, ...dutyMessages, ...problemMessages, ...reviewMessages };
    expect(thrown.filter((code) => !(code in told))).toEqual([]);
  });

  it('are all there is to tell', () => {
    expect(Object.keys(reviewMessages).filter((code) => !thrown.includes(code))).toEqual([]);
  });

  it('say the same parameters in both', () => {
    const parameters = (text: string) => new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    for (const { zh, en } of Object.values(reviewMessages)) expect([zh, parameters(en)]).toEqual([zh, parameters(zh)]);
  });
});
