import type { GlobPart } from './glob';

/**
 * Whether a text matches parts, compared unit by unit: for texts and patterns without opaque parts and without
 * characters beyond the basic plane, both folded already where case does not count.
 */
export function matchPlain(parts: readonly GlobPart[], text: string): boolean {
  // Ends of the text so far that the parts so far can make, in order.
  let ends = [0];
  for (let index = 0; index < parts.length && ends.length > 0; index += 1) {
    const part = parts[index];
    if (part === undefined) return false;
    if (part.kind === 'text') ends = afterText(ends, part.text, text);
    else if (part.kind === 'one') ends = afterOne(ends, part.except, text);
    else {
      if (index === parts.length - 1) return reachesEnd(ends, part.except, text);
      const next = parts[index + 1];
      ends = afterAny(ends, part.except, text, next?.kind === 'text' ? next.text : '');
    }
  }
  return ends.at(-1) === text.length;
}

function afterText(ends: readonly number[], part: string, text: string): number[] {
  const found: number[] = [];
  for (const end of ends) if (text.startsWith(part, end)) found.push(end + part.length);
  return found;
}

function afterOne(ends: readonly number[], except: string | undefined, text: string): number[] {
  const found: number[] = [];
  for (const end of ends) if (end < text.length && text[end] !== except) found.push(end + 1);
  return found;
}

function reachesEnd(ends: readonly number[], except: string | undefined, text: string): boolean {
  const last = ends.at(-1) ?? 0;
  return except === undefined || !text.includes(except, last);
}

/** Only ends at which `next` follows are of use. */
function afterAny(ends: readonly number[], except: string | undefined, text: string, next: string): number[] {
  const found: number[] = [];
  let from = -1;
  for (const start of ends) {
    const stop = except === undefined ? -1 : text.indexOf(except, start);
    const last = stop < 0 ? text.length : stop;
    for (let end = text.indexOf(next, Math.max(start, from)); end >= 0 && end <= last;) {
      found.push(end);
      from = end + 1;
      if (from > text.length) return found;
      end = text.indexOf(next, from);
    }
  }
  return found;
}
