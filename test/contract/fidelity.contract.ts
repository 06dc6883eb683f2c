import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { present } from '#event-sourcing/testing/present.js';
import { canonicalText, NotCanonical } from '#event-sourcing/canonical.js';
import { hashOf } from '#event-sourcing/chain.js';
import type { EventStore } from '#event-sourcing/event-store.js';
import { freeText } from '#event-sourcing/event.js';
import { EventSchemas } from '#event-sourcing/schemas.js';
import { collect } from '#event-sourcing/testing/collect.js';
import { metadata, proposed } from '#event-sourcing/testing/proposed.js';
import { checkChains } from '#event-sourcing/verify-chain.js';
import { eventsOf, newStream, prepared } from './contract-store.js';
import type { ContractStore, OpenContractStore } from './contract-store.js';

export function fidelityContract(open: OpenContractStore): void {
  describe('what comes back', () => {
    let contract: ContractStore;
    let store: EventStore;

    beforeAll(async () => {
      contract = await open();
      ({ store } = contract);
    }, 60_000);

    afterAll(() => contract.close());

    it('is what went in: text, metadata, numbers, times, bytes and hashes', async () => {
      const event = proposed({
        data: {
          words: freeText('一、\u3000加强党费收缴\n\t"引号" \\ 😀 e\u0301 é'),
          plain: '党建 \u007f \u2028',
          numbers: [0, -1, 1.5, 1e21, 1e-7, Number.MAX_SAFE_INTEGER, 0.1 + 0.2],
          nothing: null,
          empty: [{}, []],
        },
        metadata: metadata({
          seq: 2,
          basis: { kind: 'minutes', date: '2024-01-12', number: '〔2024〕3号' },
          lateReason: freeText('会后补录'),
          tags: { branch: '03', year: 2023 },
          reads: [{ stream: 'other-1', revision: -1 }],
        }),
      });
      const append = prepared(store, newStream(), [event]);
      await store.append(append);
      const [stored] = await eventsOf(store, append.stream);
      const { id, type, canonicalText: text, hash, texts, envelope } = present(append.events[0]);
      expect(stored).toMatchObject({ id, type, canonicalText: text, hash, texts, envelope });
      const decoded = new EventSchemas().decode(present(stored));
      expect(decoded.data).toEqual(event.data);
      expect(decoded.metadata).toMatchObject(event.metadata);
    });

    it('hashes the same with keys that look like numbers', async () => {
      const numbered = { 10: 'a', 9: 'b', '007': 'c', '-1': 'd', b: 1, a: 2, 1: { 20: [{ 3: 'e', 2: 'f' }], 19: 0 } };
      const event = proposed({ data: numbered, metadata: metadata({ tags: { 10: 1, 9: 2, b: 3 } }) });
      const append = prepared(
        store,
        newStream(),
        [event, event, event].map((each) => ({ ...each, id: randomUUID() })),
      );
      await store.append(append);
      const [stored] = await eventsOf(store, append.stream);
      expect(await collect(checkChains(store.logId, store.readAll()))).toEqual([]);
      expect(hashOf(canonicalText(stored?.envelope))).toBe(append.events[0]?.hash);
      expect(hashOf(stored?.canonicalText ?? '')).toBe(append.events[0]?.hash);
    });

    it('has no property that was undefined', async () => {
      const append = prepared(store, newStream(), [proposed({ data: { here: 1, gone: undefined } })]);
      await store.append(append);
      expect((await eventsOf(store, append.stream))[0]?.envelope.data).toStrictEqual({ here: 1 });
    });

    it.each<[string, unknown]>([
      ['a BigInt', 1n],
      ['U+0000', 'a\u0000'],
      ['a lone surrogate', '\ud800'],
      ['NaN', Number.NaN],
      ['Infinity', Number.POSITIVE_INFINITY],
      ['undefined in a list', [undefined]],
      ['a Date', new Date(0)],
    ])('cannot be %s: refused before the store sees it', (_, value) => {
      expect(() => prepared(store, newStream(), [proposed({ data: { value } })])).toThrow(NotCanonical);
    });

    it('holds together by its hashes', async () => {
      await store.append(prepared(store, newStream(), 20));
      expect(await collect(checkChains(store.logId, store.readAll()))).toEqual([]);
      expect(await collect(store.checkIntegrity())).toEqual([]);
    });
  });
}
