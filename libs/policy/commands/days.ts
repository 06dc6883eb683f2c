import { field } from '#platform/http/field.js';
import { fault } from '#platform/http/fault.js';
import { listFaults } from '#platform/http/text-fields.js';
import { isLocalDate } from '#time/local-date.js';

/** Days of one year, in any order. */
export const Days = ({ example }: { readonly example: readonly string[] }): PropertyDecorator =>
  field({
    check: (value) => listFaults(value, { max: 366 }, (day) => (isLocalDate(day) ? undefined : fault('not-day'))),
    schema: { type: 'array', items: { type: 'string', format: 'date' }, maxItems: 366, example: [...example] },
    traits: { list: true },
  });
