import type { ValidationError } from 'class-validator';
import { fault } from './fault.js';
import type { Fault } from './fault.js';
import { CONSTRAINT } from './field.js';

/** Every fault with its path as in the request, for example `measures[2].dueOn`. */
export function faultsOf(errors: readonly ValidationError[], parent = ''): readonly Fault[] {
  return errors.flatMap((error) => {
    const path = join(parent, error.property);
    const own = ownFaults(error, path);
    // What is wrong with the whole makes what is wrong inside it beside the point.
    return own.length > 0 ? own : faultsOf(error.children ?? [], path);
  });
}

const join = (parent: string, property: string): string => {
  if (/^\d+$/.test(property)) return `${parent}[${property}]`;
  return parent === '' ? property : `${parent}.${property}`;
};

function ownFaults({ constraints = {} }: ValidationError, path: string): readonly Fault[] {
  const { [CONSTRAINT]: ours, whitelistValidation: unknown, ...others } = constraints;
  if (unknown !== undefined) return [fault('unknown-field', {}, path)];
  if (ours !== undefined) return parsed(ours).map((found) => ({ ...found, at: `${path}${found.at ?? ''}` }));
  if ('nestedValidation' in others) return [fault('not-object', {}, path)];
  return Object.keys(others).map((name) => fault('value-invalid', { rule: name }, path));
}

/** The message of our one constraint is the JSON of its faults. */
function parsed(message: string): readonly Fault[] {
  const faults: readonly Fault[] = JSON.parse(message);
  return faults;
}
