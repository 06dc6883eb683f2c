import { Injectable } from '@nestjs/common';
import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { CommandContexts } from './command-contexts.js';
import { CommandRequest } from './command-request.js';
import { fault } from './fault.js';
import { fieldTraits, pathFields } from './field.js';
import { RecordedCommand, withContext } from './recorded-command.js';
import { invalidRequest } from './request-problem.js';
import { asObject, fromTexts, validated } from './validated.js';

/** Makes the command of a request: path and body in one, validated, with its context. */
@Injectable()
export class CommandInputPipe implements PipeTransform<unknown, Promise<RecordedCommand>> {
  constructor(private readonly contexts: CommandContexts) {}

  async transform(value: unknown, { metatype }: ArgumentMetadata): Promise<RecordedCommand> {
    if (!(value instanceof CommandRequest) || !isCommandClass(metatype))
      throw new Error('@CommandInput() stands before a parameter whose class extends RecordedCommand');
    const { request, act } = value;
    const body = asObject(request.body ?? {});
    const inPath = pathFields(metatype.prototype);
    const misplaced = inPath.filter((name) => Object.hasOwn(body, name));
    if (misplaced.length > 0) throw invalidRequest(misplaced.map((name) => fault('field-from-path', {}, name)));
    const path = fromTexts(fieldTraits(metatype.prototype), asObject(request.params));
    const command = validated(metatype, { ...body, ...pick(path, inPath) });
    return withContext(command, await this.contexts.of(request, act, command));
  }
}

const isCommandClass = (type: ArgumentMetadata['metatype']): type is new () => RecordedCommand =>
  typeof type === 'function' && type.prototype instanceof RecordedCommand;

const pick = (from: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, from[name]]));
