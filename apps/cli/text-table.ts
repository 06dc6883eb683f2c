/** East Asian wide characters take two places in a terminal. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

export const widthOf = (text: string): number =>
  Array.from(text).reduce((width, character) => width + (WIDE.test(character) ? 2 : 1), 0);

/** The text in exactly so many places: padded, or cut with an ellipsis. */
export const fit = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text + ' '.repeat(width - widthOf(text));
  let cut = '';
  for (const character of text) {
    if (widthOf(cut + character) > width - 1) break;
    cut += character;
  }
  return `${cut}…${' '.repeat(width - 1 - widthOf(cut))}`;
};

/** Rows below a head, columns as wide as given. */
export const textTable = (widths: readonly number[], head: readonly string[], rows: readonly string[][]): string => {
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, index) => fit(cells[index] ?? '', width))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
};
