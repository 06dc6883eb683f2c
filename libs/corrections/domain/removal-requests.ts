import type { EventsOf, RecordedEvent } from '#event-sourcing/event.js';
import type { CorrectionEvents } from '../events.js';
import type { EntryStream } from './entry-stream.js';

type RecordedAs<Type extends keyof CorrectionEvents> = RecordedEvent<EventsOf<Pick<CorrectionEvents, Type>>>;
export type RemovalRequested = RecordedAs<'TextRemovalRequested'>;
export type RemovalAnswer = RecordedAs<'TextRemoved'> | RecordedAs<'TextRemovalRefused'>;

/** A request with what became of it. */
export interface AnsweredRequest {
  readonly request: RemovalRequested;
  readonly answer?: RemovalAnswer;
}

const isRequest = (event: RecordedEvent): event is RemovalRequested => event.type === 'TextRemovalRequested';
const isAnswer = (event: RecordedEvent): event is RemovalAnswer =>
  event.type === 'TextRemoved' || event.type === 'TextRemovalRefused';

/** All that was asked about one entry, in its order. */
export const requestsOn = (entries: EntryStream, revision: number): readonly AnsweredRequest[] => {
  const answers = new Map(entries.filter(isAnswer).map((event) => [event.data.request.revision, event]));
  return entries
    .filter(isRequest)
    .filter(({ data }) => data.entry.revision === revision)
    .map((request) => {
      const answer = answers.get(request.revision);
      return { request, ...(answer === undefined ? {} : { answer }) };
    });
};

/** The request on a field that nobody answered so far. */
export const openRequest = (entries: EntryStream, revision: number, field: string): RemovalRequested | undefined =>
  requestsOn(entries, revision).find(({ request, answer }) => answer === undefined && request.data.field === field)
    ?.request;
