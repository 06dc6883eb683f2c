import { describe } from '@jest/globals';
import { appendingContract } from './appending.contract.js';
import { checkpointContract } from './checkpoints.contract.js';
import type { OpenContractStore } from './contract-store.js';
import { faultContract } from './faults.contract.js';
import { fidelityContract } from './fidelity.contract.js';
import { readingContract } from './reading.contract.js';
import { subscribingContract } from './subscribing.contract.js';

/** Before the name of a store in the titles of its tests; the summary looks for it. */
const ON = 'event store on ';

/**
 * What every store must do, whatever it is made of. `name` says what it is, with its version. Without a store at hand
 * all of it is skipped.
 */
export function eventStoreContract(name: string, open: OpenContractStore | undefined): void {
  const suite = open === undefined ? describe.skip : describe;
  suite(`${ON}${name}`, () => {
    for (const part of PARTS) part(open ?? missing);
  });
}

const PARTS = [
  appendingContract,
  readingContract,
  fidelityContract,
  subscribingContract,
  checkpointContract,
  faultContract,
];

const missing: OpenContractStore = () => Promise.reject(new Error('there is no store at hand'));
