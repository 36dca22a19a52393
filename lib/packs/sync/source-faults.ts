import { failure, type EducloudError } from '../../errors';
import { missing } from '../pack-folder';
import type { Answer } from '../source/pack-source';

/** An answer without bytes, or bytes that are others than those that were signed. */
export type Fault = Exclude<Answer, { kind: 'bytes' }> | { readonly kind: 'wrong'; readonly found: string };

const again = 'run the same command again: what was fetched is kept';

/** A fault for people. */
export function faultError({ kind, found }: Fault, source: string, key: string): EducloudError {
  const file = `${source.replace(/\/$/, '')}/${key}`;
  switch (kind) {
    case 'absent':
      return missing(file);
    case 'refused':
      return failure('EDU628', 'the source refuses access', {
        file,
        found,
        allowed: 'a source that you may read',
        fix: `ask for a new signature where the content is licensed (\`--cookies\`), or look at your credentials; then ${again}`,
      });
    case 'unusable':
      return failure('EDU627', 'the source answers something else than objects of a pack', {
        file,
        found,
        allowed: 'the bytes as they are, from the address that was asked',
        fix: `open the address in a browser: the network may ask for a sign-in or a payment first; then ${again}`,
      });
    case 'broken':
      return failure('EDU627', 'the source cannot be reached', {
        file,
        found,
        allowed: 'a line that brings some bytes now and then',
        fix: `look at the line; then ${again}`,
      });
    case 'wrong':
      return failure('EDU626', 'the bytes are others than those that were signed', {
        file,
        found,
        allowed: 'the content as the publisher signed it',
        fix: 'run the same command again, or take another source; nothing of it was used',
      });
  }
}
