import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = process.cwd();

/** The rules that a tree breaks, by name. */
const broken = (folder: string): string[] => {
  const args = ['apps', 'libs', 'test', '--config', '.dependency-cruiser.mjs', '--output-type', 'json'];
  const run = (): string => {
    try {
      return execFileSync(
        process.execPath,
        [join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'), ...args],
        {
          cwd: folder,
          encoding: 'utf8',
          maxBuffer: 64 * 1024 * 1024,
          stdio: ['ignore', 'pipe', 'ignore'],
        },
      );
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  };
  const { summary } = JSON.parse(run()) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort();
};

/** A small tree with the project's rules and the given files. */
const treeOf = (files: Record<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'boundaries-'));
  for (const file of ['.dependency-cruiser.mjs', 'tsconfig.json', 'package.json'])
    cpSync(join(ROOT, file), join(folder, file));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const [file, text] of Object.entries({ 'apps/a.ts': '', 'libs/l.ts': '', 'test/t.ts': '', ...files })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
};

const imports = (target: string): string => `import { x } from '${target}';\nexport const y = x;\n`;
const X = 'export const x = 1;\n';

describe('boundaries', () => {
  test('the project keeps them', () => {
    expect(broken(ROOT)).toEqual([]);
  });

  test.each<[string, Record<string, string>]>([
    ['domain-is-pure', { 'libs/problems/domain/a.ts': imports('@nestjs/common') }],
    ['domain-is-pure', { 'libs/problems/domain/a.ts': imports('node:crypto') }],
    ['domain-is-pure', { 'libs/problems/published/a.ts': imports('#platform/b.js'), 'libs/platform/b.ts': X }],
    [
      'contexts-meet-through-what-they-publish',
      { 'libs/problems/commands/a.ts': imports('#reviews/domain/b.js'), 'libs/reviews/domain/b.ts': X },
    ],
    [
      'event-sourcing-knows-no-domain',
      { 'libs/event-sourcing/a.ts': imports('#reviews/events.js'), 'libs/reviews/events.ts': X },
    ],
    ['platform-knows-no-context', { 'libs/platform/a.ts': imports('#reviews/events.js'), 'libs/reviews/events.ts': X }],
    ['libs-know-no-app', { 'libs/platform/a.ts': imports('../../apps/b.js'), 'apps/b.ts': X }],
    [
      'only-tests-use-test-kits',
      { 'libs/platform/a.ts': imports('#platform/testing/b.js'), 'libs/platform/testing/b.ts': X },
    ],
    [
      'no-cycles',
      { 'libs/platform/a.ts': `${imports('./b.js')}${X}`, 'libs/platform/b.ts': `${imports('./a.js')}${X}` },
    ],
    ['no-unresolvable', { 'libs/platform/a.ts': imports('./nowhere.js') }],
  ])('%s is noticed when broken', (rule, files) => {
    const folder = treeOf(files);
    try {
      expect(broken(folder)).toContain(rule);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
