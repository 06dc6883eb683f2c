/** Runs the contract: against the store that EVENT_STORE names, else against every store at hand. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const { EVENT_STORE: store = '', ...rest } = process.env;
const SPECS = { esdb: 'eventstoredb', 'esdb+discover': 'eventstoredb', postgres: 'postgres', postgresql: 'postgres' };

const scheme = store.split(':')[0] ?? '';
const spec = SPECS[scheme];
if (store !== '' && spec === undefined) {
  process.stderr.write('EVENT_STORE is neither esdb://… nor postgres://…\n');
  process.exit(2);
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const words = [
  ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'],
  spec === undefined ? 'test/contract/' : `test/contract/${spec}.spec.ts`,
  process.argv.slice(2),
  ['default', '<rootDir>/test/setup/contract-reporter.mjs'].map((reporter) => `--reporters=${reporter}`),
];
const jest = spawn(process.execPath, words.flat(), {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...rest,
    ...(store !== '' && { EVENT_STORE: store }),
    // Its databases are made on that server, and removed again.
    ...(spec === 'postgres' && { TEST_DATABASE_URL: store }),
  },
});
jest.on('exit', (code) => process.exit(code ?? 1));
