import { field } from '#platform/http/field.js';
import { fault } from '#platform/http/fault.js';
import { itemId, parseItem } from '#text/item-number.js';

const CODE = /^[A-Za-z0-9]{1,16}$/;

/** Id or number of an item, or the code of a branch; the field holds the id or the code. */
export const SubjectKey = (): PropertyDecorator =>
  field({
    normalise: (value) => {
      const item = typeof value === 'string' ? parseItem(value.normalize('NFC')) : undefined;
      return item === undefined ? value : itemId(item);
    },
    check: (value) =>
      typeof value === 'string' && (CODE.test(value) || parseItem(value) !== undefined)
        ? undefined
        : fault('not-oversight-subject'),
    schema: { type: 'string', maxLength: 40, example: '2023-述职-03-02' },
  });
