/** One runner for every suite; `--selectProjects` picks one. Spec files lie beside the code they specify. */
const base = {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/setup/global-setup.mjs',
  globalTeardown: '<rootDir>/test/setup/global-teardown.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: {
    '^#(.*)\\.js$': '<rootDir>/libs/$1.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};

export default {
  reporters: ['default', '<rootDir>/test/setup/summary-reporter.mjs'],
  testSequencer: '<rootDir>/test/setup/long-first.mjs',
  testTimeout: 60_000,
  maxWorkers: 2,
  // Modules of one suite are never let go of by the process that ran it.
  workerIdleMemoryLimit: '1GB',
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/libs/**/*.spec.ts', '<rootDir>/apps/**/*.spec.ts'] },
    { ...base, displayName: 'test', testMatch: ['<rootDir>/test/**/*.spec.ts'] },
  ],
};
