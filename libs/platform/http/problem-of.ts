import type { Problem } from './api-answers.js';
import type { Fault } from './fault.js';
import type { Language } from './language.js';
import type { Messages } from './messages.js';
import type { Refusal } from './refusal.js';

export type ToldFault = NonNullable<Problem['errors']>[number];

/** A fault in the words of one language. */
export const toldFault = ({ at, code, params }: Fault, messages: Messages, language: Language): ToldFault => ({
  path: at ?? '',
  code,
  message: messages.text(code, language, params),
});

/** What a problem says by itself, wherever it occurred. */
export const problemOf = (
  { status, code, params, faults = [], members = {} }: Refusal,
  messages: Messages,
  language: Language,
): Omit<Problem, 'instance' | 'correlationId'> => {
  const title = `status-${String(status)}`;
  return {
    type: `urn:branch-accountability:problem:${code}`,
    title: messages.text(messages.has(title) ? title : 'status-400', language),
    status,
    detail: messages.text(code, language, params),
    code,
    ...(faults.length === 0 ? {} : { errors: faults.map((found) => toldFault(found, messages, language)) }),
    ...members,
  };
};
