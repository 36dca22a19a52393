/** A fenced block of a Markdown page. */
export interface Block {
  readonly file: string;
  /** Line of the first line inside the fence, counted from 1. */
  readonly line: number;
  readonly language: string;
  /** Words after the language: `no-run`, or the codes that an invalid example provokes. */
  readonly words: readonly string[];
  readonly text: string;
}

/** Every fenced block of the page, in order. */
export function blocksOf(file: string, page: string): Block[] {
  const blocks: Block[] = [];
  let open: { fence: string; indent: string; info: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of page.split(/\r?\n/).entries()) {
    const fence = /^(\s*)(`{3,}|~{3,})\s*([^`]*)$/.exec(line);
    if (open === undefined) {
      const [, indent = '', mark = '', info = ''] = fence ?? [];
      if (mark !== '') open = { fence: mark, indent, info, line: index + 2, lines: [] };
    } else if (fence?.[2]?.startsWith(open.fence) === true && fence[3]?.trim() === '') {
      const [language = '', ...words] = open.info.trim().split(/\s+/);
      blocks.push({ file, line: open.line, language, words, text: `${open.lines.join('\n')}\n` });
      open = undefined;
    } else {
      open.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
    }
  }
  return blocks;
}

/** The page without fenced blocks and code spans, with its line breaks kept. */
export function proseOf(page: string): string {
  const withoutFences = page.replace(/^(\s*)(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\s*\2[`~]*[^\S\n]*$/gm, (block) =>
    block.replace(/[^\n]/g, ''),
  );
  return withoutFences.replace(/(`+)[^\n]*?\1/g, '');
}

/** Targets of the links and pictures of the page, as written. */
export function linksOf(page: string): string[] {
  const prose = proseOf(page);
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const references = [...prose.matchAll(/^\s{0,3}\[[^\]]+\]:\s+<?(\S+?)>?\s*$/gm)];
  return [...inline, ...references].flatMap(([, target]) => target ?? []);
}
