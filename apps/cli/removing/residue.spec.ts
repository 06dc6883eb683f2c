import { describe, expect, it } from '@jest/globals';
import { pieceOf } from './residue.js';

describe('the piece of a text that is looked for', () => {
  it.each([
    ['家住幸福路七号', '家住幸福路七号'],
    ['甲："家住幸福路七号"，\n乙', '家住幸福路七号'],
    ['第一段很短\n第二段要长一些', '第二段要长一些'],
    ['C:\\家庭\\幸福路七号院落', '幸福路七号院落'],
    ['同意销号', undefined],
    ['', undefined],
    ['𠮷'.repeat(300), '𠮷'.repeat(200)],
  ])('of %j is %j', (text, piece) => {
    expect(pieceOf(text)).toBe(piece);
  });
});
