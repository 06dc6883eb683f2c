import type { Answers } from '#platform/http/open-api-answers.js';

const NOTICE = '/* Written by `npm run documents`. */\n';

/** One member to a line: a changed type shows as its own line. */
const members = (value: object, indent: string): string =>
  Object.entries(value)
    .map(([name, member]) => `${indent}${JSON.stringify(name)}: ${JSON.stringify(member)},\n`)
    .join('');

export const schemasModule = ({ operations, schemas }: Omit<Answers, 'examples'>): string =>
  `${NOTICE}import type { Answers } from '#platform/http/open-api-answers.js';\n\n` +
  `export const ANSWER_SCHEMAS: Omit<Answers, 'examples'> = {\n` +
  `  operations: {\n${members(operations, '    ')}  },\n  schemas: {\n${members(schemas, '    ')}  },\n};\n`;

export const examplesModule = (examples: Answers['examples']): string =>
  `${NOTICE}export const ANSWER_EXAMPLES: Readonly<Record<string, unknown>> = {\n${members(examples, '  ')}};\n`;
