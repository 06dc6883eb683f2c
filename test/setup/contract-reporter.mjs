const STORE = /^event store on (.+)$/;

/** Says for each store that the contract ran on, by the titles of its tests: what it was, and what came of it. */
export default class ContractReporter {
  stores = new Map();

  onTestResult(_test, { testFilePath, testResults, testExecError, failureMessage }) {
    if (testExecError !== undefined || (testResults.length === 0 && failureMessage)) {
      this.of(`what is in ${testFilePath.split('/').at(-1)}`).failed += 1;
      return;
    }
    for (const { ancestorTitles, status } of testResults) {
      const store = STORE.exec(ancestorTitles[0] ?? '')?.[1];
      if (store !== undefined) this.of(store)[status in this.of(store) ? status : 'skipped'] += 1;
    }
  }

  onRunComplete() {
    // After jest's own summary, whatever order the reporters are called in.
    process.once('exit', () => {
      for (const [store, { passed, failed, skipped }] of this.stores)
        process.stdout.write(`${store}: ${passed} passed, ${failed} failed, ${skipped} skipped\n`);
    });
  }

  of(store) {
    const counts = this.stores.get(store) ?? { passed: 0, failed: 0, skipped: 0 };
    this.stores.set(store, counts);
    return counts;
  }
}
