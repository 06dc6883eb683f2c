import type { ChildProcess } from 'node:child_process';
import { openOffice } from '../setup/office.js';
import { messageOf, startChild, stopChild } from './child.js';
import type { LogDatabase, Place } from './place.js';
import { openReadModels } from './read-models.js';

const TEMPLATE = 'bench_office';
const made = new WeakMap<Place, Promise<void>>();

const makeTemplate = async (place: Place, events: number): Promise<void> => {
  const { url } = await place.logDatabase(TEMPLATE, events);
  const models = await openReadModels(url);
  await models.engine.rebuild('all');
  await models.close();
};

/** A database with the log and all read models at its head, of its own. */
export const officeDatabase = async (place: Place, name: string, events: number): Promise<LogDatabase> => {
  const template = made.get(place) ?? makeTemplate(place, events);
  made.set(place, template);
  await template;
  return place.logCopy(name, TEMPLATE);
};

/** The product with the settings of a user, in a process of its own, and somebody of the office signed in. */
export interface RunningOffice {
  readonly url: string;
  /** Bearer token of an office clerk. */
  readonly token: string;
  close(): Promise<void>;
}

interface Listening {
  readonly url: string;
  readonly firstAdmin?: { readonly login: string; readonly password: string };
}

/** `idle`: its handler of the renaming of a branch does nothing. */
export const startOffice = async (databaseUrl: string, idle = false): Promise<RunningOffice> => {
  const child: ChildProcess = startChild('product', {
    arguments: idle ? ['--idle'] : [],
    // One address sends more than a hall full of people would.
    environment: { DATABASE_URL: databaseUrl, PORT: '0', THROTTLE_REQUESTS_PER_MINUTE: '100000000' },
  });
  try {
    const { url, firstAdmin } = (await messageOf(child)) as Listening;
    if (firstAdmin === undefined) throw new Error('the product knows its users already');
    const { clerk } = await openOffice(url, { account: firstAdmin.login, password: firstAdmin.password });
    return { url, token: clerk, close: () => stopChild(child) };
  } catch (error) {
    await stopChild(child);
    throw error;
  }
};
