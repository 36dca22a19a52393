import type { Glob, GlobPart } from '../sets/glob';
import type { Way } from './delivery';
import { literalGlob, merged } from './globs';

const any: GlobPart = { kind: 'any' };
/** What a path can hold that CloudFront takes away before it looks for a behaviour, and S3 does not. */
const odd: readonly (readonly GlobPart[])[] = [
  ...['//', '/./', '/../'].map((text) => [any, { kind: 'text', text } as const, any]),
  ...['/.', '/..'].map((text) => [any, { kind: 'text', text } as const]),
  ...['./', '../', '/'].map((text) => [{ kind: 'text', text } as const, any]),
  ...['.', '..'].map((text) => [{ kind: 'text', text } as const]),
];

/**
 * ARNs of what a distribution can ask a bucket for without a signature: all that some behaviour without key groups may be
 * chosen for. An earlier behaviour takes nothing away, since a character that is percent-encoded dodges its pattern; and where
 * any behaviour is unsigned, names that are not normalised are among them, since the behaviour is chosen by another path than
 * the one that S3 gets.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
 */
export function unsignedNames({ unsigned }: Pick<Way, 'unsigned'>, bucket: string): Glob[] {
  const objects = unsigned.flatMap(({ path, pattern }): Glob[] => {
    const start: GlobPart = { kind: 'text', text: `${bucket}/${path === '' ? '' : `${path.slice(1)}/`}` };
    return [partsOf(pattern), ...odd].map((parts) => ({ parts: merged([start, ...parts]) }));
  });
  // A path that is empty asks for the bucket itself.
  const lists = unsigned.some(({ path, pattern }) => path === '' && /^[*?]*$/.test(pattern));
  return lists ? [literalGlob(bucket), ...objects] : objects;
}

/**
 * What the name of an object can be whose path fits a pattern. The path is compared as it is sent, so that a wildcard can
 * take a `%` and up to two of the digits behind it from the text that follows; S3 gets the character they stand for.
 */
function partsOf(pattern: string): GlobPart[] {
  return (pattern.match(/[*?]+|[^*?]+/g) ?? []).map((piece, index): GlobPart => {
    if (/^[*?]/.test(piece)) return any;
    return { kind: 'text', text: index === 0 ? piece.replace(/^\//, '') : piece.replace(/^[0-9A-Fa-f]{1,2}/, '') };
  });
}
