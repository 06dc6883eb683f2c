import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { canonicalText } from '../../canonical.js';
import { hashOf } from '../../chain.js';
import type { Position, StoredEvent, Texts } from '../../event.js';
import { collect } from '../collect.js';
import { checkChains } from '../../verify-chain.js';
import { goldenEvents } from './golden-events.js';

interface Line {
  readonly canonicalText: string;
  readonly hash: string;
  readonly texts: Texts;
}

/** Written once. A change here means that every log out there can no longer be proved. */
const lines = readFileSync(new URL('./log.ndjson', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Line);

describe('the golden log', () => {
  it('is what is written today, byte for byte', () => {
    const today = goldenEvents().map(({ canonicalText: text, hash, texts }) => ({ canonicalText: text, hash, texts }));
    expect(lines).toMatchObject(today);
    expect(lines).toHaveLength(today.length);
  });

  it('hashes to what it did', () => {
    for (const line of lines) {
      expect(hashOf(line.canonicalText)).toBe(line.hash);
      expect(canonicalText(JSON.parse(line.canonicalText))).toBe(line.canonicalText);
    }
  });

  it('verifies', async () => {
    expect(await findings(stored(lines))).toEqual([]);
  });

  it('does not verify as another log', async () => {
    expect(await findings(stored(lines), 'another')).toMatchObject([
      { code: 'chain-broken', stream: 'log', revision: 0 },
      { code: 'chain-broken', stream: 'thing-1', revision: 0 },
    ]);
  });
});

function stored(log: readonly Line[]): StoredEvent[] {
  return log.map((line, index) => {
    const envelope = JSON.parse(line.canonicalText) as StoredEvent['envelope'];
    const { stream, revision, id, type } = envelope;
    return { ...line, stream, revision, id, type, envelope, position: String(index + 1) as Position };
  });
}

async function findings(events: StoredEvent[], logId = '0190a5a8-0000-7000-8000-000000000000'): Promise<object[]> {
  async function* batches(): AsyncGenerator<StoredEvent[]> {
    yield await Promise.resolve(events);
  }
  return collect(checkChains(logId, batches()));
}
