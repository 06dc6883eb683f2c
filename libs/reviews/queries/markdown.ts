/** Words of users are no markup: what would be read as such is escaped, line breaks stay. */
export const escaped = (text: string): string =>
  text.replace(/[\\`*_[\]<>#|]/g, String.raw`\$&`).replaceAll('\n', '  \n');
