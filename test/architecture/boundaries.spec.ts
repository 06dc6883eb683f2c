import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = process.cwd();

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
}

/** What a tree breaks: the rule, and the file that breaks it. */
const broken = (folder: string): string[] => {
  const args = ['apps', 'libs', 'test', '--config', '.dependency-cruiser.mjs', '--output-type', 'json'];
  const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const { stdout } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  const { summary } = JSON.parse(stdout) as { summary: { violations: Violation[] } };
  return summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`).sort();
};

/** A small tree with the project's rules and the given files. */
const treeOf = (files: Record<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'boundaries-'));
  for (const file of ['.dependency-cruiser.mjs', 'tsconfig.json', 'package.json'])
    cpSync(join(ROOT, file), join(folder, file));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
};

const imports = (target: string): string => `import { x } from '${target}';\nexport const y = x;\n`;
const X = 'export const x = 1;\n';

/** Each breaks one rule, or more where one forbids what another does. */
const BREAKING: Readonly<Record<string, string>> = {
  'libs/problems/domain/framework.ts': imports('@nestjs/common'),
  'libs/problems/domain/node.ts': imports('node:crypto'),
  'libs/problems/published/platform.ts': imports('#platform/plain.js'),
  'libs/problems/commands/inside.ts': imports('#reviews/domain/plain.js'),
  'libs/event-sourcing/domain-word.ts': imports('#reviews/events.js'),
  'libs/imports/context.ts': imports('#reviews/events.js'),
  'libs/imports/domain/platform.ts': imports('#platform/plain.js'),
  'libs/platform/context.ts': imports('#reviews/events.js'),
  'libs/platform/app.ts': imports('../../apps/plain.js'),
  'libs/platform/kit.ts': imports('#platform/testing/plain.js'),
  'libs/platform/cycle-a.ts': `${imports('./cycle-b.js')}${X}`,
  'libs/platform/cycle-b.ts': `${imports('./cycle-a.js')}${X}`,
  'libs/platform/nowhere.ts': imports('./missing.js'),
};

const HARMLESS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'libs/platform/plain.ts',
    'libs/platform/testing/plain.ts',
    'libs/reviews/domain/plain.ts',
    'libs/reviews/events.ts',
    'apps/plain.ts',
    'test/plain.ts',
  ].map((file) => [file, X]),
);

describe('boundaries', () => {
  test('the project keeps them', () => {
    expect(broken(ROOT)).toEqual([]);
  });

  test('each rule is noticed when it is broken', () => {
    const folder = treeOf({ ...HARMLESS, ...BREAKING });
    try {
      expect(broken(folder)).toEqual([
        'contexts-meet-through-what-they-publish: libs/problems/commands/inside.ts',
        'domain-is-pure: libs/problems/domain/framework.ts',
        'domain-is-pure: libs/problems/domain/node.ts',
        'domain-is-pure: libs/problems/published/platform.ts',
        'event-sourcing-knows-no-domain: libs/event-sourcing/domain-word.ts',
        'imports-know-no-context: libs/imports/context.ts',
        'libs-know-no-app: libs/platform/app.ts',
        'no-cycles: libs/platform/cycle-a.ts',
        'no-unresolvable: libs/platform/nowhere.ts',
        'only-tests-use-test-kits: libs/platform/kit.ts',
        'platform-knows-no-context: libs/platform/app.ts',
        'platform-knows-no-context: libs/platform/context.ts',
        'reading-of-rows-is-pure: libs/imports/domain/platform.ts',
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('and what breaks none is let through', () => {
    const folder = treeOf(HARMLESS);
    try {
      expect(broken(folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
