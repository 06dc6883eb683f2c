import { describe, expect, it } from '@jest/globals';
import { freeText } from './event.js';
import type { Position, StoredEvent } from './event.js';
import { prepareAppend } from './prepare.js';
import { EventSchemas, UnknownSchemaVersion } from './schemas.js';
import { present } from './testing/present.js';
import { proposed } from './testing/proposed.js';

const stored = (schemaVersion: number, data: object): StoredEvent => {
  const event = proposed({ type: 'RoomBooked', schemaVersion, data });
  const [prepared] = prepareAppend({ logId: 'log', stream: 'room-1', events: [event] }).events;
  return { ...present(prepared), stream: 'room-1', revision: 0, position: '1' as Position };
};

const schemas = new EventSchemas({
  RoomBooked: {
    version: 3,
    upcasters: {
      1: (data) => ({ ...data, guests: 1 }),
      2: (data) => ({ ...data, note: freeText('none') }),
    },
  },
});

describe('event schemas', () => {
  it('write the current version', () => {
    expect(schemas.current('RoomBooked')).toBe(3);
    expect(schemas.current('AnythingElse')).toBe(1);
  });

  it('bring every older version to the current one', () => {
    const room = { room: 7, note: freeText('none'), guests: 1 };
    expect(schemas.decode(stored(1, { room: 7 })).data).toEqual(room);
    expect(schemas.decode(stored(2, { room: 7, guests: 1 })).data).toEqual(room);
    expect(schemas.decode(stored(3, room)).data).toEqual(room);
  });

  it('refuse a version that a newer program wrote', () => {
    expect(() => schemas.decode(stored(4, {}))).toThrow(UnknownSchemaVersion);
    expect(() => new EventSchemas().decode(stored(2, {}))).toThrow('stream room-1, revision 0: RoomBooked');
  });

  it('refuse to start with a version that nothing reads', () => {
    expect(() => new EventSchemas({ RoomBooked: { version: 3, upcasters: { 1: (data) => data } } })).toThrow(
      'RoomBooked: no upcaster from version 2',
    );
  });
});
