/**
 * The paths that CloudFront may look at when it chooses a behaviour for a request of this path: it takes out dot segments and double
 * slashes, which a viewer may hide by encoding them, so any of them may go and any may stay. The origin is asked for the path as it was.
 *
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
 *
 * @param path with a leading slash
 * @returns undefined when there are too many of them to look at each
 */
export function pathsLookedAt(path: string): readonly string[] | undefined {
  const odd = path.split('/').filter((segment) => ['', '.', '..'].includes(segment));
  if (odd.length > mostOdd) return undefined;
  const found = new Set([path]);
  for (const one of found) {
    for (const next of shorter(one)) found.add(next);
    if (found.size > most) return undefined;
  }
  return [...found];
}

const most = 400;
const mostOdd = 30;

/** A path with one thing taken out, at every place where that is possible. */
function shorter(path: string): string[] {
  const segments = path.split('/').slice(1);
  const without = (from: number, count: number): string => {
    const rest = [...segments.slice(0, from), ...segments.slice(from + count)];
    // What ends with a dot segment is a folder.
    const ends = from + count === segments.length && segments[from + count - 1] !== '';
    return `/${[...rest, ...(ends ? [''] : [])].join('/')}`;
  };
  return segments.flatMap((segment, index) => {
    if (segment === '.') return [without(index, 1)];
    if (segment === '..') return [index === 0 ? without(index, 1) : without(index - 1, 2)];
    return segment === '' && index < segments.length - 1 ? [without(index, 1)] : [];
  });
}
