import { freeText } from '../../event.js';
import type { PreparedEvent } from '../../event.js';
import { logCreated } from '../../log-created.js';
import { prepareAppend } from '../../prepare.js';
import { metadata, proposed } from '../proposed.js';

const LOG_ID = '0190a5a8-0000-7000-8000-000000000000';
const id = (n: number): string => `0190a5a8-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** One event for each form that an event can take, of fixed ids, times and salts. */
export function goldenEvents(): PreparedEvent[] {
  let salts = 0;
  const newSalt = (): string => Buffer.alloc(16, (salts += 1)).toString('base64url');
  const required = metadata({ commandId: id(100) });
  const first = [
    proposed({ id: id(1), type: 'NothingButAName', metadata: required }),
    proposed({
      id: id(2),
      type: 'TextGiven',
      data: { part: freeText('加强党费收缴\n二、\u3000台账') },
      metadata: required,
    }),
    proposed({
      id: id(3),
      type: 'TextsNested',
      data: {
        list: [
          { no: 1, words: freeText('') },
          { no: 2, words: freeText('"quoted" \\ 😀') },
        ],
        same: freeText(''),
      },
      metadata: required,
    }),
    proposed({
      id: id(4),
      type: 'ValuesOfEveryKind',
      schemaVersion: 2,
      data: {
        10: 1,
        9: 2,
        nested: { deep: [[], {}, null, true, false] },
        n: [0, -1, 1.5, 1e21, 1e-7, 2 ** 53],
        é: 'é',
      },
      metadata: required,
    }),
  ];
  const opening = prepareAppend({ logId: LOG_ID, stream: 'thing-1', events: first, newSalt });
  const every = proposed({
    id: id(5),
    type: 'MetadataOfEveryKind',
    metadata: {
      ...required,
      seq: 3,
      basis: { kind: 'minutes', date: '2024-01-12', number: '〔2024〕3号', scan: 'ab'.repeat(32) },
      lateReason: freeText('会后补录'),
      tags: { branch: '03', year: 2023 },
      reads: [
        { stream: 'thing-2', revision: 4 },
        { stream: 'thing-3', revision: -1 },
      ],
    },
  });
  const after = { revision: 3, hash: opening.events[3]?.hash ?? '' };
  const later = prepareAppend({ logId: LOG_ID, stream: 'thing-1', after, events: [every], newSalt });
  const created = logCreated(LOG_ID, id(99), new Date('2024-01-01T00:00:00.000Z'));
  return [...created.events, ...opening.events, ...later.events];
}
