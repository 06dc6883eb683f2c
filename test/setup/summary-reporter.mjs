/** Ends a run with one plain line, so that any reader of the output knows how many tests ran. */
export default class SummaryReporter {
  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = results;
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const skipped = numPendingTests > 0 ? `${numPendingTests} skipped\n` : '';
    // After jest's own summary, whatever order the reporters are called in.
    process.once('exit', () => process.stdout.write(`${skipped}${numPassedTests} passed, ${failed} failed\n`));
  }
}
