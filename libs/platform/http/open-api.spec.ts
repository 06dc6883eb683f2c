import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Post } from '@nestjs/common';
import { rolesOf } from '#access/acts.js';
import { startTestApp } from '../testing/http-app.js';
import type { TestApp } from '../testing/http-app.js';
import { Answer } from '../testing/http-client.js';
import { Performs } from './access.js';
import { CommandInput } from './command-input.js';
import { FromPath, ItemKey, Parts, Whole, Words } from './fields.js';
import { RecordedCommand } from './recorded-command.js';

class Step {
  @Words({ max: 20, example: '立即整改' })
  readonly words: string;
}

class MakePlan extends RecordedCommand {
  @FromPath()
  @Whole({ min: 2000, max: 2100, example: 2023 })
  readonly year: number;

  @ItemKey()
  @FromPath()
  readonly problem: string;

  @Parts(() => Step, { min: 1, max: 30 })
  readonly measures: readonly Step[];
}

@Controller('plans')
class PlansController {
  @Post(':year/:problem')
  @Performs('submit-plan')
  make(@CommandInput() command: MakePlan): never {
    throw new Error(command.problem);
  }
}

describe('the description of the API', () => {
  let app: TestApp;
  let document: Answer;
  beforeAll(async () => {
    app = await startTestApp({ controllers: [PlansController] });
    document = await app.anonymous.get('/api/v1/openapi.json');
  }, 60_000);
  afterAll(() => app?.close());

  const operation = (...path: readonly (string | number)[]) =>
    document.at('paths', '/api/v1/plans/{year}/{problem}', 'post', ...path);
  const shared = (...path: readonly string[]) => document.at('components', 'responses', ...path);

  it('is OpenAPI 3.1, open to all, with pages to try it', async () => {
    expect(document.at('openapi')).toBe('3.1.0');
    for (const path of ['', '/start.js', '/swagger-ui.css', '/swagger-ui-bundle.js'])
      expect((await app.anonymous.get(`/api/docs${path}`)).status).toBe(200);
  });

  it('says of a command who may do it, in both languages, and how it may fail', () => {
    expect(operation('summary')).toBe('报送整改方案 / Submit the plan');
    expect(operation('description')).toBe(`Roles: ${rolesOf('submit-plan').join(', ')}`);
    expect(operation('security')).toEqual(expect.arrayContaining([{ session: [] }, { bearer: [] }]));
    expect(operation('responses', '409')).toEqual({ $ref: '#/components/responses/Problem409' });
    expect(shared('Problem409', 'content', 'application/problem+json', 'schema')).toEqual({
      $ref: '#/components/schemas/Problem',
    });
    expect(operation('responses', '201')).toEqual({ $ref: '#/components/responses/Recorded' });
    expect(shared('Recorded', 'headers')).toMatchObject({ ETag: {}, 'Log-Position': {} });
  });

  it('takes what stands in the path out of the body', () => {
    const body = document.at('components', 'schemas', 'MakePlan');
    const { properties, required } = new Answer(200, new Headers(), body).body as Record<string, object>;
    expect(Object.keys(properties ?? {}).sort()).toEqual([
      'actor',
      'basis',
      'lateReason',
      'level',
      'measures',
      'occurredOn',
      'seq',
    ]);
    expect(required).toEqual(['measures']);
    expect(document.at('components', 'schemas', 'MakePlan', 'properties', 'measures')).toMatchObject({
      items: { $ref: '#/components/schemas/Step' },
    });
    const parameters = operation('parameters');
    expect(parameters).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: 'year',
          in: 'path',
          required: true,
          schema: { type: 'integer', minimum: 2000, maximum: 2100, example: 2023 },
        }),
        expect.objectContaining({ name: 'Idempotency-Key', in: 'header' }),
      ]),
    );
  });

  it('has an example for every field', () => {
    const schemas = document.at('components', 'schemas');
    const without = Object.entries(schemas as Record<string, { properties?: Record<string, Record<string, unknown>> }>)
      .flatMap(([name, { properties = {} }]) =>
        Object.entries(properties).map(([field, schema]) => ({ name, field, schema })),
      )
      .filter(({ schema }) => !('example' in schema || '$ref' in schema || 'allOf' in schema || 'items' in schema))
      .map(({ name, field }) => `${name}.${field}`);
    expect(without).toEqual([]);
  });
});
