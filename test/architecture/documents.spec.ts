import { readFileSync, writeFileSync } from 'node:fs';
import { configTable } from '#platform/config/config-table.js';
import { buildOpenApi } from '#platform/http/open-api.js';
import { stateTableMarkdown } from '#problems/published/state-table.js';
import { ANSWERS } from '../../apps/composition/answers.js';
import { brokenReferences, undescribedReads } from './answers/described.js';
import { runningProduct } from './running-product.js';
import type { RunningProduct } from './running-product.js';

/** `npm run documents` writes what this compares. */
const UPDATE = process.env['UPDATE_DOCUMENTS'] !== undefined;

const README = 'README.md';
const OPEN_API = 'docs/openapi.json';

/** The text with a generated part put between its two marks. */
const withPart = (text: string, mark: string, part: string): string => {
  const [before, rest] = text.split(`<!-- ${mark} -->\n`);
  const after = rest?.split(`<!-- /${mark} -->`)[1];
  if (before === undefined || after === undefined) throw new Error(`${mark} is not marked`);
  return `${before}<!-- ${mark} -->\n${part.trim()}\n<!-- /${mark} -->${after}`;
};

const compare = (file: string, expected: string): void => {
  if (UPDATE) writeFileSync(file, expected);
  expect(readFileSync(file, 'utf8')).toBe(expected);
};

describe('documents say what the code says', () => {
  test('README: settings and the life of a problem', () => {
    const readme = readFileSync(README, 'utf8');
    const withStates = withPart(readme, 'states', stateTableMarkdown());
    compare(README, withPart(withStates, 'settings', configTable()));
    expect(withPart(readme, 'settings', 'something else')).not.toBe(readme);
  });

  describe('the description of the API', () => {
    let product: RunningProduct;
    beforeAll(async () => {
      product = await runningProduct();
    });
    afterAll(() => product.stop());

    test('is the one that is checked in', () => {
      compare(OPEN_API, `${JSON.stringify(buildOpenApi(product.app, ANSWERS), null, 1)}\n`);
    });

    test('says of every read what it answers, with an example', () => {
      const document = buildOpenApi(product.app, ANSWERS);
      expect(undescribedReads(document)).toEqual([]);
      const { 'GoalQueries.one': _forgotten, ...examples } = ANSWERS.examples;
      expect(undescribedReads(buildOpenApi(product.app, { ...ANSWERS, examples }))).toEqual(['GoalQueries.one']);
    });

    test('refers to nothing that is not there', () => {
      const document = buildOpenApi(product.app, ANSWERS);
      expect(brokenReferences(document)).toEqual([]);
      expect(brokenReferences({ ...document, components: {} }).length).toBeGreaterThan(100);
    });
  });
});
