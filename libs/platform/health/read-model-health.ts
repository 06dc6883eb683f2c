import type { ProjectionStatus } from '#event-sourcing/projection/status.js';
import type { ProjectionLag } from '../telemetry/metrics.js';
import { Unhealthy } from './health-checks.js';

type Status = Pick<ProjectionStatus, 'model' | 'state' | 'serving' | 'superseded' | 'error' | 'lag' | 'lagMs'>;

/**
 * All read models are there and none has stopped. One that is only behind does not make the program unready.
 * @throws Unhealthy naming those that are not
 */
export function checkReadModels(expected: readonly string[], statuses: readonly Status[]): string {
  const troubles = expected.flatMap((model) => {
    const versions = statuses.filter((status) => status.model === model);
    // A new version too that stopped while it was built: it would be waited for in vain.
    const stopped = versions.find(({ state, superseded }) => state === 'stopped' && !superseded);
    if (stopped !== undefined) return [`${model}: stopped (${stopped.error?.code ?? 'unknown'})`];
    return versions.some(({ serving }) => serving) ? [] : [`${model}: being built`];
  });
  if (troubles.length > 0) throw new Unhealthy(troubles.join('; '));
  return `${String(expected.length)} running`;
}

export const lagsOf = (statuses: readonly Status[]): readonly ProjectionLag[] =>
  statuses
    .filter(({ serving }) => serving)
    .map(({ model, lag, lagMs }) => ({ model, ...(lag === undefined ? {} : { events: lag }), milliseconds: lagMs }));
