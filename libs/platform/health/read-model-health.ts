import type { ProjectionStatus } from '#event-sourcing/projection/status.js';
import type { ProjectionLag } from '../telemetry/metrics.js';
import { Unhealthy } from './health-checks.js';

type Status = Pick<ProjectionStatus, 'model' | 'state' | 'serving' | 'error' | 'lag' | 'lagMs'>;

/**
 * All read models are there and none has stopped. One that is only behind does not make the program unready.
 * @throws Unhealthy naming those that are not
 */
export function checkReadModels(expected: readonly string[], statuses: readonly Status[]): string {
  const served = statuses.filter(({ serving }) => serving);
  const troubles = expected.flatMap((model) => {
    const status = served.find((candidate) => candidate.model === model);
    if (status === undefined) return [`${model}: being built`];
    return status.state === 'stopped' ? [`${model}: stopped (${status.error?.code ?? 'unknown'})`] : [];
  });
  if (troubles.length > 0) throw new Unhealthy(troubles.join('; '));
  return `${String(expected.length)} running`;
}

export const lagsOf = (statuses: readonly Status[]): readonly ProjectionLag[] =>
  statuses
    .filter(({ serving }) => serving)
    .map(({ model, lag, lagMs }) => ({ model, ...(lag === undefined ? {} : { events: lag }), milliseconds: lagMs }));
