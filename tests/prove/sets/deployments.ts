import fc from 'fast-check';
import { opaque } from '../../../lib/model';
import type { Glob, GlobPart } from '../../../lib/prove/sets/glob';

export const bucket = opaque('name', 's.Bucket');
export const logs = opaque('name', 's.Logs');
export const parameter = opaque('value', 's.Parameter');
export const imported = opaque('value', 's.Import');

export const text = (value: string): GlobPart => ({ kind: 'text', text: value });
export const piece = fc.oneof(
  fc.constantFrom('a', 'b', 'ab', '/', ':', 'B').map(text),
  fc.constantFrom(bucket, logs, parameter, imported).map(text),
  fc.constantFrom<GlobPart>(
    { kind: 'any' },
    { kind: 'one' },
    { kind: 'any', except: ':' },
    { kind: 'one', except: '/' },
  ),
);
export const globs = fc
  .record({ parts: fc.array(piece, { maxLength: 5 }), fold: fc.boolean() })
  .map(({ parts, fold }): Glob => (fold ? { parts, fold } : { parts }));
export const texts = fc
  .array(fc.constantFrom('a', 'b', 'ab', '/', ':', 'B', bucket, logs, parameter, imported), { maxLength: 5 })
  .map((parts) => parts.join(''));

/** What a deployment makes of the opaque parts: a name ends with a part of its own, a value may hold names whole. */
export const deployments = fc
  .record({
    start: fc.constantFrom('', 'a', 'ab', 'b'),
    other: fc.constantFrom('', 'a', 'ab', 'b'),
    values: fc.array(fc.array(fc.constantFrom('a', 'b', '/', ':', 'B', bucket, logs), { maxLength: 3 }), {
      minLength: 2,
      maxLength: 2,
    }),
  })
  .map(({ start, other, values }) => {
    const named = (value: string) => value.replaceAll(bucket, `${start}7`).replaceAll(logs, `${other}8`);
    return (value: string) =>
      named(value.replaceAll(parameter, (values[0] ?? []).join('')).replaceAll(imported, (values[1] ?? []).join('')));
  });
export const deployed = (glob: Glob, deploy: (value: string) => string): Glob => ({
  ...glob,
  parts: glob.parts.map((part) => (part.kind === 'text' ? text(deploy(part.text)) : part)),
});
