import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from './load-config.js';
import { withSecretFiles } from './secret-files.js';

describe('a secret in a file', () => {
  const url = 'postgres://u:p@db/x';
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'branch-accountability-secret-'));
    file = join(folder, 'database_url');
    await writeFile(file, `${url}\n`);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is taken as if it had been set', () => {
    const environment = withSecretFiles({ DATABASE_URL_FILE: file, EVENT_STORE_FILE: '', PORT: '1' });
    expect(environment).toEqual({ DATABASE_URL: url, PORT: '1' });
    expect(loadConfig(environment)).toMatchObject({ databaseUrl: url, port: 1 });
  });

  it('is refused when it cannot be read, or is set as well', () => {
    expect(() => withSecretFiles({ EVENT_STORE_FILE: join(folder, 'none') })).toThrow(/EVENT_STORE_FILE[^]*ENOENT/);
    expect(() => withSecretFiles({ DATABASE_URL: url, DATABASE_URL_FILE: file })).toThrow(/only one of them/);
  });

  it('is no way to give other settings', () => {
    expect(() => loadConfig(withSecretFiles({ SESSION_HOURS_FILE: file }))).toThrow(/SESSION_HOURS_FILE/);
  });
});
