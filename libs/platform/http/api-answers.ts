import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiResponse, getSchemaPath } from '@nestjs/swagger';

class ProblemError {
  @ApiProperty({ type: 'string', example: 'measures[2].dueOn' })
  readonly path: string;

  @ApiProperty({ type: 'string', example: 'not-day' })
  readonly code: string;

  @ApiProperty({ type: 'string', example: '应为日期，格式为 YYYY-MM-DD。' })
  readonly message: string;
}

/** How far a read model has come that is being built. */
class ProblemReadModel {
  @ApiProperty({ type: 'string', example: 'timeline' })
  readonly model: string;

  @ApiProperty({ type: 'integer', example: 120_000 })
  readonly ordinal: number;

  @ApiProperty({ type: 'integer', example: 480_000, required: false })
  readonly total?: number;

  @ApiProperty({ type: 'integer', example: 42_000, required: false })
  readonly ratePerSecond?: number;

  @ApiProperty({ type: 'integer', example: 9, required: false })
  readonly secondsLeft?: number;
}

/** How far a request of several commands came that could not go on. */
class ProblemParts {
  @ApiProperty({ type: 'string', isArray: true, example: ['roster', 'reports[0].delivery'] })
  readonly recorded: readonly string[];

  @ApiProperty({ type: 'string', isArray: true, example: ['reports[0].comments[0]', 'adjournment'] })
  readonly left: readonly string[];
}

/** RFC 9457; `code` is stable, title and detail follow `Accept-Language` (zh-CN unless en is preferred). */
export class Problem {
  @ApiProperty({ type: 'string', format: 'uri', example: 'urn:branch-accountability:problem:request-invalid' })
  readonly type: string;

  @ApiProperty({ type: 'string', example: '请求有误' })
  readonly title: string;

  @ApiProperty({ type: 'integer', example: 400 })
  readonly status: number;

  @ApiProperty({ type: 'string', example: '有 1 处填写有误。' })
  readonly detail: string;

  @ApiProperty({ type: 'string', example: 'request-invalid' })
  readonly code: string;

  @ApiProperty({ type: () => ProblemError, isArray: true, required: false })
  readonly errors?: readonly ProblemError[];

  @ApiProperty({ type: () => ProblemReadModel, required: false })
  readonly readModel?: ProblemReadModel;

  @ApiProperty({ type: () => ProblemParts, required: false })
  readonly parts?: ProblemParts;

  @ApiProperty({ type: 'string', example: '/api/v1/problems/2023-review-03-02/plan' })
  readonly instance: string;

  @ApiProperty({ type: 'string', example: '0b6f6d3e-6c66-4e55-8a52-6a1d6e0a1f0c' })
  readonly correlationId: string;
}

class AnsweredEvent {
  @ApiProperty({ type: 'string', format: 'uuid', example: '7d2b7f0e-8d55-5a1c-9a52-3f6b1c2d4e5f' })
  readonly id: string;

  @ApiProperty({ type: 'string', example: 'DispatchAcknowledged' })
  readonly type: string;

  @ApiProperty({ type: 'integer', example: 3 })
  readonly revision: number;

  @ApiProperty({ type: 'string', format: 'date', example: '2024-01-25' })
  readonly occurredOn: string;

  @ApiProperty({ type: 'object', additionalProperties: true, example: { problem: '2023-review-03-02' } })
  readonly data: object;
}

/** What a command recorded. */
export class Answer {
  @ApiProperty({ type: 'string', example: 'problem-2023-review-03-02' })
  readonly stream: string;

  @ApiProperty({ type: 'integer', example: 4, description: 'Number of events in the stream; also the ETag.' })
  readonly length: number;

  @ApiProperty({ type: 'string', example: '128', description: 'Place in the log; reads take it as `after`.' })
  readonly position: string;

  @ApiProperty({ type: () => AnsweredEvent, isArray: true })
  readonly events: readonly AnsweredEvent[];
}

const header = (description: string, example: string) => ({
  description,
  schema: { type: 'string' as const, example },
});

/** The answer of a command. */
export const ApiRecorded = (): MethodDecorator =>
  ApiResponse({
    status: 201,
    description: 'Recorded',
    type: Answer,
    headers: {
      ETag: header('Length of the stream', '"4"'),
      'Log-Position': header('Place in the log', '128'),
    },
  });

/** A file to be saved. */
export const ApiFile = (mediaType: string): MethodDecorator =>
  ApiResponse({
    status: 200,
    description: 'OK',
    content: { [mediaType]: { schema: { type: 'string', format: 'binary' } } },
  });

const REASONS: Readonly<Record<number, string>> = {
  400: 'The request is malformed, or names no role where several fit',
  401: 'Not signed in, or the session has ended',
  403: 'The role may not do this',
  404: 'No such thing, or not yours to see',
  409: 'The state of the matter does not allow it',
  412: 'Changed since the ETag in If-Match',
  422: 'A rule about the content, or an Idempotency-Key used for another request',
  428: 'Exists already; say in If-Match which version was seen',
  429: 'Too many requests; see Retry-After',
  503: 'The log or a read model is not there yet; see Retry-After',
};

/** The errors that a route may answer, all of them `application/problem+json`. */
export const ApiProblems = (...statuses: readonly number[]): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(Problem),
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: REASONS[status] ?? 'Error',
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) } } },
      }),
    ),
  );
