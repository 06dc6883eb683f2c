import { freeText } from '#event-sourcing/event.js';
import { inStream, type Given } from '#event-sourcing/testing/given-event.js';
import type { Tags } from '#event-sourcing/event.js';
import type { ChronicleEvent } from '../domain/entries/entries.js';

export type Told = Given<ChronicleEvent>;

export const told = (stream: string, tags: Tags, ...events: readonly Told[]): readonly Told[] =>
  inStream<Told>(stream, tags, ...events);

export const t = freeText;

export const tags = { branch: '03', year: 2023 };

export const lead = { kind: 'branch', code: '03' } as const;

/** Stands for the fact that opened a stream; nothing here reads it. */
export const sourceFact = { stream: 'report-2023-03', revision: 5, eventId: '00000000-0000-4000-8000-000000000000' };

export const document = {
  kind: 'document',
  title: t('支部党员大会记录'),
  date: '2024-05-20',
  number: '支发〔2024〕5号',
} as const;
