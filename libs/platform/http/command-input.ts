import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiBody, ApiParam } from '@nestjs/swagger';
import { accessOf } from './access-metadata.js';
import { CommandInputPipe } from './command-input-pipe.js';
import { CommandRequest } from './command-request.js';
import { bodyFields, hideFromBody, schemaOf } from './command-schema.js';
import { pathFields } from './field.js';
import { requestOf } from './request.js';

const Input = createParamDecorator((_data: unknown, context: ExecutionContext): CommandRequest => {
  const access = accessOf(context.getHandler(), context.getClass());
  if (access?.kind !== 'act') throw new Error(`${context.getHandler().name}: @CommandInput() needs @Performs(act)`);
  const request = requestOf(context);
  request.command = access.act;
  return new CommandRequest(request, access.act);
});

/** The command that a request states: path and body in one, validated, with its context. */
export const CommandInput = (): ParameterDecorator => (target, key, index) => {
  Input(CommandInputPipe)(target, key, index);
  if (key !== undefined) document(target, key, index);
};

function document(target: object, key: string | symbol, index: number): void {
  const types: unknown = Reflect.getMetadata('design:paramtypes', target, key);
  const command: unknown = Array.isArray(types) ? types[index] : undefined;
  const method = Object.getOwnPropertyDescriptor(target, key);
  if (typeof command !== 'function' || method === undefined) return;
  const prototype: object = command.prototype;
  for (const name of pathFields(prototype))
    ApiParam({ name, required: true, schema: schemaOf(prototype, name) })(target, key, method);
  hideFromBody(prototype, pathFields(prototype));
  if (bodyFields(prototype).length > 0) ApiBody({ type: command })(target, key, method);
}
