import { csvOf } from './csv.js';

const lines = (text: string): string[] => text.slice(1).split('\r\n').slice(0, -1);

it('begins with the mark by which a spreadsheet knows UTF-8', () => {
  expect([...Buffer.from(csvOf([['编号']])).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
});

it('a cell with a comma, a quote or a line end stands in quotes', () => {
  expect(lines(csvOf([['a,b', '说“好”', 'say "yes"']]))).toEqual([`"a,b",说“好”,"say ""yes"""`]);
  expect(csvOf([['第一行\n第二行', 'x']])).toBe('\uFEFF"第一行\n第二行",x\r\n');
});

it.each(['=1+1', '+86', '-1', '@SUM(A1)', '\t=1', '=HYPERLINK("http://x","y")'])('%j is text, no formula', (value) => {
  expect(csvOf([[value]])).toMatch(/^\uFEFF"?'/);
});

it('what only contains such a sign stays as it is', () => {
  expect(lines(csvOf([['2023-述职-03-01', 'a=b', '']]))).toEqual(['2023-述职-03-01,a=b,']);
});
