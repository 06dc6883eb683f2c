import { describe, expect, it } from '@jest/globals';
import { personalNumberIn } from './identity-numbers.js';

describe('numbers that belong to a person', () => {
  it.each([
    '身份证号11010519491231002X。',
    '440308199901010012',
    '１１０１０５１９４９１２３１００２Ｘ',
    '12345678901234567x',
  ])('finds the identity-card number in %s', (text) => {
    expect(personalNumberIn(text)).toBe('identity-number');
  });

  it.each(['电话13812345678', '19912345678', '+8613812345678', '１３８１２３４５６７８'])(
    'finds the mobile number in %s',
    (text) => {
      expect(personalNumberIn(text)).toBe('mobile-number');
    },
  );

  it.each([
    ['a wrong check digit', '440308199901010011'],
    ['nineteen digits', '1110105194912310021'],
    ['a longer number', '138123456789'],
    ['a number of another kind', '12812345678'],
    ['a fixed line', '0571-88212345'],
    ['a document number', '党发〔2024〕13号'],
    ['a unified social credit code', '91330100MA27XYZ12X'],
  ])('lets %s pass', (_what, text) => {
    expect(personalNumberIn(text)).toBeUndefined();
  });
});
