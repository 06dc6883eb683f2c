import { Injectable } from '@nestjs/common';

/** Throws, or takes too long: not ready. What it returns is told to operators. */
export type HealthCheck = () => Promise<string | void>;

export interface ComponentHealth {
  readonly status: 'up' | 'down';
  readonly detail?: string;
}

export interface Readiness {
  readonly status: 'ready' | 'not-ready';
  readonly components: Readonly<Record<string, ComponentHealth>>;
}

/** A reason to be down that may be told to anybody; other errors are told as `failed`. */
export class Unhealthy extends Error {
  override readonly name = 'Unhealthy';
}

const TIME_LIMIT_MS = 2_000;
/** Anybody may ask; the answer is worked out at most this often. */
const FRESH_MS = 1_000;

/** What must work for requests to be answered. Each part of the program adds its own. */
@Injectable()
export class HealthChecks {
  private readonly checks = new Map<string, HealthCheck>();
  private latest: { readonly at: number; readonly answer: Promise<Readiness> } | undefined;

  add(component: string, check: HealthCheck): void {
    this.checks.set(component, check);
  }

  readiness(): Promise<Readiness> {
    const now = Date.now();
    if (this.latest === undefined || this.latest.at + FRESH_MS <= now) this.latest = { at: now, answer: this.look() };
    return this.latest.answer;
  }

  private async look(): Promise<Readiness> {
    const entries = await Promise.all(
      [...this.checks].map(async ([component, check]) => [component, await healthOf(check)] as const),
    );
    const ready = entries.every(([, { status }]) => status === 'up');
    return { status: ready ? 'ready' : 'not-ready', components: Object.fromEntries(entries) };
  }
}

async function healthOf(check: HealthCheck): Promise<ComponentHealth> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Unhealthy('no answer in time')), TIME_LIMIT_MS);
  });
  try {
    const detail = await Promise.race([check(), late]);
    return { status: 'up', ...(typeof detail === 'string' ? { detail } : {}) };
  } catch (error) {
    return { status: 'down', detail: error instanceof Unhealthy ? error.message : 'failed' };
  } finally {
    clearTimeout(timer);
  }
}
