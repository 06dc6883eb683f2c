import { countCharacters } from '#text/normalise.js';
import { fault } from '../http/fault.js';
import type { Fault } from '../http/fault.js';
import { field } from '../http/field.js';

const MIN_NEW = 12;
const MAX = 200;
const LONE_SURROGATE = /\p{Surrogate}/u;

const passwordFault =
  (min: number) =>
  (value: unknown): Fault | undefined => {
    if (typeof value !== 'string' || LONE_SURROGATE.test(value)) return fault('not-text');
    const length = countCharacters(value);
    if (length < min) return fault('password-too-short', { min });
    return length > MAX ? fault('text-too-long', { max: MAX, length }) : undefined;
  };

/** A password as typed: nothing is trimmed or refused but its length. */
export const GivenPassword = (): PropertyDecorator =>
  field({
    check: passwordFault(1),
    schema: { type: 'string', format: 'password', minLength: 1, maxLength: MAX, example: 'k7mpq-x2w9r-hd4tn-v8szc' },
  });

/** A password to be set. */
export const NewPassword = ({ optional }: { readonly optional?: boolean } = {}): PropertyDecorator =>
  field({
    check: passwordFault(MIN_NEW),
    optional,
    schema: {
      type: 'string',
      format: 'password',
      minLength: MIN_NEW,
      maxLength: MAX,
      example: '党建-2024-学习-落实-见效',
    },
  });

/** A password that contains the name of its account is none. */
export const containsLogin = (password: string, login: string): boolean =>
  password.toLowerCase().includes(login.toLowerCase());
