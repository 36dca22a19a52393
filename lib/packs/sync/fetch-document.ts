import { createHash } from 'node:crypto';
import { tooLong } from '../read-small';
import { leastStep, type Line } from './line';
import { faultError } from './source-faults';

/** What a document must be, where that is known. */
export interface KnownDocument {
  readonly size: number;
  readonly sha256: string;
}

/**
 * A whole document, in memory.
 *
 * @param limit bytes that it may have
 * @throws EDU623, EDU626, EDU627, EDU628, EDU643
 */
export async function fetchDocument(line: Line, key: string, limit: number, known?: KnownDocument): Promise<Buffer> {
  const most = known?.size ?? limit;
  const name = `${line.source.replace(/\/$/, '')}/${key}`;
  let kept: { readonly chunks: Uint8Array[]; size: number; validator?: string } = { chunks: [], size: 0 };
  // Without a mark each attempt begins anew: only what goes further than all before is a step forward.
  let furthest = 0;
  for (let failures = 0, wrong = 0; ;) {
    // Without a mark the rest could be that of another version.
    if (kept.validator === undefined) kept = { chunks: [], size: 0 };
    const before = kept.size;
    const { validator } = kept;
    const answer = await line.ask(key, {
      start: before,
      fresh: true,
      ...(validator === undefined ? {} : { validator }),
    });
    let broken = answer.kind === 'broken' ? answer.found : undefined;
    if (answer.kind === 'bytes') {
      if (answer.start !== before) kept = { chunks: [], size: 0 };
      if (answer.validator !== undefined) kept.validator = answer.validator;
      const { total } = answer;
      if (total !== undefined && total > most && known === undefined) {
        answer.close();
        throw tooLong(name, total, most);
      }
      broken = await line.pour(answer, (chunk) => {
        kept.chunks.push(Uint8Array.from(chunk));
        kept.size += chunk.length;
        return Promise.resolve(kept.size <= most);
      });
      if (broken === undefined && kept.size > most && known === undefined) throw tooLong(name, kept.size, most);
      if (broken === undefined && total !== undefined && kept.size < total) broken = 'a body that is too short';
      const bytes = Buffer.concat(kept.chunks);
      if (broken === undefined && (known === undefined || isAsKnown(bytes, known))) return bytes;
      if (broken === undefined) {
        kept = { chunks: [], size: 0 };
        wrong += 1;
        broken = 'other bytes';
        if (wrong >= 3) throw faultError({ kind: 'wrong', found: beginning(bytes) }, line.source, key);
      } else if (kept.size >= furthest + leastStep) {
        failures = 0;
        furthest = kept.size;
      }
    } else if (answer.kind !== 'broken') throw faultError(answer, line.source, key);
    failures += 1;
    if (failures >= line.attempts) throw faultError({ kind: 'broken', found: broken ?? '' }, line.source, key);
    await line.pause(failures);
  }
}

function isAsKnown(bytes: Buffer, { size, sha256 }: KnownDocument): boolean {
  return bytes.length === size && createHash('sha256').update(bytes).digest('hex') === sha256;
}

function beginning(bytes: Buffer): string {
  return bytes.length === 0 ? 'nothing' : bytes.subarray(0, 60).toString('utf8');
}
