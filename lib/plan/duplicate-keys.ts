/** A key that stands twice in one JSON object. */
export interface DuplicateKey {
  readonly key: string;
  /** Line of its second occurrence, counted from 1. */
  readonly line: number;
}

// Strings with the colon that makes them keys, and what opens or closes an object or list.
const tokens = /"([^"\\]*(?:\\.[^"\\]*)*)"(\s*:)?|[[\]{}]/gs;

/** The first key that stands twice in an object of a JSON text; `JSON.parse` would silently keep the later one. */
export function duplicateKey(json: string): DuplicateKey | undefined {
  const open: Set<string>[] = [];
  for (const { 0: token, 1: key, 2: colon, index } of json.matchAll(tokens)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (colon !== undefined && key !== undefined) {
      const name = String(JSON.parse(`"${key}"`));
      const keys = open.at(-1);
      if (keys?.has(name)) return { key: name, line: json.slice(0, index).split('\n').length };
      keys?.add(name);
    }
  }
  return undefined;
}
