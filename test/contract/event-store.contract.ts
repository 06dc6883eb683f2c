import { describe } from '@jest/globals';
import { appendingContract } from './appending.contract.js';
import type { OpenContractStore } from './contract-store.js';
import { faultContract } from './faults.contract.js';
import { fidelityContract } from './fidelity.contract.js';
import { readingContract } from './reading.contract.js';
import { subscribingContract } from './subscribing.contract.js';

/** What every store must do, whatever it is made of. */
export function eventStoreContract(name: string, open: OpenContractStore): void {
  describe(`event store on ${name}`, () => {
    appendingContract(open);
    readingContract(open);
    fidelityContract(open);
    subscribingContract(open);
    faultContract(open);
  });
}
