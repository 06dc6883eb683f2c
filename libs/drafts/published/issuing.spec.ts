import type { Draft, DraftPlace } from './drafts.js';
import { Drafts } from './drafts.js';
import { issueDraft, saysTheSame } from './issuing.js';

const recorded = {
  events: [
    { data: { year: 2023, words: { text: '扎实' }, strengths: [{ words: { text: '学习好' }, practice: false }] } },
    { data: { problem: '2023-review-03-01', statement: { text: '记录不全' }, category: '组织生活' } },
  ],
};
const content = {
  words: '扎实',
  strengths: [{ words: '学习好' }],
  problems: [{ statement: '记录不全', category: '组织生活' }],
};
const FIELDS = ['words', 'strengths', 'problems'];
const place: DraftPlace = { kind: 'comment', key: '2023-03', owner: 'author/x' };

class KeptDrafts extends Drafts {
  removed = 0;
  constructor(private readonly content: Draft['content'] | undefined) {
    super();
  }
  find(at: DraftPlace): Promise<Draft | undefined> {
    return Promise.resolve(this.content && { ...at, content: this.content, version: '1' });
  }
  remove(): Promise<void> {
    this.removed += 1;
    return Promise.resolve();
  }
}

describe('a draft says what was recorded', () => {
  it('when all its texts were, and nothing else', () => {
    expect(saysTheSame(content, recorded)).toBe(true);
    expect(saysTheSame({ ...content, words: '不扎实' }, recorded)).toBe(false);
    expect(saysTheSame({ words: '扎实' }, recorded)).toBe(false);
    expect(saysTheSame({ ...content, notes: '待补' }, recorded)).toBe(false);
    expect(saysTheSame({}, recorded)).toBe(false);
  });

  it('however it names an item', () => {
    const list = { events: [{ data: { problems: ['2023-review-03-01'], documentNumber: '2号' } }] };
    expect(saysTheSame({ problems: ['2023-述职-03-01'], documentNumber: '2号' }, list)).toBe(true);
    expect(saysTheSame({ problems: ['2023-述职-03-02'], documentNumber: '2号' }, list)).toBe(false);
  });
});

describe('issuing a draft', () => {
  it('takes it away once it is recorded', async () => {
    const drafts = new KeptDrafts({ words: '其他' });
    await issueDraft(drafts, place, FIELDS, (draft) => Promise.resolve({ ...recorded, said: draft().content }));
    expect(drafts.removed).toBe(1);
  });

  it('leaves one that was begun since, and takes away what a crash left', async () => {
    const begun = new KeptDrafts({ words: '新写的' });
    await issueDraft(begun, place, FIELDS, () => Promise.resolve(recorded));
    expect(begun.removed).toBe(0);
    const left = new KeptDrafts({ ...content, notes: '待补' });
    await issueDraft(left, place, FIELDS, () => Promise.resolve(recorded));
    expect(left.removed).toBe(1);
  });

  it('leaves it where nothing is recorded, and says when there is none', async () => {
    const drafts = new KeptDrafts(content);
    await expect(issueDraft(drafts, place, FIELDS, () => Promise.reject(new Error('refused')))).rejects.toThrow(
      'refused',
    );
    expect(drafts.removed).toBe(0);
    const none = (at?: DraftPlace): Promise<unknown> =>
      issueDraft(new KeptDrafts(undefined), at, FIELDS, (draft) => Promise.resolve({ ...recorded, said: draft() }));
    await expect(none(place)).rejects.toMatchObject({ code: 'draft-not-found' });
    await expect(none()).rejects.toMatchObject({ code: 'draft-not-found' });
  });
});
