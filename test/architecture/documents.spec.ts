import { readFileSync, writeFileSync } from 'node:fs';
import { configTable } from '#platform/config/config-table.js';
import { buildOpenApi } from '#platform/http/open-api.js';
import { stateTableMarkdown } from '#problems/published/state-table.js';
import { runningProduct } from './running-product.js';

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

  test('the description of the API', async () => {
    const product = await runningProduct();
    try {
      compare(OPEN_API, `${JSON.stringify(buildOpenApi(product.app), null, 2)}\n`);
    } finally {
      await product.stop();
    }
  });
});
