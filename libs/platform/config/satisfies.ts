import { ValidateBy } from 'class-validator';

/** The value passes `check`; what it must be is said by the table of settings. */
export function Satisfies(check: (value: unknown) => boolean): PropertyDecorator {
  return ValidateBy({ name: 'satisfies', validator: { validate: (value: unknown) => check(value) } });
}
