export interface QualifiedName {
  readonly prefix: string;
  readonly local: string;
}

/** Names that a reader remembers; a feed has a few hundred. */
const mostRemembered = 10_000;

/**
 * Splits names into prefix and local part, and remembers them; `undefined` for what is no qualified name.
 * It is asked about names that the tokenizer has let through as XML names.
 */
export function qualifiedNames(): (name: string) => QualifiedName | undefined {
  const known = new Map<string, QualifiedName>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const split = splitName(name);
    if (split !== undefined && known.size < mostRemembered) known.set(name, split);
    return split;
  };
}

function splitName(name: string): QualifiedName | undefined {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  const local = name.slice(colon + 1);
  if (colon === 0 || local === '' || local.includes(':') || isNoBeginning(local.charCodeAt(0))) return undefined;
  return { prefix, local };
}

/** Whether a name may hold it and may not begin with it (Namespaces in XML 1.0, NCName). */
function isNoBeginning(code: number): boolean {
  return (
    code === 0x2d ||
    code === 0x2e ||
    code === 0xb7 ||
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x300 && code <= 0x36f) ||
    code === 0x203f ||
    code === 0x2040
  );
}
