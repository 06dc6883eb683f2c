import type { ChronicleEvent } from '#chronicle/domain/entries/entries.js';
import type { Basis, Tags } from '#event-sourcing/event.js';
import { uuidOf } from './random.js';

/** What one command appended: one or several events to one stream. */
export interface Command {
  readonly stream: string;
  /** The day on which it was true, and on which it was entered. */
  readonly on: string;
  readonly seq?: number;
  readonly actor: string;
  readonly role: string;
  readonly basis?: Basis;
  readonly tags: Tags;
  readonly events: readonly ChronicleEvent[];
}

/** Those who act, by their random ids. */
export const PEOPLE = {
  clerk: uuidOf('clerk'),
  head: uuidOf('head'),
  chair: uuidOf('chair'),
  deputy: uuidOf('deputy'),
} as const;

export const two = (n: number): string => String(n).padStart(2, '0');
