import { symbolsOf } from '../../model';

/** The six fields of an ARN; an opaque part is one symbol, whatever stands in its description. */
export function arnFields(arn: string): string[] {
  const fields = [''];
  for (const symbol of symbolsOf(arn)) {
    if (symbol === ':' && fields.length < 6) fields.push('');
    else fields.push((fields.pop() ?? '') + symbol);
  }
  return fields;
}

/** A text up to its first slash; undefined without one. */
export function beforeSlash(text: string): string | undefined {
  const symbols = symbolsOf(text);
  const slash = symbols.indexOf('/');
  return slash < 0 ? undefined : symbols.slice(0, slash).join('');
}

/** The name at the end of an ARN with a path. */
export function lastName(arn: string): string {
  const symbols = symbolsOf(arn);
  return symbols.slice(symbols.lastIndexOf('/') + 1).join('');
}
