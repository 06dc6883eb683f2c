import { itemId, parseItem } from '#text/item-number.js';
import { field } from '#platform/http/field.js';
import { fault } from '#platform/http/fault.js';
import { listFaults } from '#platform/http/text-fields.js';

const toId = (value: unknown): unknown => {
  const item = typeof value === 'string' ? parseItem(value.normalize('NFC')) : undefined;
  return item === undefined ? value : itemId(item);
};

const isItem = (value: unknown): boolean => typeof value === 'string' && parseItem(value) !== undefined;

interface ItemKeysOptions {
  readonly maxItems: number;
  readonly optional?: boolean;
}

/** Ids or numbers of problems; the field holds the ids. */
export const ItemKeys = ({ maxItems, optional }: ItemKeysOptions): PropertyDecorator =>
  field({
    normalise: (value) => (Array.isArray(value) ? value.map(toId) : value),
    check: (value) =>
      listFaults(value, { min: 1, max: maxItems }, (item) => (isItem(item) ? undefined : fault('not-item-number'))),
    optional,
    schema: {
      type: 'array',
      items: { type: 'string', maxLength: 40 },
      minItems: 1,
      maxItems,
      example: ['2023-述职-03-01', '2023-述职-03-02'],
    },
    traits: { list: true },
  });
