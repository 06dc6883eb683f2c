import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { EVENTSTORED, EventStored } from './eventstored.js';
import { serverInfo } from './server-info.js';

/** A real EventStoreDB for a test to use. */
export interface EventStoreDbServer {
  readonly url: string;
  readonly version: string;
  /** Of the test's own server; one that was named is nobody's to stop. */
  close(): Promise<void>;
}

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

export const canStartEventStored = (process.env['PATH'] ?? '')
  .split(delimiter)
  .some((folder) => isProgram(join(folder, EVENTSTORED)));

/** Jest keeps what a test prints for later; this is to be seen whatever happens. */
export const warnOfSkipping = (what: string): void => void process.stderr.write(`\nSKIPPED: ${what}\n\n`);

/**
 * The server that `EVENT_STORE=esdb://…` names; else one of its own, where the program is on the PATH; else none, and
 * a warning to be seen.
 *
 * @throws when the named server does not answer.
 */
export async function findEventStoreDb(): Promise<EventStoreDbServer | undefined> {
  const named = process.env['EVENT_STORE'] ?? '';
  if (/^esdb(\+discover)?:/.test(named)) {
    const { version } = await serverInfo(named);
    return { url: named, version, close: () => Promise.resolve() };
  }
  if (canStartEventStored) {
    const server = await EventStored.start();
    return { url: server.url, version: server.version, close: () => server.remove() };
  }
  warnOfSkipping(`no EventStoreDB: EVENT_STORE names none, and there is no ${EVENTSTORED} on the PATH`);
  return undefined;
}
