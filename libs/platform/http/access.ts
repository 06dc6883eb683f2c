import { applyDecorators, createParamDecorator, HttpCode, SetMetadata, UseInterceptors } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import { ACTS, rolesOf } from '#access/acts.js';
import type { ActName } from '#access/acts.js';
import type { Role } from '#access/roles.js';
import type { Principal } from '../auth/principal.js';
import { ApiProblems, ApiRecorded } from './api-answers.js';
import { CommandAnswer } from './command-answer.js';
import { requestOf } from './request.js';

/** Who may call a route. A route that declares nothing stops the start. */
export type Access =
  | { readonly kind: 'act'; readonly act: ActName; readonly several?: true }
  | { readonly kind: 'roles'; readonly roles: readonly Role[] }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'public' };

export const ACCESS = Symbol('access');

const access = (value: Access) => SetMetadata(ACCESS, value);
const signedIn = applyDecorators(ApiSecurity('session'), ApiSecurity('bearer'));

/** Says that a request may be repeated under its key. */
export const Repeatable: MethodDecorator & ClassDecorator = ApiHeader({
  name: 'Idempotency-Key',
  description: 'Repeating a request under its key answers what the first one recorded. 1–200 printable characters.',
  schema: { type: 'string', minLength: 1, maxLength: 200, example: '2f1d0b9e-dispatch-03-02' },
});

const said = (act: ActName): readonly (MethodDecorator & ClassDecorator)[] => [
  Repeatable,
  ApiHeader({
    name: 'Acting-Role',
    description: 'The role used, where several that may do this are held.',
    schema: { type: 'string', enum: [...rolesOf(act)] },
  }),
  ApiHeader({
    name: 'Acting-Unit',
    description: 'The unit acted for, where the role is held for several.',
    schema: { type: 'string', example: '03' },
  }),
];

const operation = (act: ActName): MethodDecorator =>
  ApiOperation({ summary: `${ACTS[act].zh} / ${ACTS[act].en}`, description: `Roles: ${rolesOf(act).join(', ')}` });

/** A command: open to the roles of the act; the answer tells what was recorded. */
export const Performs = (act: ActName): MethodDecorator =>
  applyDecorators(
    access({ kind: 'act', act }),
    signedIn,
    HttpCode(201),
    UseInterceptors(CommandAnswer),
    operation(act),
    ...said(act),
    ApiHeader({
      name: 'If-Match',
      description: 'The ETag seen before; refused with 412 when the matter has changed since.',
      schema: { type: 'string', example: '"4"' },
    }),
    ApiRecorded(),
    ApiProblems(400, 401, 403, 404, 409, 412, 422, 429, 503),
  );

/** Several commands in one request, each open to the roles of its own act; the route says what it answers. */
export const PerformsSeveral = (act: ActName): MethodDecorator =>
  applyDecorators(
    access({ kind: 'act', act, several: true }),
    signedIn,
    HttpCode(200),
    operation(act),
    ...said(act),
    ApiProblems(400, 401, 403, 404, 409, 422, 429, 503),
  );

/** Open to whoever holds one of these roles today, for whatever unit. */
export const Roles = (...roles: readonly Role[]): MethodDecorator =>
  applyDecorators(access({ kind: 'roles', roles }), signedIn, ApiProblems(400, 401, 403, 404, 503));

/** Open to every account. */
export const SignedInOnly = (): MethodDecorator =>
  applyDecorators(access({ kind: 'signed-in' }), signedIn, ApiProblems(400, 401, 404, 503));

/** Open without signing in. */
export const Public = (): MethodDecorator & ClassDecorator => access({ kind: 'public' });

/** The one who is signed in; on public routes there may be nobody, and then it throws. */
export const SignedIn = createParamDecorator((_data: unknown, context: ExecutionContext): Principal => {
  const { principal } = requestOf(context);
  if (principal === undefined) throw new Error('@SignedIn() on a route that is open without signing in');
  return principal;
});
