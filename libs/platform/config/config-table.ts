import { settings } from './settings.js';

/** The settings as a Markdown table, in both languages. */
export function configTable(): string {
  const rows = settings.map(({ name, default: fallback, expects, meaning }) =>
    line([
      `\`${name}\``,
      fallback === '' ? '–' : `\`${fallback}\``,
      `${expects.zh}<br>${expects.en}`,
      `${meaning.zh}<br>${meaning.en}`,
    ]),
  );
  return [
    line(['配置项 Setting', '默认 Default', '取值 Value', '含义 Meaning']),
    line(['---', '---', '---', '---']),
    ...rows,
  ].join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
