/** A page of Markdown: its parts with an empty line between them. */
export function page(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}

export function heading(level: 1 | 2, text: string): string {
  return `${'#'.repeat(level)} ${text}`;
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A block of code. The fence is longer than any row of backticks in it. */
export function code(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A value inside a line, as code. */
export function inline(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}
