import { readFileSync, writeFileSync } from 'node:fs';
import { sourcesIn } from '../sources.js';
import { answerExamples } from './answer-examples.js';
import { answerSchemas } from './answer-schemas.js';
import { EXAMPLE_REQUESTS } from './example-requests.js';
import { examplesModule, schemasModule } from './written-module.js';

/** `npm run documents` writes what this compares. */
const UPDATE = process.env['UPDATE_DOCUMENTS'] !== undefined;

const SCHEMAS = 'apps/composition/answer-schemas.ts';
const EXAMPLES = 'apps/composition/answer-examples.ts';

describe('what the reads answer', () => {
  test('the schemas are those of the types', () => {
    const expected = schemasModule(answerSchemas(sourcesIn('libs', /\.controller\.ts$/)));
    if (UPDATE) writeFileSync(SCHEMAS, expected);
    expect(readFileSync(SCHEMAS, 'utf8')).toBe(expected);
  });

  test('the examples are those asked for', async () => {
    if (UPDATE) writeFileSync(EXAMPLES, examplesModule(await answerExamples()));
    const written = readFileSync(EXAMPLES, 'utf8').matchAll(/^ {2}"([\w.]+)":/gm);
    expect([...written].map(([, operation]) => operation)).toEqual(Object.keys(EXAMPLE_REQUESTS));
  }, 120_000);
});
