import { describe, expect, it } from '@jest/globals';
import { twoYears } from '../../testing/two-years.js';
import { ENTRIES, ENTRY_TYPES, entryRule } from './entries.js';
import { isLeft } from './entry-rule.js';

describe('the table of entries', () => {
  it('says why a type stands in no history', () => {
    const left = Object.entries(ENTRIES).flatMap(([type, rule]) => (isLeft(rule) ? [[type, rule.left] as const] : []));
    expect(left.map(([type]) => type).sort()).toEqual([
      'GoalOpened',
      'MeetingAdjourned',
      'NoticeIssued',
      'OpinionsSummarised',
      'ProblemOpened',
      'RequirementOpened',
      'ReviewClosed',
      'ReviewScheduled',
      'RosterRecorded',
      'SummaryGiven',
    ]);
    expect(left.every(([, reason]) => reason.length > 10)).toBe(true);
  });

  it('knows no type of another part of the log', () => {
    expect(entryRule('PolicyAdopted')).toBeUndefined();
    expect(entryRule('toString')).toBeUndefined();
  });

  it('says of a dispatch after a contest what became of the objection', () => {
    const sent = { problem: 'p', noticeNumber: '5号', lead: { kind: 'branch', code: '03' }, planDueOn: '2024-02-20' };
    const said = (afterContest?: string) => entryRule('ProblemDispatched')?.zh({ ...sent, afterContest });
    expect(said()).toBe('交办，整改通知5号，2024-02-20前报送整改方案');
    expect(said('confirmed')).toMatch(/^异议未予采纳，再次交办，整改通知5号/);
    expect(said('readdressed')).toMatch(/^采纳异议，改交其他单位，整改通知5号/);
  });

  it('has a sentence in both languages for every entry', () => {
    const told = new Map(twoYears().map((event) => [event.type, event]));
    for (const type of ENTRY_TYPES) {
      const event = told.get(type);
      if (event === undefined) continue;
      const rule = entryRule(type);
      expect(rule?.zh(event.data)).toMatch(/\p{Script=Han}/u);
      expect(rule?.en(event.data)).toMatch(/^[A-Z]/);
      expect(`${String(rule?.zh(event.data))}${String(rule?.en(event.data))}`).not.toMatch(/undefined|object Object/);
    }
  });
});
