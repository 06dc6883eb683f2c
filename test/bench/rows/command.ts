import { byTurns } from '../measure.js';
import { officeDatabase, startOffice, type RunningOffice } from '../office.js';
import { runPeer } from '../peer.js';
import { branchCount } from '../log/office-years.js';
import type { Row } from '../row.js';

const SECONDS = 5;
const CONNECTIONS = 100;

interface Load {
  readonly perSecond: number;
  readonly refused: number;
  readonly errors: number;
}

/** @throws Error when any command was refused or lost. */
const loadOn = async ({ url, token }: RunningOffice, events: number, seconds: number): Promise<number> => {
  const input = { url, token, connections: CONNECTIONS, seconds, branches: branchCount(events) };
  const { perSecond, refused, errors } = (await runPeer('http-load', input)) as Load;
  if (refused + errors > 0) throw new Error(`${String(refused)} commands refused, ${String(errors)} lost`);
  return perSecond;
};

export const command: Row = {
  name: 'command',
  what: `command over HTTP, ${String(CONNECTIONS)} connections, durable`,
  reference: 'the same route with guard, session, DTO and CommandBus whose handler does nothing',
  unit: 'commands/s',
  target: { ratioAtLeast: 0.25 },
  stretch: 0.4,
  async measure(place, { events, runs }) {
    const [ours, idle] = await Promise.all([
      officeDatabase(place, 'bench_command', events),
      officeDatabase(place, 'bench_command_idle', events),
    ]);
    const offices: RunningOffice[] = [];
    try {
      const real = await startOffice(ours.url);
      offices.push(real);
      const nothing = await startOffice(idle.url, true);
      offices.push(nothing);
      for (const office of offices) await loadOn(office, events, 2);
      return await byTurns(
        runs,
        () => loadOn(real, events, SECONDS),
        () => loadOn(nothing, events, SECONDS),
      );
    } finally {
      for (const office of offices) await office.close();
      await place.dropDatabase('bench_command');
      await place.dropDatabase('bench_command_idle');
    }
  },
};
