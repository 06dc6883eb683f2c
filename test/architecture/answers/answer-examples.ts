import { createHash } from 'node:crypto';
import { EXAMPLE_REQUESTS } from './example-requests.js';
import type { ExampleRequest } from './example-requests.js';
import { ToldStory } from './told-story.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SHA_256 = /^[0-9a-f]{64}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*Z$/;
const LONGEST_TEXT = 200;
/** Cursors may hold instants. */
const CURSOR = 'WyIyMDI0LTAxLTI1IiwiMDIiXQ';

/** What differs from one run to the next, replaced by something that does not. */
const fixed = (text: string, uuids: Map<string, string>): string => {
  if (SHA_256.test(text)) return createHash('sha256').update('').digest('hex');
  if (!UUID.test(text)) return text.replace(INSTANT, '2025-01-17T01:00:00.000Z');
  const known = uuids.get(text) ?? `5e0c1b1e-6f1d-4a3c-9c53-${String(uuids.size + 1).padStart(12, '0')}`;
  uuids.set(text, known);
  return known;
};

/** The first item of every list and the beginning of every text. */
const shortened = (answer: unknown, uuids = new Map<string, string>()): unknown => {
  if (typeof answer === 'string') {
    const text = fixed(answer, uuids);
    return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
  }
  if (Array.isArray(answer)) return answer.slice(0, 1).map((item) => shortened(item, uuids));
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(
    Object.entries(answer).map(([name, member]) => [name, name === 'next' ? CURSOR : shortened(member, uuids)]),
  );
};

/** The id of an import that has come to its end, with something wrong in it. */
const refusedImport = async (story: ToldStory): Promise<string> => {
  const office = await story.as('office.head');
  const type = { 'Content-Type': 'text/csv', 'Idempotency-Key': 'example' };
  const sent = await office.raw('POST', '/api/v1/imports?kind=branches', '党支部编码,党支部名称\n01,', type);
  const id = sent.text('id');
  for (let n = 0; n < 600; n += 1) {
    const answer = await office.get(`/api/v1/imports/${id}`);
    if (answer.at('finishedAt') !== null) return id;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the import does not end');
};

const ask = async (story: ToldStory, { login, path, body, direct }: ExampleRequest): Promise<unknown> => {
  const accounts = await (await story.as('admin')).get('/api/v1/users?limit=200');
  const known = path
    .replace('{account}', accounts.text('items', 1, 'id'))
    .replace('{person}', accounts.text('items', 1, 'person', 'id'))
    .replace('{import}', path.includes('{import}') ? await refusedImport(story) : '');
  const whole = direct === undefined ? `${known}${known.includes('?') ? '&' : '?'}after=${story.position}` : known;
  const client = await story.as(login);
  const answer = await client.send(body === undefined ? 'GET' : 'POST', `/api/v1${whole}`, body);
  if (answer.status !== 200) throw new Error(`${whole}: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
  return answer.body;
};

/** What the product answers after the story, shortened. */
export const answerExamples = async (): Promise<Record<string, unknown>> => {
  const story = await ToldStory.tell();
  try {
    const examples: Record<string, unknown> = {};
    for (const [operation, request] of Object.entries(EXAMPLE_REQUESTS))
      examples[operation] = shortened(await ask(story, request));
    return examples;
  } finally {
    await story.stop();
  }
};
