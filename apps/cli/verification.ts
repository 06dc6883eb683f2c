import type { IntegrityFinding } from '#event-sourcing/event-store.js';
import { readLog } from '#chronicle/replay/log-reading.js';
import type { LogPoint } from '#chronicle/replay/log-reading.js';
import type { Work } from './inspecting.js';
import { Removals } from './removing/removals.js';
import { checkReadModels } from './read-model-checks.js';
import type { ReadModelCheck } from './read-model-checks.js';

/** Findings that are kept; a log of which nothing is right must not fill the memory. */
const KEPT = 100;

/** What one way of looking at the log found. */
export interface LogCheck {
  readonly verdict: 'intact' | 'differences-found';
  /** All of them; of which the first hundred are listed. */
  readonly found: number;
  readonly findings: readonly IntegrityFinding[];
}

export interface Verification {
  /** The point of the log up to which it was read. */
  readonly log: LogPoint;
  /** Hash chains and text digests, recomputed. */
  readonly chains: LogCheck;
  /** Texts that events of the log removed, and how many of them were not taken out yet; no difference. */
  readonly removedTexts: { readonly removed: number; readonly notTakenOut: number };
  /** What the store can say of itself: gaps, order, columns that disagree with their text. */
  readonly store: LogCheck;
  readonly readModels: readonly ReadModelCheck[];
  readonly verdict: 'intact' | 'differences-found';
  /** Stream and revision, or read model, key and column; null when there is none. */
  readonly firstDifference: string | null;
}

/** Reads the whole log twice and once more for each read model; in bounded memory. */
export const verification = async (work: Work): Promise<Verification> => {
  const { store, progress, expected } = work;
  const onProgress = progress.task('核验哈希链与文本摘要 hash chains and texts', expected);
  const removals = new Removals();
  const { point, findings } = await readLog(store, removals.take, { onProgress });
  const removedTexts = { removed: removals.places.length, notTakenOut: (await removals.waiting(store)).length };
  const chains = logCheck(findings.slice(0, KEPT), findings.length);
  const stored = await checkStore(work);
  const readModels: ReadModelCheck[] = [];
  for await (const check of checkReadModels(work)) readModels.push(check);
  const firstDifference = firstOf(chains, stored, readModels) ?? null;
  const verdict = firstDifference === null ? 'intact' : 'differences-found';
  return { log: point, chains, removedTexts, store: stored, readModels, verdict, firstDifference };
};

const checkStore = async ({ store, progress, expected }: Work): Promise<LogCheck> => {
  const findings: IntegrityFinding[] = [];
  let found = 0;
  for await (const finding of store.checkIntegrity(progress.task('核验存储 store', expected))) {
    found += 1;
    if (findings.length < KEPT) findings.push(finding);
  }
  return logCheck(findings, found);
};

const logCheck = (findings: readonly IntegrityFinding[], found: number): LogCheck => ({
  verdict: found === 0 ? 'intact' : 'differences-found',
  found,
  findings,
});

const firstOf = (chains: LogCheck, store: LogCheck, readModels: readonly ReadModelCheck[]): string | undefined => {
  const [finding] = [...chains.findings, ...store.findings];
  if (finding !== undefined) return describeFinding(finding);
  const check = readModels.find(({ equal }) => !equal);
  return check && describeCheck(check);
};

export const describeFinding = ({ code, stream, revision, detail }: IntegrityFinding): string => {
  const place = stream === undefined ? '' : `${stream}@${String(revision ?? '')} `;
  return `${place}${code}: ${detail}`;
};

/** Of a read model that is not equal. */
export const describeCheck = ({ model, version, problem, difference }: ReadModelCheck): string => {
  const place = `${model} v${String(version)}`;
  if (problem !== undefined) {
    const { code, message, stream, revision } = problem;
    const event = stream === undefined ? '' : ` ${stream}@${String(revision ?? '')}`;
    return `${place}${event} ${code}: ${message}`;
  }
  if (difference === undefined) return `${place}: digests differ`;
  const { key, column, live, log } = difference;
  if (column !== undefined) return `${place} key ${key} column ${column}: read model ${short(live)}, log ${short(log)}`;
  return `${place} key ${key}: ${live === undefined ? 'the read model lacks this row' : 'the log knows no such row'}`;
};

const SHOWN = 120;

const short = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
};
