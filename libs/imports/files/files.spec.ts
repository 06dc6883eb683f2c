import { zipSync } from 'fflate';
import writeExcelFile from 'write-excel-file/node';
import { readCsv } from './read-csv.js';
import { readXlsx } from './read-xlsx.js';

const text = (value: string) => ({ kind: 'text', text: value });

describe('a workbook', () => {
  it('has its sheets, and what its cells were made of', async () => {
    const day = new Date(Date.UTC(2024, 2, 1));
    const data = [
      [{ value: '03', type: String, format: '@' }, { value: day, type: Date, format: 'yyyy/m/d' }, 3, 45_352, true],
      [],
      [null, '党费收缴\n不规范'],
    ];
    const file = await writeExcelFile([
      { sheet: '问题', data },
      { sheet: '目标', data: [['a']] },
    ]).toBuffer();
    expect(await readXlsx(file)).toEqual([
      {
        sheet: '问题',
        row: 1,
        cells: [
          text('03'),
          { kind: 'day', text: '2024-03-01' },
          { kind: 'number', text: '3' },
          { kind: 'number', text: '45352' },
          { kind: 'flag', text: 'true' },
        ],
      },
      { sheet: '问题', row: 2, cells: [null, null, null, null, null] },
      { sheet: '问题', row: 3, cells: [null, text('党费收缴\n不规范'), null, null, null] },
      { sheet: '目标', row: 1, cells: [text('a')] },
    ]);
  });

  it('is refused when it is none, or would unpack to more than any ledger', async () => {
    await expect(readXlsx(Buffer.from('a,b'))).rejects.toMatchObject({ code: 'import-file-not-xlsx' });
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': Buffer.from('<worksheet/>') });
    const listed = Buffer.from(bomb.buffer).indexOf(Buffer.from('PK\u0001\u0002'));
    new DataView(bomb.buffer).setUint32(listed + 24, 65 * 1024 * 1024, true);
    await expect(readXlsx(bomb)).rejects.toMatchObject({ code: 'import-file-too-large' });
    const crumbs = zipSync(
      Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`${String(n)}.xml`, new Uint8Array(0)])),
    );
    await expect(readXlsx(crumbs)).rejects.toMatchObject({ code: 'import-file-too-large' });
    await expect(readXlsx(zipSync({ 'a.xml': Buffer.from('<a/>') }))).rejects.toMatchObject({ name: 'FileFault' });
  });
});

describe('a text file', () => {
  const CSV = '支部编码,问题\n03,"三会一课,\n记录不全"\n,\n05,台账';
  const ROWS = [
    { sheet: '问题', row: 1, cells: [text('支部编码'), text('问题')] },
    { sheet: '问题', row: 2, cells: [text('03'), text('三会一课,\n记录不全')] },
    { sheet: '问题', row: 3, cells: [null, null] },
    { sheet: '问题', row: 4, cells: [text('05'), text('台账')] },
  ];
  /** 支部编码,问题 … as a spreadsheet in China saves it. */
  const GB18030 = Buffer.from(
    'd6a7b2bfb1e0c2eb2cceca cce20a30332c22c8fdbbe1d2bbbfce2c0abcc7c2bcb2bbc8ab220a2c0a30352cccA8d5CB'.replaceAll(
      ' ',
      '',
    ),
    'hex',
  );

  it.each([
    ['UTF-8', Buffer.from(CSV)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${CSV}`)],
    ['GB18030', GB18030],
    ['tabs', Buffer.from('支部编码\t问题\n03\t"三会一课,\n记录不全"\n\t\n05\t台账')],
  ])('is read in %s', (_, bytes) => {
    expect(readCsv(bytes, '问题')).toEqual(ROWS);
  });

  it('is refused when it is no text, or its quotes do not end', () => {
    const refusal = (bytes: Buffer): unknown => {
      try {
        return readCsv(bytes, '问题');
      } catch (error) {
        return error;
      }
    };
    expect(refusal(Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xff]))).toMatchObject({ code: 'import-file-encoding' });
    expect(refusal(Buffer.from('a,b\n"c,d'))).toMatchObject({ code: 'import-file-not-csv' });
    expect(refusal(Buffer.from('a\n'.repeat(20_001)))).toMatchObject({ code: 'import-file-too-long' });
  });
});
