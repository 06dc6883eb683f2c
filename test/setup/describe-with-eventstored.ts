import { describe } from '@jest/globals';
import { canStartEventStored, warnOfSkipping } from './eventstored-at-hand.js';
import { EVENTSTORED } from './eventstored.js';

/** `describe` where a real EventStoreDB can be started; elsewhere its tests are skipped, aloud. */
export function describeWithEventStored(name: string, tests: () => void): void {
  const suite = canStartEventStored ? describe : describe.skip;
  if (!canStartEventStored) warnOfSkipping(`${name}: there is no ${EVENTSTORED} on the PATH`);
  suite(name, tests);
}
