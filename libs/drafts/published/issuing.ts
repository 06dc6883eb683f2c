import { DomainError } from '#event-sourcing/decider.js';
import { itemId, parseItem } from '#text/item-number.js';
import type { Draft, DraftPlace, Drafts } from './drafts.js';

interface Recorded {
  readonly events: readonly { readonly data: object }[];
}

/**
 * Records what a draft says. It goes after that, and only if it says what was recorded: one that a colleague changed
 * meanwhile stays, and so does one that was begun since; a repetition takes away what a crash left.
 *
 * @param place none where whoever asks may not see the draft.
 * @param fields of the content that are recorded; what else it says counts for nothing.
 * @param record asks for the draft only when nothing was recorded before.
 */
export async function issueDraft<Result extends Recorded>(
  drafts: Drafts | undefined,
  place: DraftPlace | undefined,
  fields: readonly string[],
  record: (draft: () => Draft) => Promise<Result>,
): Promise<Result> {
  const draft = place === undefined ? undefined : await drafts?.find(place);
  let asked = false;
  const result = await record(() => {
    if (draft === undefined) throw new DomainError('draft-not-found', {}, 'fromDraft', 'not-found');
    asked = true;
    return draft;
  });
  if (draft !== undefined && (asked || saysTheSame(fieldsOf(draft, fields), result))) await drafts?.remove(draft);
  return result;
}

/** As far as a draft has them. */
export const fieldsOf = ({ content }: Pick<Draft, 'content'>, fields: readonly string[]): Draft['content'] =>
  Object.fromEntries(fields.flatMap((name) => (Object.hasOwn(content, name) ? [[name, content[name]]] : [])));

/** Every text of the draft was recorded, and every free text that was recorded is the draft's. */
export const saysTheSame = (content: Draft['content'], { events }: Recorded): boolean => {
  const drafted = textsIn(content);
  const data = events.map((event) => event.data);
  const recorded = textsIn(data);
  return drafted.length > 0 && isWithin(drafted, recorded) && isWithin(freeTextsIn(data), drafted);
};

const isWithin = (texts: readonly string[], others: readonly string[]): boolean => {
  const left = new Set(others);
  return texts.every((text) => left.has(text));
};

/** An item by its id, however it is named. */
const plain = (text: string): string => {
  const item = parseItem(text);
  return item === undefined ? text : itemId(item);
};

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [plain(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

const freeTextsIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  if ('text' in value && typeof value.text === 'string') return [plain(value.text)];
  return Object.values(value).flatMap(freeTextsIn);
};
